import { type EntityTurn, type Mention, sayings } from './entity.ts';

const color =
  '(?:black|white|silver|gray|grey|red|blue|green|tan|gold|brown|maroon|yellow|orange|purple|beige|dark|light|burgundy|charcoal)';
const make =
  '(?:ford|chevy|chevrolet|toyota|honda|nissan|dodge|jeep|subaru|buick|kia|mazda|audi|tesla|lexus|acura|chrysler|cadillac|hyundai|volvo|pontiac|infiniti|porsche|gmc|g m c|bmw|b m w|mercedes|volkswagen|vw|mitsubishi|saturn|harley|lincoln|mini cooper|land rover|range rover|peterbilt|freightliner|kenworth)';
const model =
  '(?:f (?:one fifty|150|250|350|two fifty)|altima|civic|accord|camry|corolla|outback|forester|explorer|escape|focus|fusion|taurus|mustang|silverado|malibu|impala|tahoe|suburban|equinox|cruze|cobalt|ram|charger|challenger|durango|caravan|wrangler|cherokee|compass|sentra|maxima|rogue|pathfinder|frontier|tacoma|tundra|prius|highlander|sienna|odyssey|pilot|elantra|sonata|tucson|sorento|optima|sportage|jetta|passat|beetle|transit|econoline|ranger|bronco|expedition|crown vic|mazda (?:three|six|3|6)|model (?:three|s|y|3)|rav ?4|c r v|cr v|cx (?:five|5)|sportster)';
const body =
  '(?:pickup(?: truck)?|pick up truck|truck|van|minivan|mini van|sedan|suv|s u v|hatchback|coupe|convertible|station wagon|wagon|motorcycle|moped|scooter|dirt bike|motorbike|semi|semi truck|tractor trailer|eighteen wheeler|18 wheeler|box truck|tow truck|dump truck|camper|rv|r v|jeep|u haul|school bus|ice cream truck|delivery truck|delivery van|work van|four door|two door|atv|golf cart|boat|jet ski)';
const year =
  '(?:(?:19|20)\\d\\d|(?:nineteen|twenty) (?:oh )?\\w+(?: (?:one|two|three|four|five|six|seven|eight|nine))?|two thousand (?:and )?\\w+)';
const adjective = '(?:little|big|old|older|small|newer|new|beat up|lifted|dark|light|white|rental|company)';
const describedCar = new RegExp(
  `\\b(?:(?:${color}|${adjective}) )*(?:${year} )?(?:${color} )?(?:${make}(?: (?:i think )?(?:an? )?${model})?(?: ${body})?|${model}(?: ${body})?)\\b|\\b(?:the |an? |his |her |their |that |this |my )?(?:(?:${color}|${adjective}) )+(?:or (?:${color}) )?(?:car|vehicle|${body})\\b`,
  'g',
);
/** Every single word of the lists above. */
const triggers: ReadonlySet<string> = new Set(
  [...`${make} ${model} ${body} car vehicle`.matchAll(/[a-z]{2,}|\d{3}/g)].map(([word]) => word),
);
const plainBody = new RegExp(
  `\\b(?:the |an? |his |her |their |that |this )(?!truck\\b|boat\\b|wagon\\b)${body}\\b`,
  'g',
);
const notTraffic =
  /\b(?:fire|police|food|ambulance|hand|moving|garbage|mail) (?:truck|van|car|boat)\b|\b(?:service|delivery|tech\w*|repair) (?:van|truck)\b/;
/** Makes and models that are words or names too: alone they are no vehicle. */
const alone =
  /^(?:ford|lincoln|mercedes|ram|focus|escape|pilot|frontier|ranger|explorer|compass|rogue|accord|transit|civic|charger|challenger|beetle|fusion|odyssey|highlander|saturn|harley|expedition|cherokee|durango|sierra)$/;

/** Cars, trucks and boats. In a contact centre a van alone is the company's, not a thing of the call. */
export function vehicles(turn: EntityTurn): Mention[] {
  if (!turn.tokens.some((token) => triggers.has(token.word))) return [];
  const found: Mention[] = [];
  for (const { from, to, groups } of sayings(turn, describedCar)) {
    const value = groups[0].trim();
    if (alone.test(value) && !turn.asked.has('vehicle')) continue;
    if (notTraffic.test(value) || isTheirs(turn, to)) continue;
    found.push({ type: 'vehicle', from, to, value: nameOf(value), confidence: 0.85 });
  }
  if (turn.kind === 'contact-centre') return found;
  for (const { from, to, groups } of sayings(turn, plainBody)) {
    if (
      notTraffic.test(groups[0]) ||
      found.some((one) => one.from < to && from < one.to) ||
      isTheirs(turn, to)
    )
      continue;
    found.push({ type: 'vehicle', from, to, value: nameOf(groups[0]), confidence: 0.7 });
  }
  return found;
}

/** "the boat ramp", "the truck stop": the vehicle only names a place. */
function isTheirs({ tokens }: EntityTurn, to: number): boolean {
  return /^(stop|ramp|yard|lot|wash|dealer|dealership|driver|house|rental|part|parts|trailer|launch|dock|keys)$/.test(
    tokens[to]?.word ?? '',
  );
}

function nameOf(said: string): string {
  return said
    .trim()
    .replace(/^(?:the|an?|his|her|their|that|this|my) /, '')
    .replace(/ i think(?: an?)?/, '');
}
