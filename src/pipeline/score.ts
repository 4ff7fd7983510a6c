import { chooseScorecard, type ScorecardChoice } from '../analysis/choose.ts';
import { judge } from '../analysis/judge.ts';
import type { JudgedCall } from '../analysis/judged-call.ts';
import { judgeByModel } from '../analysis/llm/judge-by-model.ts';
import type { Scorecard } from '../analysis/packs/pack.ts';
import { EarshotError } from '../errors.ts';
import type { Evaluation, Finding } from '../model/judgement.ts';
import { setCall } from '../storage/db/calls.ts';
import { saveEvaluation, supersedeOtherEvaluations } from '../storage/db/evaluations.ts';
import { replaceFindings } from '../storage/db/findings.ts';
import { storedForJudging } from './judged-call.ts';
import type { RunStage } from './parts.ts';

/** Judges the call on the scorecards that suit it; that none does is noted with the reason. */
export const score: RunStage = async (call, parts, { signal }) => {
  const stored = await storedForJudging(call, parts);
  if (!stored) throw new EarshotError('internal', { details: { missing: 'transcript' } });
  const { judged, findings } = stored;
  const packs = await parts.packs();
  const choice = chooseScorecard(judged, packs, parts.analysisSettings, findings);
  const cards = choice.scorecard ? [choice.scorecard, ...choice.beside] : [];
  const { evaluations, noticed } = await judgedOn(
    cards,
    { ...judged, kind: choice.kind },
    findings,
    parts,
    signal,
  );
  const [main] = evaluations;
  return {
    kind: 'done',
    async save(tx) {
      for (const evaluation of evaluations) await saveEvaluation(call.id, evaluation, tx);
      const scorecardIds = evaluations.map((evaluation) => evaluation.scorecardId);
      await supersedeOtherEvaluations(call.id, scorecardIds, tx);
      await replaceFindings(call.id, 'score', main ? noticed : [noScorecard(choice, judged.durationMs)], tx);
      await setCall(
        call.id,
        {
          kind: choice.kind,
          score: main?.score ?? null,
          band: main?.band ?? null,
          scorecardId: main?.scorecardId ?? null,
        },
        tx,
      );
      return [];
    },
  };
};

/** The call on each scorecard: by rules, and where models are set up by them too. */
async function judgedOn(
  cards: readonly Scorecard[],
  call: JudgedCall,
  findings: readonly Finding[],
  parts: Parameters<RunStage>[1],
  signal: AbortSignal,
): Promise<{ evaluations: Evaluation[]; noticed: Finding[] }> {
  const evaluations: Evaluation[] = [];
  const noticed: Finding[] = [];
  for (const card of cards) {
    const byRules = judge(call, card, findings);
    if (parts.models.names.length === 0) {
      evaluations.push(byRules);
      continue;
    }
    const deps = { models: parts.models, signal };
    const judged = await judgeByModel(call, card, byRules, parts.modelSettings, deps);
    evaluations.push(judged.evaluation);
    noticed.push(...judged.findings);
  }
  return { evaluations, noticed };
}

export const noScorecardType = 'no_scorecard';

function noScorecard({ reason, confidence }: ScorecardChoice, durationMs: number): Finding {
  return {
    kind: 'score',
    type: noScorecardType,
    value: reason,
    status: null,
    turn: null,
    chars: null,
    span: { startMs: 0, endMs: durationMs },
    confidence: 1 - confidence,
    source: 'rule',
  };
}
