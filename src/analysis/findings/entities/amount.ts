import type { NumberRun } from '../../text/numbers.ts';
import { type EntityTurn, gapBefore, type Mention, textOf } from './entity.ts';

const currency = /^(dollars?|bucks?|pounds?|euros?)$/;
const counted =
  /^(minutes?|mins?|hours?|days?|weeks?|months?|years?|year|seconds?|people|times?|feet|foot|miles?|blocks?|percent|per|inches|degrees|calls?|questions?|star|stars|oclock|am|pm|p|items?|boxes?|points?|guys|kids|cars?|st|nd|rd|th|digits?|channels?|gigs?|gigabytes|megs|megabits|street|avenue|road|lane|drive|court|way|rooms?|beds?|adults?|nights?|other|more|of|lines?|megabytes|minute|hour|day|pack|or|business|first|second|units?|doors?|floors?)$/;
/** Words right before a bare number that make it something else. */
const notMoneyBefore =
  /(?:\b(?:number|numbers|line|channel|digits?|unit|apartment|code|page|option|press|version|model|room|step|ending|in|level|gate|zone|size|share|windows|form|year|exit|route|lindell|under the|one|the first|section|article|flight|post|of the|times|zip|street|last|next|every|within|after|before|between|until|since|born|in the|like)|[a-z] [a-z])$/;

/** Sums of money; bare numbers too where the talk is of money; and weights given in pounds. */
export function amounts(turn: EntityTurn): Mention[] {
  const found: Mention[] = [];
  for (const run of turn.numbers) {
    const amount = amountAt(turn, run);
    if (amount && !found.some((one) => one.to > amount.from)) found.push(amount);
  }
  return found;
}

function amountAt(turn: EntityTurn, run: NumberRun): Mention | undefined {
  const { tokens } = turn;
  const raw = textOf(turn, run.from, run.to);
  const sign = /^[$€£]/.test(raw) || gapBefore(turn, run.from).endsWith('$');
  const next = tokens[run.to]?.word ?? '';
  const dollars = sign || currency.test(next);
  const cents = next === 'cents';
  let to = sign ? run.to : run.to + (currency.test(next) || cents ? 1 : 0);
  let value = amountOf(run, raw);
  if (value === undefined) return undefined;
  if (/^pounds?$/.test(next) && turn.kind === 'psap')
    return { type: 'amount', from: run.from, to, value: `${value} lb`, confidence: 0.7 };
  if (cents)
    return { type: 'amount', from: run.from, to, value: `$${(value / 100).toFixed(2)}`, confidence: 0.9 };
  if (dollars) {
    const at = tokens[to]?.word === 'and' ? to + 1 : to;
    const more = turn.numberAt.get(at);
    if (
      more &&
      more.digits.length <= 2 &&
      (tokens[more.to]?.word === 'cents' || gapBefore(turn, at) === ' ')
    ) {
      value += Number(more.digits) / 100;
      to = more.to + (tokens[more.to]?.word === 'cents' ? 1 : 0);
    }
    return { type: 'amount', from: run.from, to, value: money(value), confidence: 0.9 };
  }
  return bareAmount(turn, run, value, raw);
}

/** "charged 165", "two forty nine" where the turns around speak of money and nothing else claims the number. */
function bareAmount(turn: EntityTurn, run: NumberRun, value: number, raw: string): Mention | undefined {
  const { tokens } = turn;
  if (turn.kind === 'psap' || !turn.asked.has('money')) return undefined;
  const next = tokens[run.to]?.word ?? '';
  if (
    counted.test(next) ||
    /^0/.test(run.digits) ||
    /[:/]/.test(raw) ||
    /^ ?\//.test(turn.text.slice(turn.tokens[run.to - 1]!.end, turn.tokens[run.to - 1]!.end + 2))
  )
    return undefined;
  const hasCents = /\.\d\d$/.test(raw);
  if (!hasCents && (value < 5 || run.digits.length > 5)) return undefined;
  const before = tokens
    .slice(Math.max(0, run.from - 2), run.from)
    .map((token) => token.word)
    .join(' ');
  if (!hasCents && notMoneyBefore.test(before)) return undefined;
  if (
    !hasCents &&
    value < 10 &&
    !/^(?:only |just )?(?:for|pay|charged|fee of|be|costs?)$/.test(before.split(' ').at(-1) ?? '')
  )
    return undefined;
  if (run.groups.length >= 3 && run.groups.every((group) => group.length === 1)) return undefined;
  if (isYear(run, raw, before)) return undefined;
  return {
    type: 'amount',
    from: run.from,
    to: run.to,
    value: money(value),
    confidence: hasCents ? 0.85 : 0.65,
  };
}

function isYear(run: NumberRun, raw: string, before: string): boolean {
  const looksLike = run.digits.length === 4 && /^(?:19|20)/.test(run.digits) && !raw.includes(',');
  return looksLike && (/^\d/.test(raw) || /(?:in|of|since|year|model|from)$/.test(before));
}

/** "two forty nine" is 249, "two hundred twelve" 212, "418.77" itself; undefined for what reads like a code. */
function amountOf(run: NumberRun, raw: string): number | undefined {
  const written = /^[$€£]?(\d{1,3}(?:,\d{3})*|\d+)(\.\d\d?)?$/.exec(raw);
  if (written) return Number(`${written[1]!.replaceAll(',', '')}${written[2] ?? ''}`);
  if (run.groups.length > 3 || run.groups.some((group) => group.length > 6)) return undefined;
  const value = Number(run.groups.join(''));
  return Number.isFinite(value) ? value : undefined;
}

function money(value: number): string {
  const whole = Number.isInteger(value);
  const [units, cents] = value.toFixed(2).split('.');
  const grouped = units!.replaceAll(/\B(?=(?:\d{3})+$)/g, ',');
  return `$${grouped}${whole ? '' : `.${cents}`}`;
}
