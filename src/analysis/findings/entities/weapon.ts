import { polarityOf } from '../../text/polarity.ts';
import { type EntityTurn, type Mention, sayings } from './entity.ts';

const kinds =
  '(?:hand ?gun|shotgun|gun|pistol|rifle|revolver|glock|nine millimeter|ak ?47|ar ?15|a r fifteen|knife|knives|machete|baseball bat|bat|crowbar|crow bar|ax|axe|hatchet|box cutter|sword|taser|bb gun|pellet gun|screwdriver|broken bottle|tire iron|hammer|metal pipe|brick|pepper spray|mace|bow and arrow|razor blade|razor)s?';
const adjectives =
  '(?:(?:black|silver|big|little|small|kitchen|steak|pocket|butcher|hunting|long|loaded|toy|old|wooden|metal|real|fake|large|huge)\\s)*';
const weapon = new RegExp(
  `\\b(?:(?:a|an|the|his|her|some|two|my|this|that) )?${adjectives}${kinds}\\b|(?<![\\d$])\\b(?:38|357|45|22) (?:caliber|special|revolver|in the|on him|on her)\\b`,
  'g',
);
const caliber = /(?<!\d)\.(?:22|25|38|357|380|40|44|45)\b/g;
const figurative =
  /\b(?:nail|glue|heat|caulk(?:ing)?|staple|spray|massage|radar|water|squirt|nerf|grease|tattoo|price|paint) guns?\b|\bguns? (?:range|shop|show|store|safe|club|lake)\b|\b(?:jump(?:ed|ing)?|beat) the gun\b|\bson of a gun\b|\btop gun\b|\bunder the knife\b|\b(?:riding|ride|called|call) shotgun\b|\bshotgun (?:wedding|house|seat)\b|\b(?:right|straight) off the bat\b|\bbat (?:in|flying)\b|\bgot the ax\b|\bbrick (?:house|building|wall|one|apartment|ranch|place|home|front)\b|\b(?:hammer|hammered|screwdriver) (?:out|it)\b|\bgive me the gun\b/g;
/** Tools: weapons only where somebody holds them against others. */
const tools = /\b(?:bat|hammer|brick|screwdriver|razor|ax|axe|mace|bow and arrow|metal pipe)s?$/;
const wielded =
  /\b(?:swing\w*|hit\w*|threaten\w*|attack\w*|chas\w*|wav\w*|armed|weapon|with a|holding|threw|throwing|beat\w*|got a|has a|had a)\b/;

/** Weapons somebody has or had; not those asked for or denied. */
export function weapons(turn: EntityTurn): Mention[] {
  const not = sayings(turn, figurative);
  const found: Mention[] = [];
  for (const { from, to, groups } of sayings(turn, weapon)) {
    if (not.some((one) => one.from < to && from < one.to)) continue;
    if (tools.test(groups[0]) && (!wielded.test(turn.said) || turn.kind !== 'psap')) continue;
    if (isAskedOrDenied(turn, from, to)) continue;
    const value = groups[0].replace(/^(?:a|an|the|his|her|some|two|my|this|that) /, '');
    found.push({ type: 'weapon', from, to, value, confidence: 0.85 });
  }
  for (const match of turn.text.matchAll(caliber)) {
    const from = turn.tokens.findIndex((token) => token.start >= match.index);
    if (from >= 0 && turn.kind === 'psap')
      found.push({ type: 'weapon', from, to: from + 1, value: match[0], confidence: 0.8 });
  }
  return found;
}

function isAskedOrDenied(turn: EntityTurn, from: number, to: number): boolean {
  if (turn.role === 'agent' && turn.questions.some((start) => start <= from)) return true;
  return polarityOf(turn.tokens, from, to) === 'denied';
}
