import { isProper, type Line } from './match.ts';
import { isNumberWord } from './numbers.ts';
import type { Token } from './tokens.ts';

/** A place somebody names: an address, a road, a corner, a marker on a highway. */
export interface Place {
  from: number;
  to: number;
  /** The house or marker number as digits, or null. */
  digits: string | null;
  /** The words that make this place this one: names, without "street" and the like. */
  names: string[];
}

export const roadKinds: ReadonlySet<string> = new Set(
  (
    'street st avenue ave road rd lane ln drive dr court ct place pl boulevard blvd way circle cir terrace trail trl ' +
    'parkway pkwy highway hwy route rte loop square sq plaza alley crescent close row pike turnpike path walk point ' +
    'crossing bend cove ridge hollow interstate freeway expressway bridge ramp'
  ).split(' '),
);
/** Road kinds that are as often plain words: they need a number or a name right before them. */
const plainWords: ReadonlySet<string> = new Set(
  'way court place close run row path walk point square drive bridge ramp road street highway ridge'.split(
    ' ',
  ),
);
const numbered: ReadonlySet<string> = new Set(
  'route highway interstate exit marker mile i us rt hwy rte county'.split(' '),
);
const ordinal =
  /^(\d+(st|nd|rd|th)|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth)$/;
/** Everyday words of which names of roads are made. */
const roadWord =
  /^(north|south|east|west|northwest|northeast|southwest|southeast|old|new|upper|lower|big|little|lake|river|hill|mill|park|church|spring|oak|pine|main|water|bay|saint|house|bridge|school|forest|meadow|valley|rock|stone|sunset|county)$/;

/** All places named in a turn. */
export function placesIn(line: Line): Place[] {
  const found: Place[] = [];
  for (let i = 0; i < line.tokens.length; i++) {
    const place = roadAt(line, i) ?? markerAt(line, i);
    if (!place || place.from < (found.at(-1)?.to ?? 0)) continue;
    found.push(place);
  }
  return found;
}

const betweenAtMost = 4;
const joins = /^(on|at|in|off|near|to|of|and|from|the|by|for|with|is|was|are|it|i|my|this|that)$/;

/** "1422 north maple street", "cobble hill road": looks back from the kind of road, to a number if there is one. */
function roadAt(line: Line, at: number): Place | undefined {
  const token = line.tokens[at]!;
  if (!roadKinds.has(token.word) || at === 0) return undefined;
  let from = at;
  while (from > 0 && at - from < betweenAtMost) {
    const before = line.tokens[from - 1]!;
    if (before.sentence !== token.sentence || isNumberWord(before.word) || joins.test(before.word)) break;
    from--;
  }
  const run = line.numbers.find((numbers) => numbers.to === from && once(numbers.digits).length <= 6);
  const between = line.tokens.slice(from, at);
  // Without a number only a name right before the kind of road tells it from plain words.
  const named = run ? between : between.slice(between.findLastIndex((one) => !isRoadName(one)) + 1);
  const names = named.filter((one) => isProper(one) || isRoadName(one)).map((one) => one.word);
  if (names.length === 0) return undefined;
  if (!run && plainWords.has(token.word) && !named.some(isProper)) return undefined;
  return {
    from: run ? run.from : at - named.length,
    to: at + 1,
    digits: run ? once(run.digits) : null,
    names,
  };
}

/** A number said twice in a row, as people do when they are upset, is that number. */
function once(digits: string): string {
  return digits.replace(/^(\d{2,6})\1\d?$/, '$1');
}

function isRoadName(token: Token): boolean {
  return isProper(token) || ordinal.test(token.word) || roadWord.test(token.word);
}

/** "mile marker 117", "exit 12", "route 40". */
function markerAt(line: Line, at: number): Place | undefined {
  if (!numbered.has(line.tokens[at]!.word)) return undefined;
  const run = line.numberAt.get(at + 1);
  if (!run || run.digits.length > 4) return undefined;
  // "i forty" is a highway, "us two" is not.
  if (/^(i|us)$/.test(line.tokens[at]!.word) && run.digits.length < 2) return undefined;
  return { from: at, to: run.to, digits: run.digits, names: [] };
}

/**
 * What of an answer to "where are you?" may be a place when it names no kind of road: a number with a name
 * ("fourteen ninety old mill"), a corner ("hollis and pruitt"), a name ("the Copper Lantern", "the county fair").
 */
export function placeInAnswer(line: Line): Place | undefined {
  const named = placesIn(line);
  if (named.length > 0) return joined(named);
  const names: string[] = [];
  let from = -1;
  let to = 0;
  for (let i = 0; i < line.tokens.length; i++) {
    const token = line.tokens[i]!;
    const placed = isProper(token)
      ? isPlaced(line, i)
      : placeNouns.has(token.word) || ordinal.test(token.word);
    if (!placed) continue;
    if (from < 0) from = i;
    to = i + 1;
    names.push(token.word);
  }
  const run = line.numbers.find(({ digits }) => digits.length >= 2 && once(digits).length <= 6);
  if (names.length === 0 && !run) return undefined;
  if (run) {
    from = from < 0 ? run.from : Math.min(from, run.from);
    to = Math.max(to, run.to);
  }
  return { from, to, digits: run ? once(run.digits) : null, names };
}

const leads =
  /^(on|at|in|near|by|off|outside|inside|behind|from|to|the|past|pass|passed|of|toward|towards|called)$/;
const shortAnswer = 6;

/** A name after "at", "on", "the" and the like, beside another name, or in an answer of a few words. */
function isPlaced(line: Line, at: number): boolean {
  const before = line.tokens[at - 1];
  if (!before || line.tokens.length <= shortAnswer) return true;
  if (leads.test(before.word) || isProper(before)) return true;
  const earlier = line.tokens[at - 2];
  if (before.word === 'is') return earlier?.word === 'it' || earlier?.word === 'that';
  return before.word === 'and' && earlier !== undefined && isProper(earlier);
}

/** Whether an answer speaks of a place by more than a bare name. */
export function speaksOfPlace(line: Line): boolean {
  if (placesIn(line).length > 0) return true;
  return line.tokens.some((token) => placeNouns.has(token.word) || ordinal.test(token.word));
}

function joined(places: Place[]): Place {
  return {
    from: places[0]!.from,
    to: places.at(-1)!.to,
    digits: places.find((place) => place.digits)?.digits ?? null,
    names: places.flatMap((place) => place.names),
  };
}

export const placeNouns: ReadonlySet<string> = new Set(
  (
    'school church park hospital hotel motel station store mall library airport campground beach river lake creek trail ' +
    'apartments apartment complex building tower warehouse restaurant bar gym fair fairgrounds dock ramp barn farm ' +
    'cemetery stadium laundry pharmacy bakery diner garage lot gate bridge exit corner intersection'
  ).split(' '),
);
