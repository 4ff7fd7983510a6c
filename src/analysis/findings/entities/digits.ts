import { type Code, codesIn } from '../../text/codes.ts';
import { type EntityTurn, type Mention, textOf } from './entity.ts';

/** Types of numbers and codes; the last five are no entities of their own but must be kept out of what is published. */
export type DigitType =
  | 'phone'
  | 'card'
  | 'account'
  | 'plate'
  | 'zip'
  | 'ssn'
  | 'cvv'
  | 'expiry'
  | 'pin'
  | 'badCard';

/** Somebody counts aloud: "one two three four one two three four". */
const counting = /^(?:1?2?3?4|123?|1?234?5?6?7?8?9?)+$/;

const cardLengths = { least: 13, most: 19 };

/** Whether the check digit of a card number is right. */
function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (let i = 0; i < digits.length; i++) {
    const digit = Number(digits[digits.length - 1 - i]);
    const doubled = i % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}

const beforeReach = 9;
const flat = /\b(?:unit|apartment|apt|suite|room|building|lot|floor)(?: number)?$/;
const verification = /\b(?:security code|cvv|cvc|c v v|c v c|verification code|on the back)\b(?: \w+){0,3}$/;
const unitWords =
  /^(minutes?|hours?|days?|weeks?|months?|years?|dollars?|bucks|cents|feet|foot|miles?|pounds?|percent|people|times?|inches|degrees|am|pm|oclock|blocks?)$/;

/** Telephone, card, account and plate numbers of a turn, and the other numbers that identify a person. */
export function digits(turn: EntityTurn): Mention<DigitType>[] {
  const found: Mention<DigitType>[] = [];
  for (const code of codesIn(turn)) {
    const type = typeOf(turn, code);
    if (type) found.push(mention(turn, code, type));
  }
  return found;
}

function typeOf(turn: EntityTurn, code: Code): DigitType | undefined {
  const { tokens } = turn;
  const before = tokens
    .slice(Math.max(0, code.from - beforeReach), code.from)
    .map((token) => token.word)
    .join(' ');
  const after = tokens[code.to]?.word ?? '';
  if (unitWords.test(after) && code.letters === 0 && code.value.length < 7) return undefined;
  if (flat.test(before)) return undefined;
  if (code.letters > 0) return lettered(turn, code, before);
  return numbered(turn, code, before);
}

const accountWords =
  /\b(account|claim|order|confirmation|reference|policy|tracking|member|membership|case|ticket|booking|reservation|customer|invoice|serial|prescription|shipment|loan|incident|file|report|routing|record|agreement|contract|parcel|id|i d|locator)\b/;

function lettered(turn: EntityTurn, code: Code, before: string): DigitType | undefined {
  if (code.digits === 0) return undefined;
  const plate = /\b(plates?|license|licence|tags?)\b/;
  if (
    plate.test(before) ||
    (turn.asked.has('plate') &&
      !accountWords.test(before) &&
      code.value.length <= 8 &&
      code.value.length >= 3)
  )
    return 'plate';
  if (code.digits < 2 || code.value.length < 4) return undefined;
  if (accountWords.test(before) || turn.asked.has('account')) return 'account';
  return code.value.length >= 6 ? 'account' : undefined;
}

function numbered(turn: EntityTurn, code: Code, before: string): DigitType | undefined {
  const { length } = code.value;
  if (counting.test(code.value) && length > 2 && turn.kind === 'psap') return undefined;
  if (/\.\d\d$/.test(textOf(turn, code.from, code.to))) return undefined;
  const last = nearest(before);
  const near = (pattern: RegExp) => pattern.test(before);
  if (/:/.test(textOf(turn, code.from, code.to))) return undefined;
  const glued = /[\p{L}\d]/u.test(turn.text[turn.tokens[code.from]!.start - 1] ?? '');
  if (glued && length >= 8) return 'account';
  const raw = textOf(turn, code.from, code.to);
  if (isPhone(turn, code, raw, before) && !passesLuhn(code.value)) return 'phone';
  if (length >= cardLengths.least && length <= cardLengths.most) {
    if (passesLuhn(code.value)) return 'card';
    return near(/\b(account|tracking|order|reference|serial|confirmation)\b/) ? 'account' : 'badCard';
  }
  if (length === 9 && (/^\d{3}[- ]\d{2}[- ]\d{4}$/.test(raw) || near(/\b(social|ssn|s s n)\b/))) return 'ssn';
  if (near(verification) && (length === 3 || length === 4)) return 'cvv';
  if (turn.asked.has('cvv') && length === 3 && !turn.asked.has('address')) return 'cvv';
  if (near(/\b(expir\w*|exp|good through|valid)\b/) && length >= 3 && length <= 6) return 'expiry';
  if (
    (last === null || last === 'ssn') &&
    turn.asked.has('ssn') &&
    !near(accountWords) &&
    (length === 9 || length === 4)
  )
    return 'ssn';
  if (last === 'card' && (length === 4 || length === 12)) return 'card';
  if (last === 'account' && length >= 4 && length !== 10) return 'account';
  if (isPhone(turn, code, raw, before)) return 'phone';
  if (near(/\b(zip|zip code|postal)\b/) && length === 5) return 'zip';
  if (near(/\b(pin|passcode|pass code)\b/) && length >= 4 && length <= 6) return 'pin';
  const ending = near(/\b(ending|ends|end|last four(?: digits)?)\b(?: \w+){0,4}$/);
  if (length === 4 && (ending || turn.text.length < 40)) {
    if (near(/\b(card|visa|mastercard|debit|credit)\b/)) return 'card';
    if (near(/\b(phone|cell|mobile|number)\b/) && turn.asked.has('phone')) return 'phone';
    if (turn.asked.has('card')) return 'card';
    if (ending) return turn.asked.has('account') ? 'account' : 'card';
  }
  if (length < 3) return undefined;
  if (near(accountWords) && length >= 4) return 'account';
  if (turn.asked.has('card') && !turn.asked.has('account') && length === 8) return 'card';
  if (turn.asked.has('account') && length >= 5) return 'account';
  if (turn.asked.has('account') && length === 4 && (code.pieces >= 4 || turn.tokens.length <= 8))
    return 'account';
  return length >= 8 && turn.kind !== 'psap' ? 'account' : undefined;
}

const kinds = [
  ['ssn', /\b(?:social|ssn|s s n)\b/g],
  ['card', /\b(?:card|visa|mastercard|debit|credit|cc)\b/g],
  ['account', /\b(?:account|ac|acc|acct|iban|confirmation|reference|order|claim|policy|tracking)\b/g],
  ['phone', /\b(?:phone|cell|mobile|fax|desk|tel|telephone|reach|call)\b/g],
] as const;

/** Which kind of number was named last before one. */
function nearest(before: string): (typeof kinds)[number][0] | null {
  let best: (typeof kinds)[number][0] | null = null;
  let at = -1;
  for (const [kind, words] of kinds) {
    const index = [...before.matchAll(words)].at(-1)?.index ?? -1;
    if (index > at) [best, at] = [kind, index];
  }
  return best;
}

function isPhone(turn: EntityTurn, code: Code, raw: string, before: string): boolean {
  const { length } = code.value;
  const written =
    /^\+?\(?\d{3}\)?[-. ]?\d{3}[-. ]\d{4}$|^\d{3}[-.]\d{4}$|^\+?1[-. ]\(?\d{3}\)?[-. ]\d{3}[-. ]\d{4}$/.test(
      raw,
    );
  if (written || turn.text[turn.tokens[code.from]!.start - 1] === '+') return true;
  const called =
    /\b(?:phone|mobile|cell|desk|fax|tel|telephone|call(?:ed|ing)?|reach|answering|registered|dial|text)\b/;
  if (length >= 8 && length <= 15 && called.test(before) && !accountWords.test(before)) return true;
  if (/^00\d/.test(code.value) && length >= 11 && length <= 15) return true;
  if (length !== 7 && length !== 10 && !(length === 11 && code.value.startsWith('1'))) return false;
  if (accountWords.test(before) && !/\b(phone|cell|call|reach)\b/.test(before)) return false;
  const exchange = code.value.slice(length === 7 ? 0 : length - 7, length === 7 ? 3 : length - 4);
  if (exchange === '555') return true;
  return turn.asked.has('phone') && !(turn.asked.has('account') && length === 7);
}

function mention(turn: EntityTurn, code: Code, type: DigitType): Mention<DigitType> {
  const { from, to } = code;
  return { type, from, to, value: numberName(turn, code, type), confidence: type === 'badCard' ? 0.6 : 0.9 };
}

function numberName(turn: EntityTurn, code: Code, type: DigitType): string {
  const { value } = code;
  if (type === 'phone' && value.length >= 7) {
    const local = value.slice(-10);
    return local.replace(
      /^(\d{3})?(\d{3})(\d{4})$/,
      (_, area, exchange, line) => `${area ? `${area}-` : ''}${exchange}-${line}`,
    );
  }
  if (type !== 'account') return value;
  const raw = turn.text.slice(turn.tokens[code.from]!.start, turn.tokens[code.to - 1]!.end);
  return /^[A-Za-z0-9]+(-[A-Za-z0-9]{2,})+$/.test(raw) ? raw.toUpperCase() : value;
}
