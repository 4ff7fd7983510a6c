import { isNumberWord, numberRuns } from './numbers.ts';
import { roadKinds } from './places.ts';
import { type Token, tokenise } from './tokens.ts';

/** The parts of an address that say which door it is, as they stand in the text. */
export interface AddressParts {
  /** The house number in digits, with a letter where it has one; null when none is given. */
  number: string | null;
  /** The street with its direction and kind; null for a post box and the like. */
  street: { text: string; start: number; end: number } | null;
}

const directions = /^(n|s|e|w|ne|nw|se|sw|north|south|east|west|northeast|northwest|southeast|southwest)$/;
const moreKinds =
  /^(bl|bv|boul|crt|cv|dv|expy|fwy|frwy|gln|glen|grv|grove|hl|hls|hill|hills|hts|heights|is|isle|jct|junction|key|knl|knoll|lk|landing|lndg|mall|mdw|mews|mnr|manor|mt|oval|pass|pikes|pt|prairie|promenade|rdg|run|shore|shores|spring|springs|spur|sta|station|ter|terr|trce|trace|tpke|trwy|trfy|trafficway|vw|view|village|vlg|vis|vista|wy|xing|crst|crest|green|greenway|commons|estates|gardens|gateway|harbor|island|park|plz|speedway|alameda|broadway|esplanade|strand)$/;
/** Kinds that stand before a number or letter of the road: "highway 50", "county road 12", "fm 544". */
const numberedKinds =
  /^(highway|hwy|route|rte|rt|interstate|i|us|u|fm|rm|sr|cr|county|state|old|business|camino|calle|avenue|ave|road|rd|loop|farm|ranch|ih|sh)$/;
const unitWords =
  /^(apt|apartment|suite|ste|unit|floor|fl|room|rm|bldg|building|lot|box|p|po|rr|dept|trlr|trailer|spc|space|crt|number)$/;
const states =
  /^(al|ak|az|ar|ca|co|ct|de|fl|ga|hi|id|il|in|ia|ks|ky|la|me|md|ma|mi|mn|ms|mo|mt|ne|nv|nh|nj|nm|ny|nc|nd|oh|ok|or|pa|ri|sc|sd|tn|tx|ut|vt|va|wa|wv|wi|wy|dc|alabama|alaska|arizona|arkansas|california|colorado|connecticut|delaware|florida|georgia|hawaii|idaho|illinois|indiana|iowa|kansas|kentucky|louisiana|maine|maryland|massachusetts|michigan|minnesota|mississippi|missouri|montana|nebraska|nevada|ohio|oklahoma|oregon|pennsylvania|tennessee|texas|utah|vermont|virginia|washington|wisconsin|wyoming|district)$/;
const longestName = 6;

/** Reads one address, written or spoken: "2901 East 3300 South, Salt Lake City", "four twenty two east state street". */
export function addressParts(written: string): AddressParts {
  // Points in "U.S." would end a sentence; what stands for them is as long.
  const text = written.replaceAll(/\bu\.\s?s\./gi, (us) => 'US'.padEnd(us.length));
  const { tokens } = tokenise(text);
  const run = houseNumber(tokens);
  if (
    !run ||
    tokens.slice(0, run.from).some((token) => unitWords.test(token.word) || roadKinds.has(token.word))
  )
    return {
      number: null,
      street: tokens.some((token) => boxWords.test(token.word)) ? null : streetFrom(text, tokens, 0),
    };
  const letter = tokens[run.to];
  const glued =
    letter !== undefined &&
    /^[a-z]$/.test(letter.word) &&
    /^-?$/.test(text.slice(tokens[run.to - 1]!.end, letter.start));
  const after = glued ? run.to + 1 : run.to;
  return {
    number: `${run.digits}${glued ? letter.word.toUpperCase() : ''}`,
    street: streetFrom(text, tokens, after),
  };
}

const boxWords = /^(box|p|po|rr)$/;

/** The first number; where it is written in digits, the numbers after it are the street's: "2229 18 Mile Road". */
function houseNumber(tokens: readonly Token[]): { digits: string; from: number; to: number } | undefined {
  const run = numberRuns(tokens)[0];
  if (!run) return undefined;
  const word = tokens[run.from]!.word;
  const glued =
    tokens[run.from - 1]?.end === tokens[run.from]!.start && /^[a-z]$/.test(tokens[run.from - 1]!.word);
  const from = glued ? run.from - 1 : run.from;
  const prefix = glued ? tokens[from]!.word.toUpperCase() : '';
  return /^\d+$/.test(word)
    ? { digits: `${prefix}${word}`, from, to: run.from + 1 }
    : { digits: `${prefix}${run.digits}`, from, to: run.to };
}

function streetFrom(text: string, tokens: readonly Token[], from: number): AddressParts['street'] {
  const to = streetEnd(text, tokens, from);
  if (to <= from) return null;
  const [start, end] = [tokens[from]!.start, tokens[to - 1]!.end];
  return { text: text.slice(start, end), start, end };
}

function streetEnd(text: string, tokens: readonly Token[], from: number): number {
  const limit = stretchEnd(text, tokens, from);
  const numbered = numberedEnd(tokens, from, limit);
  if (numbered !== undefined) return withDirection(tokens, numbered, limit);
  const kind = kindIn(tokens, from, limit);
  if (kind !== undefined) return withDirection(tokens, kind + 1, limit);
  const commaEnds = tokens[limit] !== undefined && tokens[limit]!.clause !== tokens[limit - 1]!.clause;
  // With neither a comma nor a kind of road, a name is one word after its direction.
  return commaEnds || limit - from <= 2
    ? limit
    : Math.min(limit, from + (directions.test(tokens[from]!.word) ? 2 : 1));
}

/** Up to the first comma, line end, flat or state: the street ends there at the latest. */
function stretchEnd(text: string, tokens: readonly Token[], from: number): number {
  let to = from;
  while (to < tokens.length && to - from < longestName + 2) {
    const token = tokens[to]!;
    const gap = to === 0 ? '' : text.slice(tokens[to - 1]!.end, token.start);
    if (
      to > from &&
      (/[,\n#]/.test(gap) ||
        unitWords.test(token.word) ||
        (states.test(token.word) && isStateHere(tokens, to)))
    )
      break;
    to++;
  }
  return to;
}

/** A state by its place: a postcode or nothing follows. */
function isStateHere(tokens: readonly Token[], at: number): boolean {
  const next = tokens[at + 1];
  return next === undefined || isNumberWord(next.word) || next.word.length <= 4;
}

/** "highway 50", "us hwy 50", "county road 12", "avenue b". */
function numberedEnd(tokens: readonly Token[], from: number, limit: number): number | undefined {
  let at = from;
  if (directions.test(tokens[at]?.word ?? '')) at++;
  const first = at;
  while (at < limit && numberedKinds.test(tokens[at]!.word)) at++;
  if (at === first || at >= limit) return undefined;
  const number = tokens[at]!.word;
  if (!isNumberWord(number) && !/^([a-z]|[a-z]{3})$/.test(number)) return undefined;
  if (/^[a-z]{3}$/.test(number) && !isNumberWord(number) && !/^([a-z])\1\1$/.test(number)) return undefined;
  while (at < limit && isNumberWord(tokens[at]!.word)) at++;
  if (/^[a-z]+$/.test(number) && !isNumberWord(number)) at++;
  if (/^(business|bypass|alternate|frontage)$/.test(tokens[at]?.word ?? '')) at++;
  return at;
}

/** The last kind of road that still belongs: "Park Avenue", "Mill Road Lane"; not the first word of a name. */
function kindIn(tokens: readonly Token[], from: number, limit: number): number | undefined {
  const start = directions.test(tokens[from]?.word ?? '') && limit - from > 2 ? from + 1 : from;
  let kind: number | undefined;
  for (let at = start + 1; at < limit; at++) {
    const { word } = tokens[at]!;
    const plain = roadKinds.has(word);
    if (!plain && !(moreKinds.test(word) && kind === undefined)) continue;
    if (kind !== undefined && at - kind > 1) break;
    kind = at;
  }
  return kind;
}

function withDirection(tokens: readonly Token[], to: number, limit: number): number {
  return to < limit && directions.test(tokens[to]!.word) ? to + 1 : to;
}
