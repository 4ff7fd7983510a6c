import { addressName } from '../../text/address-name.ts';
import { isNumberWord } from '../../text/numbers.ts';
import { type Place, placeNouns, placesIn, roadKinds } from '../../text/places.ts';
import { type EntityTurn, gapBefore, type Mention, sayings, textOf } from './entity.ts';
import { isEnglish } from './names.ts';

const states =
  /^(alabama|alaska|arizona|arkansas|california|colorado|connecticut|delaware|florida|georgia|hawaii|idaho|illinois|indiana|iowa|kansas|kentucky|louisiana|maine|maryland|massachusetts|michigan|minnesota|mississippi|missouri|montana|nebraska|nevada|ohio|oklahoma|oregon|pennsylvania|tennessee|texas|utah|vermont|virginia|washington|wisconsin|wyoming)$/;
const corner =
  /\b(?:corner of|intersection of|cross street|cross streets|crosses|between|off|at the corner|corner is|and then|crossroad is)(?: the| of| on)?$/;
/** Kinds of roads that are as often plain words: without a number they need a name that is no other word. */
const plainKinds =
  /^(place|close|way|ramp|point|run|row|path|walk|square|bridge|court|ridge|bend|cove|crossing|loop|hollow)$/;
const asking =
  /^(which|what|witch|this|that|my|your|the|same|across|next|whole|other|side|main|another|every)$/;
const digit =
  '(?:zero|oh|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|\\d+)';
const bound = '(?:north|south|east|west)(?: ?bound)?';
const highways = new RegExp(
  `\\b(?:(?:${bound}|the) )?(?:county road|state road|state route|farm road|ranch road|forest road|rural route|u s|us|interstate|highway|route|i) (?:number )?${digit}(?: (?!point|at|and)${digit}){0,3}(?: ${bound})?(?:(?: at| near)? mile marker ${digit}(?: ${digit}){0,3}(?: point ${digit})?)?|\\b(?:${bound} ${digit} (?:at |near )?)?mile (?:marker )?${digit}(?: ${digit}){0,3}(?: point ${digit})?\\b|\\b${digit} (?:north|south|east|west) at ${digit}(?: ${digit}){0,2}(?: point ${digit})?`,
  'g',
);
const milePoint = new RegExp(`\\b${digit}(?: ${digit}){0,3} point ${digit}\\b`, 'g');

/** Streets and highways, with their number, town and postcode where these follow; and corners. */
export function addresses(turn: EntityTurn): Mention[] {
  const found: Mention[] = [];
  for (const { from, to } of turn.numbers.length > 0 ? sayings(turn, highways) : []) {
    if (/^i /.test(turn.tokens[from]!.word) || to - from < 2) continue;
    if (turn.tokens[from]!.word === 'i' && (turn.numberAt.get(from + 1)?.digits.length ?? 0) < 2) continue;
    if (
      /^us$/.test(turn.tokens[from]!.word) &&
      turn.role === 'customer' &&
      turn.numberAt.get(from + 1)?.digits.length === 1
    )
      continue;
    const start = turn.tokens[from]!.word === 'the' ? from + 1 : numberBefore(turn, from);
    found.push({ type: 'address', from: start, to, value: addressName(turn, start, to), confidence: 0.8 });
  }
  if (turn.kind === 'psap' && turn.asked.has('address')) {
    for (const { from, to } of sayings(turn, milePoint))
      add(found, { type: 'address', from, to, value: addressName(turn, from, to), confidence: 0.65 });
  }
  for (const place of placesIn(turn)) {
    if (!isRoad(turn, place)) continue;
    const type = place.digits === null && isCross(turn, place.from) ? 'cross_street' : 'address';
    const to = type === 'address' ? withTown(turn, place.to) : place.to;
    const confidence = place.digits === null ? 0.75 : 0.9;
    add(found, { type, from: place.from, to, value: addressName(turn, place.from, to), confidence });
  }
  return found;
}

function add(found: Mention[], one: Mention): void {
  if (!found.some((other) => other.from < one.to && one.from < other.to)) found.push(one);
}

/** "4450 Route 9": the house number before the highway. */
function numberBefore(turn: EntityTurn, at: number): number {
  const run = turn.numbers.find((one) => one.to === at && one.digits.length >= 2 && one.digits.length <= 6);
  return run ? run.from : at;
}

function isRoad(turn: EntityTurn, place: Place): boolean {
  const words = turn.tokens.slice(place.from, place.to);
  const kind = words.at(-1)!;
  if (place.digits === '911' || /(?:^| )nine one one$/.test(words.map((token) => token.word).join(' ')))
    return false;
  if (place.digits !== null) return true;
  const before = words.at(-2)?.word ?? '';
  if (asking.test(before) || asking.test(words[0]!.word)) return false;
  const named = words.slice(0, -1).some((token) => token.capital || !isEnglish(token.word));
  const capital = kind.capital && words.length > 1;
  return plainKinds.test(kind.word)
    ? capital && named && !placeNouns.has(turn.tokens[place.to]?.word ?? '') && kind.word !== 'point'
    : true;
}

function isCross(turn: EntityTurn, at: number): boolean {
  const before = turn.tokens
    .slice(Math.max(0, at - 4), at)
    .map((token) => token.word)
    .join(' ');
  return turn.asked.has('crossStreet') || corner.test(before);
}

/** "…, durham", "columbus four three two one two", "in benton township". */
function withTown(turn: EntityTurn, end: number): number {
  const { tokens } = turn;
  let to = end;
  if (/^(northwest|northeast|southwest|southeast|north|south|east|west)$/.test(tokens[to]?.word ?? '')) to++;
  let at = to;
  if (tokens[at]?.word === 'in' && tokens[at + 1] && isTown(turn, at + 1)) at++;
  const first = at;
  while (at < tokens.length && at - first < 3 && /^[, ]*$/.test(gapBefore(turn, at)) && isTown(turn, at))
    at++;
  if (
    at > first &&
    /^(township|heights|city|park|springs|falls|beach|county|grove|village)$/.test(tokens[at]?.word ?? '')
  )
    at++;
  if (
    /^(inn|hotel|motel|apartments|arms|towers|building|center|mall|plaza)$/.test(tokens[at - 1]?.word ?? '')
  )
    return to;
  if (at > first) to = at;
  if (states.test(tokens[to]?.word ?? '')) to++;
  const run = turn.numberAt.get(to);
  return run && run.digits.length === 5 && to > end ? run.to : to;
}

function isTown(turn: EntityTurn, at: number): boolean {
  const { word, capital } = turn.tokens[at]!;
  if (
    isNumberWord(word) ||
    word.length < 3 ||
    /^(apartment|apt|unit|suite|room|building|floor|lot|please)$/.test(word)
  )
    return false;
  return capital ? gapBefore(turn, at).length > 0 : !isEnglish(word);
}

/** Answers to "where?" that name no kind of road: a number with a name, a number alone, a corner of two names. */
export function bareAddresses(turn: EntityTurn): Mention[] {
  const found: Mention[] = [];
  const { tokens } = turn;
  if (turn.asked.has('crossStreet') || turn.asked.has('address')) found.push(...corners(turn));
  for (const one of numberedNames(turn)) add(found, one);
  if (!turn.asked.has('address')) return found;
  for (const run of turn.numbers) {
    if (
      run.digits.length < 2 ||
      run.digits.length > 5 ||
      run.digits === '911' ||
      /[.:]/.test(textOf(turn, run.from, run.to))
    )
      continue;
    let to = run.to;
    while (to < tokens.length && to - run.to < 3 && isTown(turn, to) && gapBefore(turn, to) === ' ') to++;
    const alone = to === run.to;
    const answers = turn.role !== 'agent' && run.digits.length >= 3 && (tokens.length <= 6 || run.from <= 2);
    if (alone && !(answers && isEndOfClause(turn, to))) continue;
    if (roadKinds.has(tokens[to]?.word ?? '')) continue;
    add(found, {
      type: 'address',
      from: run.from,
      to,
      value: addressName(turn, run.from, to),
      confidence: 0.6,
    });
  }
  return found;
}

/** "583 Magrethevej 298", "255 hersnapvej 18": a number and a name of no English, at the start of a line or before another number. */
function numberedNames(turn: EntityTurn): Mention[] {
  return turn.numbers.flatMap((run): Mention[] => {
    if (run.digits.length < 2 || run.digits.length > 5 || turn.kind === 'psap') return [];
    let to = run.to;
    while (to < turn.tokens.length && to - run.to < 4 && isTown(turn, to) && gapBefore(turn, to) === ' ')
      to++;
    if (to === run.to || !turn.tokens.slice(run.to, to).some((token) => !isEnglish(token.word))) return [];
    const lineStart = run.from === 0 ? true : /\n/.test(gapBefore(turn, run.from));
    const next = turn.numberAt.get(to);
    if (!next && !lineStart) return [];
    const end = next && gapBefore(turn, to) === ' ' ? next.to : to;
    return [
      { type: 'address', from: run.from, to: end, value: addressName(turn, run.from, end), confidence: 0.55 },
    ];
  });
}

function isEndOfClause({ tokens }: EntityTurn, at: number): boolean {
  return tokens[at] === undefined || tokens[at]!.clause !== tokens[at - 1]!.clause;
}

/** "hollis and pruitt", "wharf at beacon", "corner of beacon". */
function corners(turn: EntityTurn): Mention[] {
  const found: Mention[] = [];
  for (let at = 0; at < turn.tokens.length; at++) {
    if (!isStreetName(turn, at)) continue;
    const joined =
      /^(and|at)$/.test(turn.tokens[at + 1]?.word ?? '') &&
      turn.tokens[at + 2] !== undefined &&
      isStreetName(turn, at + 2);
    const cornered =
      isCross(turn, at) &&
      (turn.asked.has('crossStreet') ? turn.placeWords.has(turn.tokens[at]!.word) : true);
    if (!joined && !cornered) continue;
    const to = joined ? at + 3 : at + 1;
    found.push({
      type: 'cross_street',
      from: at,
      to,
      value: addressName(turn, at, to).replace(/ (?:And|At) /, ' & '),
      confidence: 0.65,
    });
    at = to;
  }
  return found;
}

function isStreetName(turn: EntityTurn, at: number): boolean {
  const { word, capital } = turn.tokens[at]!;
  if (word.length < 3 || isNumberWord(word)) return false;
  return turn.placeWords.has(word) || capital || (!isEnglish(word) && turn.asked.has('crossStreet'));
}
