import type { Kind } from '../../model/call.ts';
import type { Finding } from '../../model/judgement.ts';
import type { Category } from '../lexicon/lexicon.ts';
import type { Pack } from '../packs/pack.ts';

export interface StandingRisk {
  category: Category;
  status: 'asserted' | 'possible';
  /** Where it was said so first, and last. */
  first: Finding;
  last: Finding;
}

/** Risks of the call's own lexicon that were said to be and not called over afterwards. */
export function standingRisks(
  { kind, findings }: { kind: Kind | null; findings: readonly Finding[] },
  packs: readonly Pack[],
): StandingRisk[] {
  const lexicon = packs.find((pack) => pack.format.kind === kind)?.lexicon;
  return (lexicon?.categories ?? []).flatMap((category): StandingRisk[] => {
    const said = findings.filter((finding) => finding.kind === 'risk' && finding.type === category.id);
    const last = said.findLast(({ status }) => status !== null && decisive.has(status));
    if (last?.status === 'asserted') return [standing(category, 'asserted', said, last)];
    const maybe = said.findLast(({ status }) => status === 'possible');
    // What was called over, or denied, does not stand as a possibility either.
    return last || !maybe ? [] : [standing(category, 'possible', said, maybe)];
  });
}

const decisive: ReadonlySet<string> = new Set(['asserted', 'resolved', 'denied']);

function standing(
  category: Category,
  status: StandingRisk['status'],
  said: readonly Finding[],
  last: Finding,
): StandingRisk {
  return { category, status, first: said.find((one) => one.status === status) ?? last, last };
}
