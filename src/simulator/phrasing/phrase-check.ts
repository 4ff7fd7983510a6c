import { type NumberRun, numberRuns } from '../../analysis/text/numbers.ts';
import { type Token, tokenise } from '../../analysis/text/tokens.ts';
import type { PhraseProblem } from '../../model/drill-phrasing.ts';
import { checkReply } from '../reply-check.ts';
import { idleWords, isIdle } from './idle-words.ts';
import { isMarked, type Marks, marksOf, namesIn } from './marks.ts';
import type { WrittenLine } from './written-line.ts';

/** Letters of any language, digits that the rules of numbers read, and what a sentence is written with. */
const plainText = /^[\p{L}\p{M}0-9 .,;:!?'’"“”…—–\-&%$]+$/u;

/**
 * What is wrong with other words for a line, null when they may be said. They must say what the line says and nothing
 * else: the words that tell its facts, its numbers and names, its yes and no, and besides these only words of the same
 * facts and words that say nothing. So a model can neither leak, nor invent, nor insult, nor take anything back.
 */
export function phraseProblem(
  phrase: string,
  line: WrittenLine,
  withheld: readonly string[],
): PhraseProblem | null {
  if (!plainText.test(phrase)) return 'stage_direction';
  const allowed = [line.text, ...line.alike];
  const problem = checkReply(phrase, { allowed, withheld }).find(
    // "Hurry" gives nothing away, though a fact may hold it too.
    ({ kind, text }) => kind !== 'withheld' || !idleWords.has(text),
  );
  if (problem) return problem.kind;
  const names = new Set(allowed.flatMap(namesIn));
  const said = read(phrase, names);
  const written = read(line.text, names);
  const alike = line.alike.map((text) => read(text, names));
  if (!isSame(said.denials, written.denials)) return 'turned';
  const marks = alike.map((one) => one.marks);
  if (!isMarked(said.marks, written.marks, marks)) return 'number';
  const known = new Set([written, ...alike].flatMap(({ content }) => content));
  if (!said.content.every((word) => known.has(word))) return 'added';
  const needed = neededOf(line, written.content);
  return needed.every((word) => said.content.includes(word)) ? null : 'left_out';
}

/** The words that must stay: those of the facts it tells; of a line that is no everyday one, all. */
function neededOf({ tells, isEveryday }: WrittenLine, content: readonly string[]): readonly string[] {
  if (isEveryday) return [];
  const truth = new Set(tells.flatMap((value) => read(value, new Set()).content));
  const ofTruth = content.filter((word) => truth.has(word));
  return ofTruth.length > 0 ? ofTruth : content;
}

interface Read {
  /** What is spoken about, one form for each word. */
  content: string[];
  /** Each yes, no and not, with what it is said of. */
  denials: Set<string>;
  marks: Marks;
}

function read(text: string, names: ReadonlySet<string>): Read {
  const { tokens } = tokenise(text);
  const runs = numberRuns(tokens);
  const content: string[] = [];
  const denials = new Set<string>();
  tokens.forEach((token, at) => {
    const denial = denialOf(token);
    if (denial) denials.add(`${denial} ${deniedAt(at, tokens, runs)}`);
    else if (isContent(at, tokens, runs)) content.push(formOf(token));
  });
  return { content, denials, marks: marksOf(tokens, runs, names) };
}

const nots = /^(not|never|none|nobody|nothing|neither|nor|nowhere|without)$/;
const scarcely = /^(hardly|barely|scarcely)$/;

function denialOf({ word }: Token): 'yes' | 'no' | 'not' | 'hardly' | null {
  if (word === 'yes' || word === 'no') return word;
  if (scarcely.test(word)) return 'hardly';
  return nots.test(word) ? 'not' : null;
}

/** What a no or not is said of: the next word of its clause that says something. */
function deniedAt(at: number, tokens: readonly Token[], runs: readonly NumberRun[]): string {
  const { clause } = tokens[at]!;
  for (let next = at + 1; tokens[next]?.clause === clause; next++) {
    if (!denialOf(tokens[next]!) && isContent(next, tokens, runs)) return formOf(tokens[next]!);
  }
  return '';
}

function isContent(at: number, tokens: readonly Token[], runs: readonly NumberRun[]): boolean {
  const token = tokens[at]!;
  if (isIdle(token, tokens[at - 1])) return false;
  return !runs.some(({ from, to }) => at >= from && at < to);
}

const persons: Record<string, string> = {
  ...{ him: 'he', his: 'he', himself: 'he', her: 'she', hers: 'she', herself: 'she' },
  ...{ them: 'they', their: 'they', theirs: 'they' },
  // Its stem is "her".
  here: 'here',
};

/** Who it is about counts, not the case. */
function formOf({ word, stem }: Token): string {
  return persons[word] ?? stem;
}

function isSame(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  return one.size === other.size && [...one].every((item) => other.has(item));
}
