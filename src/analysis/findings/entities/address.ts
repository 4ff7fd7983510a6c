import { addressName } from '../../text/address-name.ts';
import { isNumberWord } from '../../text/numbers.ts';
import { type Place, placesIn, roadKinds } from '../../text/places.ts';
import { type EntityTurn, gapBefore, type Mention } from './entity.ts';
import { isEnglish } from './names.ts';

const states =
  /^(alabama|alaska|arizona|arkansas|california|colorado|connecticut|delaware|florida|georgia|hawaii|idaho|illinois|indiana|iowa|kansas|kentucky|louisiana|maine|maryland|massachusetts|michigan|minnesota|mississippi|missouri|montana|nebraska|nevada|ohio|oklahoma|oregon|pennsylvania|tennessee|texas|utah|vermont|virginia|washington|wisconsin|wyoming)$/;
const corner =
  /\b(?:corner of|intersection of|cross street|cross streets|crosses|between|off of|at the corner|corner is)\b/;

/** Streets, with their number, town and postcode where these follow; and corners. */
export function addresses(turn: EntityTurn): Mention[] {
  const found: Mention[] = [];
  for (const place of placesIn(turn)) {
    const to = withTown(turn, place.to);
    const { from } = place;
    const cross = place.digits === null && isCross(turn, place);
    found.push({
      type: cross ? 'cross_street' : 'address',
      from,
      to: cross ? place.to : to,
      value: addressName(turn, from, cross ? place.to : to),
      confidence: place.digits === null ? 0.75 : 0.9,
    });
  }
  if (found.length === 0 && turn.asked.has('address')) found.push(...numberWithName(turn));
  return found;
}

function isCross(turn: EntityTurn, place: Place): boolean {
  const before = turn.tokens
    .slice(Math.max(0, place.from - 6), place.from)
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
  if (at > first) to = at;
  if (states.test(tokens[to]?.word ?? '')) to++;
  const run = turn.numberAt.get(to);
  return run && run.digits.length === 5 && to > end ? run.to : to;
}

function isTown(turn: EntityTurn, at: number): boolean {
  const { word, capital } = turn.tokens[at]!;
  if (isNumberWord(word) || word.length < 3) return false;
  return capital ? gapBefore(turn, at).length > 0 : !isEnglish(word);
}

/** An answer to "where?" that gives a number and a name, and no kind of road: "seventy one wharf". */
function numberWithName(turn: EntityTurn): Mention[] {
  for (const run of turn.numbers) {
    if (run.digits.length < 2 || run.digits.length > 5) continue;
    let to = run.to;
    while (to < turn.tokens.length && to - run.to < 3 && isTown(turn, to) && /^ $/.test(gapBefore(turn, to)))
      to++;
    if (to === run.to && /^(north|south|east|west)$/.test(turn.tokens[to]?.word ?? '')) continue;
    if (to === run.to && !(turn.tokens.length <= 6 && run.digits.length >= 3 && turn.role !== 'agent'))
      continue;
    if (roadKinds.has(turn.tokens[to]?.word ?? '')) continue;
    return [{ type: 'address', from: run.from, to, value: addressName(turn, run.from, to), confidence: 0.6 }];
  }
  return [];
}
