import { placeNouns } from '../../text/places.ts';
import { capitalised, type EntityTurn, type Mention } from './entity.ts';
import { isEnglish } from './names.ts';

/** More nouns of places that callers go by, beside those of `places.ts`. */
const marks: ReadonlySet<string> = new Set(
  (
    'inn arms marina pond pool swings playground splash carousel hydrant tracks dumpster dumpsters tower laundromat laundry ' +
    'dealer dealership wash bench benches sugarhouse farmhouse house barn silo fence gate garage shop place plant factory ' +
    'courthouse library bank diner cafe restaurant pharmacy walmart target walgreens cvs costco starbucks mcdonalds wendys ' +
    'kroger safeway depot slide stand pavilion trailhead overlook campsite pier boardwalk underpass overpass tunnel ' +
    'roundabout light lights sign billboard mailbox water parking ramp terminal platform stadium arena theater museum zoo ' +
    'clinic nursing center centre plaza quarry landfill tree oak woods field fields levee dam well tank substation yard shed ' +
    'driveway alley steps stairs entrance lobby elevator rooftop basement patio deck porch fairgrounds rink rec'
  ).split(' '),
);
const before =
  /^(behind|beside|near|past|opposite|outside|inside|by|at|from|to|over|toward|towards|under|around|in|off)$/;
const positions =
  /\b(?:across(?: the street)? from|next(?: door)? to|in front of|in back of|in the back of|right by|right behind|down by|close to|over by|out by|out front of|corner of|end of|side of|kitty corner from|catty corner from|just past|right past|behind|near|past|by|beside|opposite|outside|at|over|up)\b/;
const determiners =
  /^(the|a|an|that|this|my|his|her|our|some|old|big|little|new|green|red|blue|white|yellow|brick|brown|black|gray|seven|second|first|last|third)$/;
const generic =
  /^(house|place|parking|light|lights|water|bank|garage|gate|shop|yard|store|lot|apartment|building|tree|well|porch|steps|stairs|driveway|field|center|basement|target|sign|plant|light|bar|park)$/;
const notHere = /\b(?:take (?:him|her|you|me) to|going to|from) the (?:hospital|clinic|bank|store)\b/;
const longest = 6;

/** Places callers go by that are no address: "behind the church", "the Sundown Inn", "by the boat ramp". */
export function landmarks(turn: EntityTurn): Mention[] {
  if (turn.kind === 'contact-centre' || notHere.test(turn.said)) return [];
  const found: Mention[] = [];
  for (let at = 0; at < turn.tokens.length; at++) {
    const mark = isMark(turn, at) ? landmarkAt(turn, at) : undefined;
    if (mark && mark.from >= (found.at(-1)?.to ?? 0)) found.push(mark);
  }
  return found;
}

function isMark(turn: EntityTurn, at: number): boolean {
  const { word } = turn.tokens[at]!;
  const singular = word.endsWith('s') ? word.slice(0, -1) : word;
  return marks.has(word) || placeNouns.has(word) || placeNouns.has(singular);
}

function landmarkAt(turn: EntityTurn, at: number): Mention | undefined {
  const { tokens } = turn;
  let from = at;
  while (
    from > 0 &&
    at - from < longest &&
    tokens[from - 1]!.clause === tokens[at]!.clause &&
    isPartOf(turn, from - 1)
  )
    from--;
  while (from < at && /^(?:a|an|my|his|her|our|this|some)$/.test(tokens[from]!.word)) from++;
  let to = at + 1;
  while (to < tokens.length && isMark(turn, to) && tokens[to]!.clause === tokens[at]!.clause) to++;
  const inside = tokens.slice(from, to);
  const named = inside.some((token) => token.capital || (!isEnglish(token.word) && token.word.length > 2));
  const lead = tokens
    .slice(Math.max(0, from - 4), from)
    .map((token) => token.word)
    .join(' ');
  const placed = new RegExp(`${positions.source}(?: the)?$`).test(lead);
  const plain = inside.every((token) => generic.test(token.word) || determiners.test(token.word));
  if (!named && !(placed && (!plain || turn.asked.has('address') || turn.asked.has('crossStreet'))))
    return undefined;
  if (named && inside.length < 2 && !placed) return undefined;
  const words = inside.map((token) => token.word).join(' ');
  const value = named ? capitalised(words) : words;
  return { type: 'landmark', from, to, value, confidence: named ? 0.75 : 0.6 };
}

function isPartOf(turn: EntityTurn, at: number): boolean {
  const { word, capital } = turn.tokens[at]!;
  if (determiners.test(word) || isMark(turn, at) || capital) return true;
  if (before.test(word)) return false;
  return !isEnglish(word) && word.length > 2;
}
