import { type EntityTurn, type Mention, sayings } from './entity.ts';

const month =
  '(?:january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)';
const number =
  '(?:\\d+(?:/\\d+)*|oh|zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|too)';
const ordinal =
  '(?:(?:twenty|thirty) )?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|thirtieth)';
const dayOfMonth = `(?:${ordinal}|\\d{1,2} ?(?:st|nd|rd|th)?|${number}(?: (?:one|two|three|four|five|six|seven|eight|nine))?)`;
const years = `(?: (?:of )?${number}(?: (?:and )?${number}){0,4})?`;
const spoken = new RegExp(
  `\\b(?:${month} (?:the )?${dayOfMonth}${years}|(?:the )?${dayOfMonth} (?:of )?${month}${years})(?= |$)`,
  'g',
);
/** A date with its year, written with strokes or hyphens. */
const written = /\b(?:\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|\d{4}-\d{2}-\d{2})\b/g;
const age = /\b(?:born|birth|birthday|birth date|d o b|dob)\b/;

export function birthMentions(turn: EntityTurn): Mention<'birth'>[] {
  return birthDates(turn).map(({ from, to }) => {
    const words = turn.tokens.slice(from, to).map((token) => token.word);
    return { type: 'birth', from, to, value: words.join(' '), confidence: 0.85 };
  });
}

/** Dates of birth, where one was asked for or is said to be one; as tokens. */
function birthDates(turn: EntityTurn): { from: number; to: number }[] {
  if (!turn.asked.has('birth')) return [];
  const found: { from: number; to: number }[] = sayings(turn, spoken);
  for (const match of turn.text.matchAll(written)) {
    const from = turn.tokens.findIndex((token) => token.end > match.index);
    const to = turn.tokens.findLastIndex((token) => token.start < match.index + match[0].length) + 1;
    if (from >= 0 && to > from) found.push({ from, to });
  }
  if (found.length > 0 || turn.role === 'agent') return found;
  // "oh three nineteen eighty", "3 9 1980": digits alone, in answer to the question.
  const run = turn.numbers.find(({ digits }) => digits.length >= 5 && digits.length <= 8);
  return run && (turn.tokens.length < 14 || age.test(turn.said)) ? [run] : [];
}
