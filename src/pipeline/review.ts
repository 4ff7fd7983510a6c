import { criticalIn } from '../analysis/judge.ts';
import type { Scorecard } from '../analysis/packs/pack.ts';
import { next, standingOf, verdictOf } from '../analysis/review/next.ts';
import { needsComment, reviewed, takesAnswer } from '../analysis/review/reviewed.ts';
import { evaluationWaits, flagWait, type InReview } from '../analysis/review/waits.ts';
import { EarshotError } from '../errors.ts';
import type { CallReview, ReviewEntry, ReviewEvent, ReviewRequest } from '../model/review.ts';
import { atomically } from '../storage/db/atomically.ts';
import { type CallRow, callRow, lockCall, setCall } from '../storage/db/calls.ts';
import { saveStanding } from '../storage/db/evaluations.ts';
import { flagsOf } from '../storage/db/findings.ts';
import { addReviewEntry, entriesOf, reviewEntries } from '../storage/db/review-entries.ts';
import type { Db } from '../storage/db/tables.ts';
import { type Known, type KnownParts, keepLooked, knownFor, lookOver } from './flag.ts';
import { evaluationsInReview, flagsSeen } from './in-review.ts';
import { storedForJudging } from './judged-call.ts';
import type { PipelineParts } from './parts.ts';
import { tell } from './stage.ts';

type ReviewParts = Pick<
  PipelineParts,
  'db' | 'packs' | 'analysisSettings' | 'defaultKind' | 'lowAgreement' | 'clock' | 'bus'
>;

/** How the review of a call stands. @throws call_not_found */
export async function callReview(
  id: string,
  parts: KnownParts & Pick<PipelineParts, 'db'>,
): Promise<CallReview> {
  const { db } = parts;
  await callRow(id, db);
  const { packs, lowAgreement } = await knownFor(parts);
  const [inReview, entries, seen, flags] = await Promise.all([
    evaluationsInReview(id, packs, db),
    reviewEntries(id, db),
    flagsSeen(id, db),
    flagsOf([id], db),
  ]);
  return {
    evaluations: inReview.map(({ machine, review }) => ({
      scorecardId: machine.scorecardId,
      scorecardVersion: machine.scorecardVersion,
      state: review.state,
      autoFails: machine.autoFails.map((one) => {
        const readings = [...(review.readings.get(one.id) ?? [])];
        return { ...one, readings, verdict: verdictOf(readings) };
      }),
      left: [...review.left],
      history: entriesOf(entries, machine),
    })),
    waits: [
      ...inReview.flatMap((one) => evaluationWaits(one, lowAgreement)),
      ...flagWait(flags.get(id) ?? [], seen, inReview),
    ],
  };
}

/**
 * Does what a person decided about a call: an answer, a reading, a step of the evaluation. The score, the flags and
 * what waits follow in the same transaction, and a line is added to the history.
 * @throws call_not_found, evaluation_not_found; conflict while the call is judged; review_conflict, release_blocked,
 *   comment_missing, request_invalid
 */
export async function reviewCall(id: string, asked: ReviewRequest, parts: ReviewParts): Promise<void> {
  const known = await knownFor(parts);
  await atomically(parts.db, async (tx) => {
    await lockCall(id, tx);
    const call = await callRow(id, tx);
    if (call.state !== 'done') throw new EarshotError('conflict', { details: { state: call.state } });
    const { author, event } = asked;
    const line = { author, at: new Date(parts.clock.now()).toISOString(), event };
    if (event.kind === 'see') await addReviewEntry(id, { ...line, of: null, score: null }, tx);
    else await changeEvaluation(call, { ...asked, event }, { ...line, score: null }, { ...parts, known }, tx);
    await keepLooked(id, await lookOver(call, known, tx), parts, tx);
  });
  tell(id, 'done', null, null, parts);
}

async function changeEvaluation(
  call: CallRow,
  { scorecardId, event }: ReviewRequest,
  entry: ReviewEntry,
  parts: ReviewParts & { known: Known },
  tx: Db,
): Promise<void> {
  const all = await evaluationsInReview(call.id, parts.known.packs, tx);
  const one = all.find(({ machine }) => machine.scorecardId === scorecardId);
  if (!one?.card) throw new EarshotError('evaluation_not_found');
  const { card, machine } = one;
  const stored = await storedForJudging(call, { ...parts, db: tx });
  demandSound(event, { ...one, card }, stored?.judged.turns.length ?? 0);
  const history = entriesOf(await reviewEntries(call.id, tx), machine);
  const review = next(standingOf(history), entry);
  if (event.kind === 'release') demandReleasable(one, parts.known);
  const isCritical = stored
    ? criticalIn({ ...stored.judged, kind: call.kind }, card, stored.findings)
    : () => false;
  const standing = reviewed(machine, review, card, isCritical);
  await saveStanding(one, standing, tx);
  const { scorecardVersion, score, band } = standing;
  await addReviewEntry(
    call.id,
    { ...entry, of: { scorecardId: machine.scorecardId, scorecardVersion }, score },
    tx,
  );
  if (call.scorecardId === scorecardId) await setCall(call.id, { score, band }, tx);
}

/** @throws request_invalid for what the form or the call does not have, comment_missing */
function demandSound(
  event: ReviewEvent,
  { card, machine }: InReview & { card: Scorecard },
  turns: number,
): void {
  const ruleOf = (id: string) => card.criteria.find(({ format }) => format.id === id);
  const invalid = (details: Record<string, unknown>) => new EarshotError('request_invalid', { details });
  if (event.kind === 'leave') {
    const unknown = event.criterionIds.filter((id) => !ruleOf(id));
    if (unknown.length > 0) throw invalid({ criterionIds: unknown });
  }
  if (event.kind === 'read' && !machine.autoFails.some(({ id }) => id === event.autoFailId)) {
    throw invalid({ autoFailId: event.autoFailId });
  }
  if (event.kind !== 'mark') return;
  const { criterionId, answer, comment } = event;
  const rule = ruleOf(criterionId);
  const mark = machine.marks.find((one) => one.criterionId === criterionId);
  if (!rule || !mark) throw invalid({ criterionId });
  const absent = event.turns.filter((turn) => turn >= turns);
  if (absent.length > 0) throw invalid({ turns: absent });
  if (answer === null) return;
  if (!takesAnswer(rule, answer)) throw invalid({ answer, answers: rule.format.answers });
  if (comment === null && needsComment(rule, mark, answer)) {
    throw new EarshotError('comment_missing', { details: { criterionId, answer } });
  }
}

/** @throws release_blocked with what is in the way */
function demandReleasable(one: InReview, { lowAgreement }: Known): void {
  const blocking = evaluationWaits(one, lowAgreement).filter((wait) => wait.blocksRelease);
  if (blocking.length === 0) return;
  const blockedBy = blocking.map(({ reason, criterionIds }) => ({ reason, criterionIds }));
  throw new EarshotError('release_blocked', { details: { blockedBy } });
}
