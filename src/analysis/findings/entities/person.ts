import { commonWords } from '../../text/common-words.ts';
import { isNumberWord } from '../../text/numbers.ts';
import { roadKinds } from '../../text/places.ts';
import type { Token } from '../../text/tokens.ts';
import { placeAfter } from './called.ts';
import { capitalised, type EntityTurn, gapBefore, type Mention } from './entity.ts';
import { isEnglish, isGivenName } from './names.ts';

const titles: ReadonlySet<string> = new Set('mr mrs ms miss mister missus misses doctor dr'.split(' '));
/** Never a name or part of one, however it is written. */
const neverNames: ReadonlySet<string> = new Set(
  (
    'okay yes no hello hi hey sir maam thanks thank please sorry god lord jesus christ gosh calling speaking here there ' +
    'monday tuesday wednesday thursday friday saturday sunday january february march april june july august september ' +
    'october november december christmas easter mom mommy mama dad daddy papa nana grandma grandpa auntie aunt uncle ' +
    'honey sweetie sweetheart buddy dear ambulance police fire sheriff deputy officer dispatch emergency medical county ' +
    'st nd rd th english spanish american narcan cpr aed um uh huh yeah yep nope gonna wanna gotta the a an and or but so well i ' +
    'you he she it we they me him her us them my your his its our their is am are was were be been do does did have has ' +
    'had can could will would should may might must not what who where when why how this that these those account card ' +
    'number visa mastercard amex ' +
    'internet google facebook amazon netflix paypal ebay iphone android wifi'
  ).split(' '),
);
const vehicleMakes =
  /^(ford|lincoln|mercedes|dodge|chevy|honda|toyota|nissan|subaru|buick|kia|mazda|audi|tesla|jeep|lexus|acura|chrysler|cadillac|hyundai|volvo|pontiac|infiniti|porsche)$/;

/** Words right before a name that say it is one; the more certain, the less the name itself must look like one. */
const surelyNamed =
  /(?:\b(?:my|his|her|their|the|first|last|middle|maiden|full|your|whose|nick) name (?:is|was)|\b(?:my|last|first|full|her|his) name|\bname (?:is|was)(?: uh| um)?|\bnamed|\bgoes by|\bcall me|\bcalls me|\bi am called|\bthe name of|\bunder the name|\blast name of|\bunder)$/;
const probablyNamed =
  /(?:\bthis is|\bspeaking (?:with|to)|\bhave reached|\bspoke (?:with|to)|\btalk(?:ed|ing)? (?:with|to)|\bis this|\basked for|\bask for|\bmy (?:late |ex |little |big |older |younger |baby |step )?(?:son|daughter|wife|husband|brother|sister|friend|boyfriend|girlfriend|neighbor|roommate|cousin|grandson|granddaughter|nephew|niece|fiance|partner|boss|coworker)|\b(?:his|her) (?:son|daughter|wife|husband|brother|sister|mother|father)|\bthe name|\bcalled|\byour (?:nurse|agent|technician|adjuster|advisor|doctor) is|\bthis call is)$/;
/** Words before which only what people are usually called is a name. */
const vocative =
  /(?:\bi am|\bit is|\bgot|\btell|\bthanks|\bthank you|\bhi|\bhello|\bhey|\bthank you so much|\bappreciate it|\ball right|\bokay|\bright|\bsorry|\bbye|\bgood (?:morning|afternoon|evening)|\blisten|\bdear|\byes|\bno)$/;
/** Towns and countries that people are called by too: names of people only where they are given as such. */
const towns =
  /^(savannah|rome|santa|columbus|austin|dallas|houston|charlotte|madison|phoenix|denver|orlando|lisbon|paris|sydney|london|brooklyn|florence|memphis|jackson|lincoln|aurora|carolina|virginia|georgia|dakota|montana|israel|china|india|asia|america|chad|cleveland|boston|chelsea|camden|trenton|raleigh|durham|fe|rex|stan|honor|neil)$/;
const givenWhere = /^(?:speaking|here|calling|on the line)\b/;
/** A name of a person also stands in names of places and companies. */
const placeBefore =
  /^(in|at|near|on|off|from|toward|towards|saint|st|fort|lake|mount|port|north|south|east|west|san|santa|new|point|old|to)$/;
const particles = /^(de|la|los|las|del|della|di|da|van|von|der|den|el|al|bin|ibn|le|du|mac|mc|st|saint|o)$/;

interface NameStart {
  confidence: number;
  /** Said to be a name in so many words: its second word may be any. */
  cued: boolean;
}

/** People named in a turn. */
export function persons(turn: EntityTurn): Mention[] {
  const found: Mention[] = [];
  const { tokens } = turn;
  for (let at = 0; at < tokens.length; at++) {
    const titled = titles.has(tokens[at]!.word) && isTitledName(turn, at + 1);
    const start = titled ? { confidence: 0.9, cued: false } : nameStart(turn, at);
    if (!start) continue;
    const first = titled ? at + 1 : at;
    const to = nameEnd(turn, first, start.cued);
    if (!titled && start.confidence < 0.95 && isPlaceName(turn, first, to, start.cued)) continue;
    const words = tokens.slice(at, to).map((token) => token.word);
    found.push({
      type: 'person',
      from: at,
      to,
      value: capitalised(words.join(' ')),
      confidence: start.confidence,
    });
    at = to - 1;
  }
  return found;
}

function isTitledName(turn: EntityTurn, at: number): boolean {
  const token = turn.tokens[at];
  if (!token || neverNames.has(token.word) || isNumberWord(token.word)) return false;
  return isCapital(turn, token) || isGivenName(token.word) || !isEnglish(token.word);
}

/** Written with a capital, at the start of a sentence too. */
function isCapital(turn: EntityTurn, token: Token): boolean {
  return /^\p{Lu}[\p{Ll}'’]/u.test(turn.text.slice(token.start, token.end));
}

function nameStart(turn: EntityTurn, at: number): NameStart | undefined {
  const token = turn.tokens[at]!;
  const { word } = token;
  if (word.length < 2 || neverNames.has(word) || isNumberWord(word) || roadKinds.has(word)) return undefined;
  const given = isGivenName(word);
  const english = isEnglish(word);
  const capital = token.capital;
  const before = wordsBefore(turn, at);
  if (surelyNamed.test(before)) {
    const fits = given || !english || capital || (!commonWords.has(word) && turn.asked.has('name'));
    return fits ? { confidence: 0.95, cued: true } : undefined;
  }
  const after = turn.tokens
    .slice(at + 1, at + 4)
    .map((one) => one.word)
    .join(' ');
  if (towns.test(word) && !probablyNamed.test(before) && !capital) return undefined;
  if (turn.placeWords.has(word) && !capital) return undefined;
  if (
    probablyNamed.test(before) &&
    (given || (!english && word.length > 2)) &&
    (!commonWords.has(word) || capital)
  )
    return { confidence: given ? 0.9 : 0.75, cued: /(?:this is|speaking with|reached)$/.test(before) };
  if (/^(?:the|a|an|your|our|this|any|another)$/.test(before.split(' ').at(-1) ?? '')) return undefined;
  if (vocative.test(before) && given && (!english || capital || turn.calledWords.has(word)))
    return { confidence: 0.85, cued: false };
  if (turn.calledWords.has(word) && (capital || !/\p{Lu}/u.test(turn.text)))
    return { confidence: 0.8, cued: false };
  const answersName = turn.asked.has('name') && at < 12 && !asksName(turn, at);
  if (
    answersName &&
    (given || !english || capital) &&
    (!commonWords.has(word) || capital || turn.tokens.length < 4)
  )
    return { confidence: 0.85, cued: true };
  if (((given && !english) || (!english && at < 3) || capital) && givenWhere.test(after) && at < 12)
    return { confidence: 0.85, cued: false };
  const last = turn.tokens[at - 1];
  const inTitle = last?.capital === true && isEnglish(last.word) && !isGivenName(last.word);
  const opens = at === 0 || last?.sentence !== token.sentence;
  const addressed =
    opens && isCapital(turn, token) && /^(?:,|[.!?]|$)/.test(turn.text.slice(token.end, token.end + 1));
  if (addressed && (given || !english) && !commonWords.has(word))
    return { confidence: given ? 0.8 : 0.65, cued: false };
  const follows = turn.tokens[at + 1];
  const twoNames =
    capital &&
    !english &&
    word.length > 2 &&
    follows?.capital === true &&
    !isEnglish(follows.word) &&
    gapBefore(turn, at + 1) === ' ';
  const verb = /^(?:is|was|has|had|says?|said|and|who|spent|began|lives|whose|will|works)$/.test(
    follows?.word ?? '',
  );
  const unknown = isCapital(turn, token) && !english && word.length > 3 && (opens ? verb : true);
  const mid = /^(?:and|by|with|that|is|was|says|said|like|son|to|while)$/.test(last?.word ?? '');
  if (unknown && (opens || mid) && turn.kind !== 'psap' && !turn.placeWords.has(word))
    return { confidence: 0.6, cued: false };
  if (twoNames && !inTitle && turn.kind !== 'psap') return { confidence: 0.65, cued: false };
  if (given && capital && !inTitle) return { confidence: 0.85, cued: false };
  if (given && !english) return { confidence: 0.8, cued: false };
  // Two words with capitals inside a sentence, one of them no word of English.
  const next = turn.tokens[at + 1];
  if (capital && next?.capital && gapBefore(turn, at + 1) === ' ' && given)
    return { confidence: 0.8, cued: false };
  return undefined;
}

function asksName(turn: EntityTurn, at: number): boolean {
  return turn.role === 'agent' || turn.questions.some((start) => start <= at);
}

function wordsBefore(turn: EntityTurn, at: number): string {
  const { tokens } = turn;
  let words = '';
  for (let i = at - 1; i >= Math.max(0, at - 4); i--) {
    if (tokens[i]!.sentence !== tokens[at]!.sentence) break;
    words = words === '' ? tokens[i]!.word : `${tokens[i]!.word} ${words}`;
  }
  return words;
}

const longestName = 4;

function nameEnd(turn: EntityTurn, from: number, cued: boolean): number {
  const { tokens } = turn;
  let to = from + 1;
  while (to < tokens.length && to - from < longestName && goesOn(turn, to, cued)) to++;
  // A particle alone does not end a name.
  while (to > from + 1 && particles.test(tokens[to - 1]!.word)) to--;
  return to;
}

function goesOn(turn: EntityTurn, at: number, cued: boolean): boolean {
  const token = turn.tokens[at]!;
  const { word } = token;
  const gap = gapBefore(turn, at);
  if (!/^[ -]$/.test(gap) && !/^\. $/.test(gap) && !(gap === '' && /'/.test(turn.text))) return false;
  if (gap === '. ' && turn.tokens[at - 1]!.word.length > 1) return false;
  if (/['’]s$/i.test(turn.text.slice(turn.tokens[at - 1]!.start, turn.tokens[at - 1]!.end))) return false;
  const raw = turn.text.slice(token.start, token.end);
  if (/^\p{Lu}$/u.test(raw))
    return (
      !/^(I|A)$/.test(raw) && /^\p{Lu}/u.test(turn.text.slice(turn.tokens[at + 1]?.start ?? turn.text.length))
    );
  if (neverNames.has(word) || isNumberWord(word) || word.length < 2) return false;
  if (particles.test(word)) return turn.tokens[at + 1] !== undefined && !isEnglish(turn.tokens[at + 1]!.word);
  if (isCapital(turn, token)) return true;
  if (turn.tokens.some((one) => one.capital) && !cued) return false;
  if (!isEnglish(word)) return true;
  if (isGivenName(word)) return cued;
  return cued && !commonWords.has(word) && !commonWords.has(token.stem);
}

/** "in columbus", "jackson street", "a lincoln": a word people are called by, but not here. */
function isPlaceName(turn: EntityTurn, from: number, to: number, cued: boolean): boolean {
  const { tokens } = turn;
  const next = tokens[to]?.word ?? '';
  if (roadKinds.has(next) || placeAfter.test(next)) return true;
  if (vehicleMakes.test(tokens[from]!.word)) return true;
  if (placeAfter.test(tokens[to - 1]!.word)) return true;
  if (cued) return false;
  if (turn.placeWords.has(tokens[from]!.word)) return true;
  const before = tokens[from - 1]?.word ?? '';
  const isIn =
    /^(?:in|near|from|saint|st|fort|lake|mount|port|north|south|east|west|san|santa|new|point|old)$/.test(
      before,
    );
  return (
    isIn ||
    (placeBefore.test(before) && !tokens[from]!.capital) ||
    isNumberWord(before) ||
    roadKinds.has(tokens[to + 1]?.word ?? '')
  );
}
