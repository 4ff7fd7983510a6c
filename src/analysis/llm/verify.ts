import type { Turn } from '../../model/call.ts';
import type { Opinion } from '../../model/judgement.ts';
import { isSpokenBy } from '../rules/window.ts';
import type { ModelName } from './models.ts';
import { promptVersion, type Verdict } from './prompt.ts';
import type { ModelQuestion } from './questions.ts';

/**
 * A model's verdict as an opinion. The model names turns and code looks them up: a yes without a turn of the speaker
 * it is about is no yes, and nothing a caller says can earn one for the agent.
 */
export function opinionOf(
  verdict: Verdict | undefined,
  question: ModelQuestion,
  turns: readonly Turn[],
  by: ModelName,
): Opinion {
  const model = { ...by, prompt: promptVersion };
  if (!verdict) return unclear('The model left this question out.', model);
  const named = [...new Set(verdict.evidence)]
    .map((n) => turns.find((turn) => turn.index === n))
    .filter((turn) => turn !== undefined);
  const isDone = verdict.verdict === 'yes' || verdict.verdict === 'partial' || verdict.verdict === 'refused';
  if (isDone && !named.some((turn) => isSpokenBy(turn.role, question.speaker))) {
    return unclear(
      'The model says it was done, but names no turn in which the right speaker does it.',
      model,
    );
  }
  return {
    source: 'model',
    answer: verdict.verdict,
    confidence: Math.min(1, Math.max(0, verdict.confidence)),
    reason: short(verdict.rationale),
    turns: named.map((turn) => turn.index).sort((a, b) => a - b),
    model,
    person: null,
  };
}

/** Several answers to one grave question: all the same, or unclear. */
export function united(opinions: readonly Opinion[]): Opinion {
  const [first] = opinions;
  if (!first) throw new Error('no opinion was given');
  const answers = [...new Set(opinions.map((one) => one.answer))];
  if (answers.length === 1) {
    const turns = [...new Set(opinions.flatMap((one) => one.turns))].sort((a, b) => a - b);
    return { ...first, confidence: Math.min(...opinions.map((one) => one.confidence)), turns };
  }
  return unclear(`Asked ${opinions.length} times, the model said ${answers.join(', then ')}.`, first.model);
}

function unclear(reason: string, model: Opinion['model']): Opinion {
  return { source: 'model', answer: 'unclear', confidence: 0, reason, turns: [], model, person: null };
}

const mostWords = 30;

function short(text: string): string {
  const words = text.trim().split(/\s+/);
  return words.length <= mostWords ? words.join(' ') : `${words.slice(0, mostWords).join(' ')} …`;
}
