import { placeNouns } from '../../text/places.ts';
import { capitalised, type EntityTurn, type Mention, sayings } from './entity.ts';
import { isEnglish } from './names.ts';

/** More nouns of places that callers go by, beside those of `places.ts`. */
const marks: ReadonlySet<string> = new Set(
  (
    'inn arms marina pond pool swings playground carousel hydrant tracks dumpster dumpsters tower laundromat laundry ' +
    'dealer dealership wash bench benches sugarhouse farmhouse house barn silo fence gate garage shop place plant factory ' +
    'courthouse library bank diner cafe restaurant pharmacy walmart target walgreens cvs costco starbucks mcdonalds wendys ' +
    'kroger safeway depot slide stand pavilion trailhead overlook campsite pier boardwalk underpass overpass tunnel ' +
    'roundabout light lights sign billboard mailbox parking stadium arena theater museum zoo clinic center centre plaza ' +
    'quarry landfill tree woods field fields levee dam tank substation yard shed driveway alley steps stairs entrance lobby ' +
    'rooftop patio porch fairgrounds rink tavern pub saloon grill casino club temple mosque synagogue chapel college campus ' +
    'dorm arcade falls heights springs village estates mall marketplace market deli pizzeria fountain statue monument ' +
    'harbor wharf canal reservoir shore shoreline trailer trailers duplex townhouse one side end door part section'
  ).split(' '),
);
/** Marks too plain to point at a place unless the words around them do. */
const plain =
  /^(corner|house|place|light|lights|bank|garage|gate|shop|yard|lot|apartment|building|tree|porch|steps|stairs|driveway|field|sign|plant|one|side|end|door|part|section|complex|station|bar|bridge|park|center|stand|target|slide|mark|exit|tower|club|fence|entrance|parking|trailer|ramp|trail|village|gym|apartments|market|tank|dock|fair|mall|school|hospital|church|store|hotel)$/;
const strong =
  /^(marina|pond|creek|lake|river|playground|swings|carousel|tracks|beach|laundromat|farmhouse|sugarhouse|boardwalk|pier|trailhead|fairgrounds|cemetery|stadium|campground|overpass|underpass|quarry|harbor|dam|barn)$/;
const placed =
  /\b(?:across(?: the street)? from|next(?: door)? to|in front of|in back of|back of|right by|behind|down by|close to|over by|out by|by|near|past|beside|opposite|outside|at|side of|end of|corner of|toward|towards|down(?: here)? to|over|under|around)$/;
/** Positions strong enough that even a plain thing marks the place. */
const pointed =
  /\b(?:across(?: the street)? from|next(?: door)? to|in front of|behind|right by|down by|by|near|just past|past|beside|opposite)$/;
const determiner = /^(the|a|an|that|this)$/;
const notNoun =
  /^(is|are|was|were|be|been|it|he|she|they|we|i|you|to|at|in|on|of|by|from|and|or|but|so|there|here|not|do|does|did|has|have|had|can|will|would|my|his|her|your|our|their|no|yes|okay|get|go|going|come|with|for|if|that|then|just|like|near|behind|past|what|which|where|off|up|down|out|over|into|inside|outside|another|any|some|every|other|same)$/;
const describesHouse =
  /\b(?:yellow|blue|white|red|green|brown|gray|grey|brick|black|tan|pink|orange|second|first|third|last|end|corner|big|little)\b/;
const longest = 5;

/** Places callers go by that are no address: "behind the church", "the Sundown Inn", "by the boat ramp". */
export function landmarks(turn: EntityTurn): Mention[] {
  if (turn.kind === 'contact-centre') return [];
  const found: Mention[] = [];
  if (turn.asked.has('address') || turn.asked.has('crossStreet')) found.push(...pointedAt(turn));
  for (let at = 0; at < turn.tokens.length; at++) {
    const mark = isMark(turn, at) ? landmarkAt(turn, at) : undefined;
    if (mark && !found.some((one) => one.from < mark.to && mark.from < one.to)) found.push(mark);
  }
  return found;
}

const position =
  /\b(?:across(?: the street)? from|next(?: door)? to|in front of|right by|right behind|down by|over by|by|near|just past|past|passed|behind|beside) the ((?:\w+ ){0,2}\w+?)(?= (?:and|on|in|at|with|that|is|it|she|he|we|they|i|you|but|so|the|there|where|can|right|please|who|to|of|going|if|or|then|because|yes|no|just|not|my|his|her)\b| \||$)/g;
const noPlace =
  /^(?:way|time|end|wheel|door|hand|hands|hair|arm|arms|head|neck|phone|road|street|house|rest|minute|people|police|officer|first|second|last|other|same|one|ones|side|side of|bed|couch|sofa|table|window|front|back|hour|day|point|baby|dog|car|truck|van|ground|floor|wall|ambulance|medics?|crew|throat|shoulder|collar|ankle|chest)\b/;

/** Whatever a caller who is asked for a place says he is beside: "by the ice machine". */
function pointedAt(turn: EntityTurn): Mention[] {
  if (turn.questions.length > 0 && turn.role === 'agent') return [];
  return sayings(turn, position).flatMap(({ groups, to }): Mention[] => {
    const words = groups[1]!;
    const from = to - words.split(' ').length - 1;
    return noPlace.test(words) || /\d/.test(words)
      ? []
      : [{ type: 'landmark', from, to, value: words, confidence: 0.6 }];
  });
}

function isMark(turn: EntityTurn, at: number): boolean {
  const { word } = turn.tokens[at]!;
  const singular = word.endsWith('s') ? word.slice(0, -1) : word;
  return marks.has(word) || placeNouns.has(word) || placeNouns.has(singular);
}

function landmarkAt(turn: EntityTurn, at: number): Mention | undefined {
  const { tokens } = turn;
  let to = at + 1;
  while (to < tokens.length && isMark(turn, to) && tokens[to]!.clause === tokens[at]!.clause) to++;
  const from = phraseStart(turn, at);
  const words = tokens.slice(from, to);
  const last = words.at(-1)!.word;
  const named = isNamed(turn, from, to);
  const before = tokens
    .slice(Math.max(0, from - 4), from)
    .map((token) => token.word)
    .join(' ');
  const determined = determiner.test(words[0]!.word);
  const where = turn.asked.has('address') || turn.asked.has('crossStreet') || turn.asked.has('unit');
  const told = turn.role !== 'agent' || turn.questions.length === 0;
  const isPlain = plain.test(last);
  const described = where && determined && describesHouse.test(words.map((token) => token.word).join(' '));
  const points = pointed.test(before) && determined && told && (!isPlain || where || words.length > 2);
  const stands =
    determined &&
    told &&
    ((strong.test(last) && (where || placed.test(before))) || (!isPlain && placed.test(before) && where));
  if (!named && !points && !stands && !(described && told)) return undefined;
  const said = words.map((token) => token.word).join(' ');
  return {
    type: 'landmark',
    from,
    to,
    value: named ? capitalised(said.replace(/^the /, '')) : said,
    confidence: named ? 0.75 : 0.6,
  };
}

/** Back from the noun to its determiner, or over the names before it. */
function phraseStart(turn: EntityTurn, at: number): number {
  const { tokens } = turn;
  let from = at;
  while (from > 0 && at - from < longest) {
    const before = tokens[from - 1]!;
    if (before.clause !== tokens[at]!.clause || notNoun.test(before.word)) break;
    from--;
    if (determiner.test(before.word)) break;
  }
  while (from < at && /^(?:a|an|this|please|okay)$/.test(tokens[from]!.word)) from++;
  return from;
}

/** "Sundown Inn", "Delmar Park", "heron lakes": a name right before the noun. */
function isNamed(turn: EntityTurn, from: number, to: number): boolean {
  const { tokens } = turn;
  for (let at = to - 1; at > from; at--) {
    const name = tokens[at - 1]!;
    if (!isMark(turn, at)) continue;
    if (name.capital || (!isEnglish(name.word) && name.word.length > 3)) return true;
    const first = /^\p{Lu}/u.test(turn.text.slice(name.start, name.end)) && tokens[at]!.capital;
    if (first && !determiner.test(name.word)) return true;
  }
  return false;
}
