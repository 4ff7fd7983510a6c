import type { Mark, Opinion } from '../../model/judgement.ts';

/** A mark as the opinion of the one who gave it. */
export function opinionOfMark({ source, answer, confidence, reason, evidence }: Mark): Opinion {
  const turns = [...new Set(evidence.flatMap((one) => (one.kind === 'turns' ? one.turns : [])))];
  return { source, answer, confidence, reason, turns, model: null, person: null };
}
