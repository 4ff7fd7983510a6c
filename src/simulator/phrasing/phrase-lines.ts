import type { Outcome } from '../../analysis/llm/ask.ts';
import type { LanguageModels, ModelName } from '../../analysis/llm/models.ts';
import type { DrillState, Utterance } from '../../model/drill.ts';
import type { AsWrittenReason } from '../../model/drill-phrasing.ts';
import { mayBeSaid } from '../may-say.ts';
import type { Playable } from '../playable.ts';
import { mostReplyWords } from '../reply-check.ts';
import type { Heard } from '../run.ts';
import { phraseProblem } from './phrase-check.ts';
import { PhraseAnswer, phraseQuestion } from './phrase-question.ts';
import { type WrittenLine, writtenLine } from './written-line.ts';

/** What became of a line: other words for it, or why it is said as it is written. */
export type Phrased = { utterance: number } & (
  | { text: string; by: ModelName }
  | { because: AsWrittenReason; by: ModelName | null }
);

/** Not cold: the same line is not to sound the same each time. */
const temperature = 0.8;

/** The model was not asked at all. */
const barred: ReadonlySet<Outcome> = new Set(['paused', 'over_budget']);

/**
 * Has a model put lines of one person into other words, and keeps those that pass the check.
 * @param heard what has been said to its end, on both sides
 * @throws when the signal says so
 */
export async function phraseLines(
  utterances: readonly Utterance[],
  { state, heard, play }: { state: DrillState; heard: readonly Heard[]; play: Playable },
  { models, signal }: { models: Pick<LanguageModels, 'ask'>; signal?: AbortSignal },
): Promise<Phrased[]> {
  const [first] = utterances;
  if (!first) return [];
  const lines = utterances.map((one) => writtenLine(one, play));
  const { speaker, number } = first;
  const { value, by, attempts } = await models.ask({
    ...phraseQuestion(lines, { speaker, mood: state.mood, heard }, play),
    schema: PhraseAnswer,
    ...{ temperature, seed: state.seed + number, signal },
  });
  if (!value || !by || value.lines.length !== lines.length) {
    const because = attempts.every(({ outcome }) => barred.has(outcome)) ? 'not_asked' : 'no_answer';
    return lines.map(({ utterance }) => ({ utterance, by, because }));
  }
  return judged(lines, value.lines.map(asOneLine), { by, withheld: mayBeSaid(state, play).withheld });
}

function judged(
  lines: readonly WrittenLine[],
  phrases: readonly string[],
  { by, withheld }: { by: ModelName; withheld: readonly string[] },
): Phrased[] {
  const isLong = phrases.join(' ').split(' ').length > mostReplyWords;
  return lines.map((line, at): Phrased => {
    const { utterance } = line;
    const because = isLong ? 'too_long' : phraseProblem(phrases[at]!, line, withheld);
    return because ? { utterance, by, because } : { utterance, by, text: phrases[at]! };
  });
}

function asOneLine(text: string): string {
  return text.trim().replaceAll(/\s+/g, ' ');
}
