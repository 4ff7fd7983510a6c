import { chooseScorecard, type ScorecardChoice } from '../analysis/choose.ts';
import { criticalIn, judge } from '../analysis/judge.ts';
import type { JudgedCall } from '../analysis/judged-call.ts';
import { judgeByModel } from '../analysis/llm/judge-by-model.ts';
import type { Pack, Scorecard } from '../analysis/packs/pack.ts';
import { standingOf } from '../analysis/review/next.ts';
import { isSameJudging, reviewed } from '../analysis/review/reviewed.ts';
import { EarshotError } from '../errors.ts';
import type { Evaluation, Finding } from '../model/judgement.ts';
import { setCall } from '../storage/db/calls.ts';
import {
  saveEvaluation,
  saveStanding,
  storedEvaluations,
  supersedeOtherEvaluations,
} from '../storage/db/evaluations.ts';
import { replaceFindings } from '../storage/db/findings.ts';
import { addReviewEntry, entriesOf, reviewEntries, type StoredEntry } from '../storage/db/review-entries.ts';
import { cardOf } from './in-review.ts';
import { storedForJudging } from './judged-call.ts';
import type { PipelineParts, RunStage } from './parts.ts';

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
  const reviews = await takenUp(
    call.id,
    evaluations,
    { ...stored, judged: { ...judged, kind: choice.kind }, packs },
    parts,
  );
  const main = reviews[0]?.standing;
  return {
    kind: 'done',
    async save(tx) {
      for (const { machine, standing, entry } of reviews) {
        const id = await saveEvaluation(call.id, machine, tx);
        if (standing !== machine) await saveStanding({ id, machine }, standing, tx);
        if (entry) await addReviewEntry(call.id, entry, tx);
      }
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

interface TakenUp {
  machine: Evaluation;
  standing: Evaluation;
  /** Tells the history that the call was judged again and came out differently. */
  entry: StoredEntry | null;
}

/** What people answered before is kept where the criterion and the version of the scorecard are the same. */
async function takenUp(
  callId: string,
  evaluations: readonly Evaluation[],
  of: { judged: JudgedCall; findings: readonly Finding[]; packs: readonly Pack[] },
  parts: Pick<PipelineParts, 'db' | 'clock'>,
): Promise<TakenUp[]> {
  const [entries, before] = await Promise.all([
    reviewEntries(callId, parts.db),
    storedEvaluations(callId, parts.db),
  ]);
  return evaluations.map((machine): TakenUp => {
    const history = entriesOf(entries, machine);
    const card = cardOf(machine, of.packs);
    if (history.length === 0 || !card) return { machine, standing: machine, entry: null };
    const former = before.find((one) => isOfSameVersion(one.machine, machine))?.machine;
    const isOther = !former || !isSameJudging(former, machine);
    const line = { author: null, at: new Date(parts.clock.now()).toISOString(), event: rejudged };
    const review = standingOf(isOther ? [...history, { ...line, score: null }] : history);
    const standing = reviewed(machine, review, card, criticalIn(of.judged, card, of.findings));
    const { scorecardId, scorecardVersion, score } = standing;
    const entry = isOther ? { ...line, of: { scorecardId, scorecardVersion }, score } : null;
    return { machine, standing, entry };
  });
}

const rejudged = { kind: 'rejudged' } as const;

function isOfSameVersion(a: Evaluation, b: Evaluation): boolean {
  return a.scorecardId === b.scorecardId && a.scorecardVersion === b.scorecardVersion;
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
