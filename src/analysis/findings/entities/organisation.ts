import { capitalised, type EntityTurn, type Mention, sayings } from './entity.ts';
import { isEnglish, isGivenName } from './names.ts';

const suffixes =
  /^(bank|insurance|mutual|casualty|collision|auto|motors|clinic|parcel|power|wireless|telecom|cable|energy|electric|airlines|airways|hotel|hotels|resort|medical|dental|pharmacy|financial|credit|union|inc|llc|corporation|corp|company|group|associates|services|logistics|freight|rentals?|appliances|appliance|kitchens|furniture|plumbing|roofing|gutters|lending|loans|realty|properties|management|studios?|fitness|gym|university|college|securities|mortgage|health|broadband|fiber|mobile|media|travel|tours|cruises|software|systems|solutions|casino|foods|market|brewing|builders|construction)$/;
const greeting =
  /\b(?:(?:thank you|thanks) for calling|you have reached|you reached|welcome to|calling from|(?:this is|it is) \w+ (?:from|with|at)(?= [a-z]+(?: and)?(?: [a-z]+)? (?:furniture|bank|insurance|mutual|power|wireless|cable|energy|clinic|hotels?|support|services|auto|credit)))((?: (?!(?:this|my|i|is|how|what|where|who|may|can|you|your|it|on|the (?:billing|claims|support)|in|for|please|are|about|to|and (?:this|my|how)|today|good|sir|maam|all|calls|customer|claims|billing|technical|support|member|at|we|with)\b)[a-z]\w+){1,5})/g;
/** "harborline bank this is renata": a company that answers without thanks. */
const opening =
  /^(?:good (?:morning|afternoon|evening) )?((?:(?!(?:this|hello|hi|good|yes|okay|is|it|i|how|nine|you|your|what|my|thank|thanks|have)\b)[a-z]\w+ ){1,4})(?:\| )?(?=this is|my name|\w+ (?:speaking|here)|you have reached|how (?:can|may))/;
const department =
  /^(reservations|department|desk|claims|support|service|billing|sales|line|helpline|office|front|baggage|customer|technical|care|team|member)$/;
/** Services that take a call over; named ones only. */
const agencies = /^(fire|police|patrol|sheriff|ems|rescue)$/;
const joiner = /^(and|of|the|rent|a|&)$/;

/** Companies: in the words that answer the telephone, and by what their names end in. */
export function organisations(turn: EntityTurn): Mention[] {
  const found: Mention[] = [];
  if (turn.kind !== 'psap' && turn.place < 3) {
    for (const { to, groups } of sayings(turn, greeting)) add(turn, found, groups[1]!, to, 0.85);
    const opens = turn.place === 0 ? opening.exec(turn.said) : null;
    if (opens && found.length === 0)
      add(turn, found, opens[1]!, turn.tokenAt(opens[0].trimEnd().length - 1) + 1, 0.7);
  }
  for (let at = 0; at < turn.tokens.length; at++) {
    const ends =
      suffixes.test(turn.tokens[at]!.word) || (turn.kind === 'psap' && agencies.test(turn.tokens[at]!.word));
    if (!ends) continue;
    const from = nameStart(turn, at);
    if (from === at || found.some((one) => one.from <= at && from < one.to)) continue;
    found.push({
      type: 'organisation',
      from,
      to: at + 1,
      value: nameOf(turn, from, at + 1),
      confidence: 0.65,
    });
  }
  return found;
}

function add(turn: EntityTurn, found: Mention[], words: string, to: number, confidence: number): void {
  let last = to;
  while (last > to - words.trim().split(' ').length && department.test(turn.tokens[last - 1]!.word)) last--;
  const from = to - words.trim().split(' ').length;
  // One first name: "you've reached Owen".
  if (last === from || (last === from + 1 && isGivenName(turn.tokens[from]!.word))) return;
  found.push({ type: 'organisation', from, to: last, value: nameOf(turn, from, last), confidence });
}

/** Names before the word that ends a company's name: written with capitals, or no English. */
function nameStart(turn: EntityTurn, at: number): number {
  const { tokens } = turn;
  let from = at;
  while (from > 0 && at - from < 4 && tokens[from - 1]!.clause === tokens[at]!.clause) {
    const { word, capital } = tokens[from - 1]!;
    const isName = capital || (!isEnglish(word) && !isGivenName(word) && word.length > 2 && !/\d/.test(word));
    const joins =
      from < at &&
      joiner.test(word) &&
      from > 1 &&
      (tokens[from - 2]!.capital || !isEnglish(tokens[from - 2]!.word));
    if (!isName && !joins) break;
    from--;
  }
  return from;
}

function nameOf(turn: EntityTurn, from: number, to: number): string {
  return capitalised(
    turn.tokens
      .slice(from, to)
      .map((token) => token.word)
      .join(' '),
  );
}
