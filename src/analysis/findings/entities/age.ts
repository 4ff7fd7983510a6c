import { type EntityTurn, type Mention, sayings } from './entity.ts';

const oldestYears = 112;
const notYears =
  /^(minutes?|hours?|days?|weeks?|feet|foot|miles?|blocks?|dollars?|percent|pounds?|oclock|of|people|am|pm|p|times?|other|more|guys|cars?|or|in|street|point|kids|on|to|cents|bucks|degrees|inches)$/;
const decades =
  /\b(?:in )?(?:his|her|their|my) (?:early |mid |late )?(?:teens|twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties)\b/g;

/** How old people are. */
export function ages(turn: EntityTurn): Mention[] {
  const found: Mention[] = [];
  const answers = turn.asked.has('age') && turn.role !== 'agent';
  for (const run of turn.numbers) {
    const value = Number(run.digits);
    if (value > oldestYears || run.digits.length > 3 || /[$.,:]/.test(turn.tokens[run.from]!.word)) continue;
    const after = turn.tokens
      .slice(run.to, run.to + 3)
      .map((token) => token.word)
      .join(' ');
    const next = after.split(' ')[0]!;
    const before = turn.tokens
      .slice(Math.max(0, run.from - 3), run.from)
      .map((token) => token.word)
      .join(' ');
    const said = /^(?:years?|months?|weeks?) old\b|^year olds?\b/.test(after);
    const unit = said || /^(?:months|weeks|years?)\b/.test(after);
    const isAge = said
      ? 0.95
      : answers && run.from < 6 && !found.some((one) => one.to <= run.from) && (unit || !notYears.test(next))
        ? 0.85
        : /\b(?:he|she|i|one|son|daughter|mom|dad|mother|father|husband|wife|brother|sister|baby|boy|girl|grandma|grandpa|grandmother|grandfather|kid|they) (?:is|am|are|turned|turning|was)(?: (?:like|about|around|almost|only|maybe|just|nearly))?$|\baged?$/.test(
              before,
            ) &&
            (next === '' || !notYears.test(next)) &&
            value > 1 &&
            !unit
          ? 0.7
          : 0;
    if (isAge === 0) continue;
    const to = said ? run.to + 2 : run.to + (unit ? 1 : 0);
    const months = /^(months?|weeks?)/.exec(after)?.[1];
    found.push({
      type: 'age',
      from: run.from,
      to,
      value: months && unit ? `${value} ${months.replace(/s?$/, 's')}` : String(value),
      confidence: isAge,
    });
  }
  for (const { from, to, groups } of sayings(turn, decades))
    found.push({ type: 'age', from, to, value: groups[0], confidence: 0.8 });
  return found;
}
