import { polarityOf } from '../../text/polarity.ts';
import { type EntityTurn, type Mention, sayings } from './entity.ts';

const whose = '(?:my|his|her|their|your|the)';
const part =
  '(?:head|face|neck|back|chest|stomach|belly|side|arm|arms|leg|legs|wrist|ankle|knee|hip|shoulder|hand|hands|foot|feet|finger|fingers|toe|toes|rib|ribs|nose|mouth|lip|lips|jaw|eye|eyes|ear|throat|forehead|collarbone|collar bone|skull|elbow|thigh|skin|spine|tooth|teeth|pelvis|groin|heart|tongue|scalp|eyebrow|cheek|chin|shin|heel)';
const sided = `(?:left |right |lower |upper )?${part}`;
const very =
  '(?:(?:really|real|so|very|kind of|sort of|a little|a bit|all|just|getting|going|turning|like|pretty|too|super) )*';
const is = '(?:is|are|was|were|feels?|felt|looks?|keeps?|got|gets?|started|went|has|have|it is|am|been)';

const symptoms = [
  `${whose} ${sided} (?:really |still |just |kind of |is |are )*(?:hurts?|hurting|aches?|aching|burning|burns|itches|tingling|tingles|numb|stiff|sore|swelling|racing|pounding|shaking)(?: (?:real |really |so )?bad(?:ly)?)?`,
  `${whose} ${sided} ${is} ${very}(?:going |turning )?(?:blue|purple|gray|grey|pale|white|red|numb|stiff|sore|tight|drooping|droopy|burning|swollen|swelling|clammy|cold|dizzy|stiff|racing|weak)`,
  `(?:a |some |this |really |bad |sharp |terrible |severe |stabbing |shooting |crushing )*(?:pains?|pressure|tightness|numbness|cramps?|cramping|ache|burning|tingling|swelling)(?: (?:at first|down|in|on|around|across|under|through)(?: the middle of)? (?:${whose} )?(?:left |right |lower |upper )?(?:${part}))`,
  '(?:chest|stomach|back|neck|abdominal|belly|arm|leg|jaw|head|labor) (?:pains?|pressure|tightness|cramps)',
  '(?:an? |bad |really |terrible )*head ?aches?|migraine|stomach ?ache|tooth ?ache|back ?ache|sore throat',
  '(?:really |kind of |so |a little |real |very |getting |bit )*(?:dizzy|dizziness|light ?headed|nauseous|queasy|nauseated|nausea|sleepy|drowsy|winded|clammy|feverish|short of breath|out of breath|confused|disoriented|delirious|faint)',
  'fainted|fainting|passed out|passing out|blacked out|blacking out|collapsed|unconscious|unresponsive',
  '(?:not|stopped|barely|hardly|trouble|difficulty|hard time|struggling to|quit|problems) breath(?:ing|e)(?: (?:right|normal|normally|well|good))?|(?:can|could) (?:not|barely|hardly) breathe?|breathing (?:funny|weird|hard|fast|heavy|slow|shallow|real \\w+|really \\w+)|(?:gasping|wheezing|gurgling|snoring)(?: (?:for air|sound|noise|sounds|noises))?|shortness of breath|trouble (?:breathing|with (?:his|her|your|my) speech|speaking|swallowing|walking|standing)',
  'coughing(?: (?:up )?blood)?|sweating(?: (?:a lot|like \\w+ \\w+|bad|through))?|vomit(?:ing|ed)?|throw(?:ing|n)? up|threw up|puking|puked|shaking all over|shivering|convulsing|seizing|having a seizure|seizures?|foam(?:ing)? (?:at|coming out of|from) (?:the|his|her) mouth|twitching|drooling|itching|hives|a rash|fever|chills|diarrhea|dehydrated',
  '(?:speech|words|face|mouth)(?: is| are| was)? (?:is |are )?(?:\\w+ )?(?:slurred|slurring|drooping|droopy|garbled|crooked)|slurr(?:ing|ed)(?: (?:his|her|my) (?:words|speech)| speech)?|face drooping|weakness(?: on (?:one|his|her|the|my) (?:left |right )?side)?|(?:does|did) not (?:sound|look|feel|seem) right|not making (?:any )?sense|talking (?:funny|weird|gibberish)',
  'allergic reaction|(?:heart )?palpitations|contractions|water broke|overheated|heat stroke|hypothermia|panic attack|asthma attack|turning (?:blue|purple|gray|grey)|no pulse',
  '(?:he is|she is|i am|he|she|getting|feels?) (?:all |really |real |so |getting |ice )*(?:cold|clammy|pale|weak|blue|limp|stiff|hot to the touch)',
];
const injuries = [
  '(?:it is |he is |she is |i am |still |there is )?bleeding(?: (?:out|a lot|real bad|really bad|bad|badly|heavily|pretty bad|everywhere|all over(?: the place)?|from (?:his|her|my|the) (?:left |right )?\\w+))*|blood (?:coming (?:out|from)|pouring|gushing|is coming)(?: \\w+){0,3}|pool of blood',
  `${whose} ${sided} (?:(?:is|are|got|was|looks|i think it is|i think|all|really|real|is all|might be|kind of|just) )*(?:broken|bloody|cut(?: open| up)?|split(?: open)?|busted(?: open)?|burned|burnt|crushed|stuck|pinned|trapped|gashed|bruised|swollen|bent|sprained|twisted|dislocated|shattered|torn|scraped|scraped up|cracked(?: open)?|gone|off)(?: (?:up )?(?:under|in|between) the \\w+)?`,
  `(?:a |an |some )?(?:bad |big |deep |little |small |broken |bruised |sprained |fractured |dislocated |cracked |crushed )+${part}`,
  `(?:broke|broken|cut|hurt|burned|burnt|injured|twisted|sprained|hit|busted|bumped|smashed|crushed|split|dislocated|scraped|fractured) (?:open )?${whose} ${sided}(?: (?:open|bad|badly))?`,
  `(?:a |an |some )?(?:(?:big|deep|bad|huge|little|small|nasty|pretty|really) )*(?:cut|gash|bruise|burn|burns|wound|laceration|bump|scrape|scratch|scratches|bruises|cuts|hole|bite|stab wound|gunshot wound|knot|lump|goose egg|fracture|concussion|whiplash)s? (?:on|to|in|above|under|over|across|along|down) (?:${whose} )?${sided}`,
  'concussion|whiplash|compound fracture|fracture|bone (?:is )?sticking out|second degree burns?|third degree burns?|gunshot wounds?|stab wounds?|head injury|puncture wound|(?:got|been|was|is|were|getting) (?:bitten|burned|stung|trampled|crushed|pinned|impaled|electrocuted)(?: in the (?:left |right )?\\w+| by a \\w+)?',
  'a cast on (?:his|her|my) \\w+',
];
const symptomPattern = new RegExp(`\\b(?:${symptoms.join('|')})\\b`, 'g');
const injuryPattern = new RegExp(`\\b(?:${injuries.join('|')})\\b`, 'g');
/** Written as one word or two above. */
const compounds = [
  'headache',
  'headaches',
  'stomachache',
  'toothache',
  'backache',
  'lightheaded',
  'collarbone',
];
/** Words one of which every one of these holds; looked for first, which is many times faster. */
const triggers: ReadonlySet<string> = new Set(
  [...[part, ...symptoms.slice(2), ...injuries, ...compounds].join(' ').matchAll(/[a-z]{3,}/g)]
    .map(([word]) => word)
    .filter(
      (word) =>
        !/^(?:the|his|her|their|your|and|not|was|were|are|got|get|bad|all|for|like|real|really|very|one|time|with|does|did|can|will|could|side|trouble|problems|look|feel|feels|felt|getting|going|turning|went|started|has|have|had|been|about|this|that|some|around|across|under|through|down|over|she|him|keeps|looks|seem|little|bit|kind|sort|just|still|making|any|sense|talking|out|too|she|there|everywhere|big|small|off|gone|think|might|open|left|right|lower|upper)$/.test(
          word,
        ),
    ),
);
const figurative =
  /\b(?:nearly|almost|about) (?:gave|had)(?: me)? a heart attack|pain in the (?:neck|butt|ass)|sick of|\bgas leak|\bheart goes out/;

/** What ails people and where they are hurt; not what a question asks after, nor what is denied. */
export function ailments(turn: EntityTurn): Mention[] {
  if (!turn.tokens.some((token) => triggers.has(token.word)) || figurative.test(turn.said)) return [];
  const hurt = mentions(turn, injuryPattern, 'injury');
  const felt = mentions(turn, symptomPattern, 'symptom').filter(
    (one) => !hurt.some((other) => other.from < one.to && one.from < other.to),
  );
  return [...hurt, ...felt];
}

function mentions(turn: EntityTurn, pattern: RegExp, type: 'injury' | 'symptom'): Mention[] {
  return sayings(turn, pattern).flatMap(({ from, to, groups }): Mention[] => {
    if (turn.role === 'agent' && turn.kind === 'psap') return [];
    if (turn.role === 'agent' && turn.questions.length > 0 && turn.kind !== 'contact-centre') return [];
    if (!/\bnot\b|^no /.test(groups[0]) && polarityOf(turn.tokens, from, to) === 'denied') return [];
    return [{ type, from, to, value: groups[0].trim(), confidence: 0.75 }];
  });
}
