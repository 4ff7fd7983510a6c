import type { QuestionGate, SourceAgreement } from './agreement.ts';
import type { MarkSource } from './judgement.ts';

interface MarkPlace {
  scorecardId: string;
  scorecardVersion: number;
  criterionId: string;
}

const otherVersion: QuestionGate = {
  state: 'not enough data',
  reason: 'This version of the scorecard was not compared with people.',
};
const notCompared: QuestionGate = {
  state: 'not enough data',
  reason: 'It was not compared with people.',
};

/** Whether a mark may be shown as a fact; undefined for marks of people, which are theirs to answer for. */
export function gateOfMark(
  { scorecardId, scorecardVersion, criterionId }: MarkPlace,
  source: MarkSource,
  sources: readonly SourceAgreement[],
): QuestionGate | undefined {
  if (source === 'person') return undefined;
  const measured = sources
    .filter((one) => one.source === source)
    .flatMap((one) => one.scorecards)
    .filter((card) => card.scorecardId === scorecardId);
  const ofVersion = measured.filter((card) => card.scorecardVersion === scorecardVersion);
  if (measured.length > 0 && ofVersion.length === 0) return otherVersion;
  const question = ofVersion.flatMap((card) => card.criteria).find((one) => one.criterionId === criterionId);
  return question?.gate ?? notCompared;
}
