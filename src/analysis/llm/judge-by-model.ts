import type { Evaluation, Finding, Opinion } from '../../model/judgement.ts';
import type { JudgedCall } from '../judged-call.ts';
import type { Scorecard } from '../packs/pack.ts';
import { hear } from '../text/hear.ts';
import { merged } from './merge.ts';
import type { Asked, Attempt, LanguageModels } from './models.ts';
import { callLines, promptFor, Verdicts } from './prompt.ts';
import { type ModelQuestion, questionsOf } from './questions.ts';
import type { ModelSettings } from './settings.ts';
import { opinionOf, united } from './verify.ts';

export interface JudgedByModel {
  evaluation: Evaluation;
  /** What a person should know of it: that no model answered, or that rule and model differ. */
  findings: Finding[];
  attempts: Attempt[];
}

/**
 * Asks language models what a form asks of meaning, and puts their answers beside the rules'. The rules stand when no
 * model answers, and a finding says so.
 */
export async function judgeByModel(
  call: JudgedCall,
  scorecard: Scorecard,
  evaluation: Evaluation,
  settings: ModelSettings,
  deps: { models: LanguageModels; signal?: AbortSignal },
): Promise<JudgedByModel> {
  const questions = questionsOf(scorecard, evaluation);
  const lines = callLines(call.turns, hear(call));
  const opinions = new Map<string, Opinion>();
  const attempts: Attempt[] = [];
  let unanswered = 0;
  for (const group of groupsOf(questions, settings.questionsAtOnce)) {
    const isGrave = group.some((one) => one.isGrave);
    const rounds: Opinion[][] = [];
    for (let round = 0; round < (isGrave ? settings.criticalAsks : 1); round++) {
      const asked = await askGroup(turned(group, round), lines, round, deps);
      attempts.push(...asked.attempts);
      if (asked.value === null || asked.by === null) break;
      const { answers } = asked.value;
      const by = asked.by;
      rounds.push(
        group.map((one) =>
          opinionOf(
            answers.find(({ id }) => id === one.id),
            one,
            call.turns,
            by,
          ),
        ),
      );
    }
    // A grave question that could not be asked as often as it must be was not answered.
    if (rounds.length < (isGrave ? settings.criticalAsks : 1)) {
      unanswered += group.length;
      continue;
    }
    for (const [i, one] of group.entries()) opinions.set(one.id, united(rounds.map((round) => round[i]!)));
  }
  const judged = merged(evaluation, opinions, scorecard, settings);
  const findings = [
    ...(unanswered > 0 ? [unavailable(unanswered, attempts, call.durationMs)] : []),
    ...disagreements(judged, call.durationMs),
  ];
  return { evaluation: judged, findings, attempts };
}

/** Grave questions are asked apart from the others, since only they are asked again. */
function groupsOf(questions: readonly ModelQuestion[], size: number): ModelQuestion[][] {
  const groups: ModelQuestion[][] = [];
  for (const isGrave of [true, false]) {
    const all = questions.filter((one) => one.isGrave === isGrave);
    for (let at = 0; at < all.length; at += size) groups.push(all.slice(at, at + size));
  }
  return groups;
}

/** Another order in each round: an answer that hangs on the order is none. */
function turned<T>(group: readonly T[], round: number): T[] {
  const at = round % Math.max(1, group.length);
  return [...group.slice(at), ...group.slice(0, at)];
}

/** The first round as cold as a model can be; later ones a little warmer, else they would only repeat it. */
const laterTemperature = 0.3;

function askGroup(
  group: readonly ModelQuestion[],
  lines: readonly string[],
  round: number,
  { models, signal }: { models: LanguageModels; signal?: AbortSignal },
): Promise<Asked<Verdicts>> {
  return models.ask({
    ...promptFor(lines, group),
    schema: Verdicts,
    temperature: round === 0 ? 0 : laterTemperature,
    seed: round + 1,
    signal,
  });
}

function unavailable(unanswered: number, attempts: readonly Attempt[], durationMs: number): Finding {
  const tried = [
    ...new Set(attempts.map((one) => `${one.provider} ${one.model}: ${one.outcome.replaceAll('_', ' ')}`)),
  ];
  const value = `${unanswered} questions were judged by rules alone, because no language model answered (${tried.join('; ') || 'none was asked'}).`;
  return ofWholeCall('model_unavailable', value, durationMs);
}

function disagreements({ marks, scorecardId }: Evaluation, durationMs: number): Finding[] {
  const disputed = marks.filter(
    ({ answer, opinions }) => answer === 'unclear' && new Set(opinions.map((one) => one.answer)).size > 1,
  );
  return disputed.map((mark) =>
    ofWholeCall('judges_differ', `${scorecardId}/${mark.criterionId}`, durationMs),
  );
}

function ofWholeCall(type: string, value: string, durationMs: number): Finding {
  return {
    kind: 'review',
    type,
    value,
    status: null,
    turn: null,
    chars: null,
    span: { startMs: 0, endMs: durationMs },
    confidence: 1,
    source: 'model',
  };
}
