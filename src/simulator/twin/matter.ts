import { tokenise } from '../../analysis/text/tokens.ts';
import type { Finding } from '../../model/judgement.ts';
import { mostReplyWords } from '../reply-check.ts';
import type { Exchange, Sentence } from './exchanges.ts';
import { bareValue, matterFact, type WrittenFact, type WrittenFacts } from './facts.ts';
import type { Known } from './originals.ts';
import type { KnownQuestion } from './questions.ts';
import { clausesOf, type Rewriting, rewritten } from './rewrite.ts';

/** What of a call's words a twin could take, and what it had to leave. */
export interface Matter {
  /** The caller's first words; null when none of them could be taken. */
  opening: string | null;
  /** What the matter is, told when asked; null when the first words say it all. */
  core: string | null;
  facts: WrittenFacts;
  /** Told by the caller's own accord, and when in the call. */
  volunteered: { id: string; fact: WrittenFact; atMs: number; turn: number }[];
  /** Turns of the caller of which something was left out, because it may say who somebody is. */
  leftOut: number[];
}

interface Line extends Sentence {
  text: string | null;
  isUsed: boolean;
  /** Said to a question about names and numbers. */
  tellsWho: boolean;
  /** Said to a question of the trade about the matter. */
  answers: boolean;
}

const leastOpeningWords = 4;
const leastToldWords = 5;
const mostFacts = 12;
const mostTold = 5;
/** So many of the caller's first turns are about the matter; what comes later counts when something is noticed in it. */
const firstTurns = 4;

export function matterOf(
  known: Known,
  exchanges: readonly Exchange[],
  findings: readonly Finding[],
  rewriting: Rewriting,
  identity: WrittenFacts,
): Matter {
  const lines = exchanges.map((exchange) => linesOf(exchange, known, rewriting));
  const all = lines.flat();
  const take = (line: Line | undefined) => {
    if (line) line.isUsed = true;
    return line?.text ?? null;
  };
  const longEnough = all.filter((line) => line.text !== null && length(line) >= leastOpeningWords);
  const opening = take(longEnough[0]);
  const pointed = findings.find(({ kind }) => kind === 'incident' || kind === 'intent')?.turn;
  const free = longEnough.filter((line) => !line.isUsed && !line.answers && isStatement(line));
  const core = take(free.find(({ turn }) => turn.index === pointed) ?? free.find(isEarly(known)));
  const facts: WrittenFacts = {};
  exchanges.forEach((exchange, at) => {
    if (Object.keys(facts).length >= mostFacts || at <= 1) return;
    const answer = answerOf(lines[at]!);
    const question = answer && questionOf(exchange, known, rewriting, { ...identity, ...facts });
    if (!answer || !question) return;
    for (const line of answer.lines) line.isUsed = true;
    facts[question.id] = matterFact(question, answer.text);
  });
  const volunteered = toldUnasked(all, known, findings);
  const leftOut = [...new Set(all.filter(({ text }) => text === null).map(({ turn }) => turn.index))];
  return { opening, core, facts, volunteered, leftOut };
}

function isEarly({ heard }: Known): (line: Line) => boolean {
  const early = heard.turns
    .filter(({ role }) => role === 'customer')
    .slice(0, firstTurns)
    .map(({ index }) => index);
  return ({ turn }) => early.includes(turn.index);
}

const telling: ReadonlySet<string> = new Set([
  'risk asserted',
  'entity symptom',
  'entity injury',
  'entity weapon',
]);

function toldUnasked(
  all: readonly Line[],
  known: Known,
  findings: readonly Finding[],
): Matter['volunteered'] {
  const noticed = new Set(
    findings
      .filter(({ kind, type, status }) => telling.has(`${kind} ${kind === 'risk' ? status : type}`))
      .map(({ turn }) => turn),
  );
  const early = isEarly(known);
  return all
    .filter(
      (line) => line.text !== null && !line.isUsed && length(line) >= leastToldWords && isStatement(line),
    )
    .filter((line) => (early(line) && !line.tellsWho) || noticed.has(line.turn.index))
    .slice(0, mostTold)
    .map((line, at) => {
      const title = 'said unasked';
      const fact: WrittenFact = {
        value: bareValue(line.text!, title),
        title,
        reveal: 'volunteer',
        says: [line.text!],
      };
      return { id: `told_${at + 1}`, fact, atMs: line.turn.startMs, turn: line.turn.index };
    });
}

function linesOf(exchange: Exchange, known: Known, rewriting: Rewriting): Line[] {
  return exchange.answers.flatMap((sentence): Line[] => {
    const mentions = known.mentions.find(({ turn }) => turn === sentence.turn)?.mentions ?? [];
    const lineOf = (part: Sentence): Line => {
      // What is said to a question about names and numbers is never told again as it was said.
      const short = exchange.asksIdentity && part.to - part.from <= leastOpeningWords;
      const text = short ? null : rewritten(part.turn, mentions, part, rewriting);
      const answers = exchange.questions.some(({ id }) => !isIdentity(id));
      return { ...part, text, isUsed: false, tellsWho: exchange.asksIdentity, answers };
    };
    const whole = lineOf(sentence);
    if (whole.text !== null) return [whole];
    const parts = clausesOf(sentence.turn, sentence).map((part) => lineOf({ turn: sentence.turn, ...part }));
    return [whole, ...parts.filter(({ text }) => text !== null)];
  });
}

function length(line: Line): number {
  return line.to - line.from;
}

function isStatement({ turn, from, to }: Line): boolean {
  return !turn.questions.some((start) => start >= from && start < to);
}

/** Up to two sentences that go together into one line. */
function answerOf(lines: readonly Line[]): { lines: Line[]; text: string } | null {
  const [first, second] = lines.filter((line) => line.text !== null && !line.isUsed);
  if (!first) return null;
  const both = second ? `${first.text} ${second.text}` : first.text!;
  const fits = second !== undefined && both.split(/\s+/).length <= mostReplyWords;
  return fits ? { lines: [first, second], text: both } : { lines: [first], text: first.text! };
}

/**
 * The question a fact answers, as the agent put it where that names nobody; with the cues of the trade's question it
 * is, or the words that make it this one.
 */
function questionOf(
  { questions, asking, asksIdentity }: Exchange,
  known: Known,
  rewriting: Rewriting,
  taken: WrittenFacts,
): KnownQuestion | null {
  if (!asking || endsTheCall.test(asking.turn.said)) return null;
  const mentions = known.mentions.find(({ turn }) => turn === asking.turn)?.mentions ?? [];
  const ask = rewritten(asking.turn, mentions, asking, rewriting);
  const matter = questions.filter(({ id }) => !isIdentity(id));
  const own = matter.find(({ id }) => !(id in taken));
  const title = ask?.replace(/[.?!…]+$/, '');
  if (own) return { ...own, ...(title ? { title } : {}) };
  if (asksIdentity || matter.length > 0 || ask === null || !title) return null;
  const asked = askedWords(ask);
  if (asked.length === 0) return null;
  const written = asked.length === 1 ? asked[0]! : `(${asked.join('|')})`;
  const id = `asked_${Object.keys(taken).filter((one) => one.startsWith('asked_')).length + 1}`;
  return { id, title, asked: [written], ask };
}

const endsTheCall = /\b(anything|something) else\b/;

const identity: ReadonlySet<string> = new Set([
  'address',
  'unit',
  'phone',
  'name',
  'age',
  'account',
  'birth',
  'email',
  'secret',
]);

function isIdentity(id: string): boolean {
  return identity.has(id);
}

const mostWords = 4;
const leastLetters = 4;
const anyQuestion: ReadonlySet<string> = new Set(
  `what when where which whose there here that this these those they them their your yours have has had does doing done
  will would could should about with from into just okay right sure sorry please tell know think going still other else
  anything something anyone anybody somebody everything being been were make made want like need some then than yes
  thank thanks maam sir well good great`.split(/\s+/),
);

/** The words that make a question this one, longest first. */
function askedWords(ask: string): string[] {
  const words = tokenise(ask)
    .tokens.filter(({ capital }) => !capital)
    .map(({ word }) => word)
    .filter((word) => word.length >= leastLetters && /^[a-z]+$/.test(word) && !anyQuestion.has(word));
  return [...new Set(words)].sort((a, b) => b.length - a.length).slice(0, mostWords);
}
