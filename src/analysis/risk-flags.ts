import type { Kind } from '../model/call.ts';
import type { Finding, Flag } from '../model/judgement.ts';
import type { Pack } from './packs/pack.ts';

/** A flag for each gravest risk somebody asserted and nobody called over afterwards; doubt and denial raise none. */
export function riskFlags(findings: readonly Finding[], kind: Kind | null, packs: readonly Pack[]): Flag[] {
  const lexicon = packs.find((pack) => pack.format.kind === (kind ?? 'psap'))?.lexicon;
  const gravest = lexicon?.categories.filter(({ tier }) => tier === 1) ?? [];
  return gravest.flatMap(({ id, title }) => {
    const said = findings.filter(({ kind: of, type }) => of === 'risk' && type === id);
    const asserted = said.filter(({ status }) => status === 'asserted');
    const [first] = asserted;
    const over = said.findLast(({ status }) => status === 'asserted' || status === 'resolved');
    if (!first || over?.status === 'resolved') return [];
    return [
      {
        code: `risk_${id}`,
        severity: 'critical',
        reason: `${title}: spoken of at ${clock(first.span.startMs)}${timesMore(asserted.length - 1)}.`,
        scorecardId: null,
        criteria: [],
      },
    ];
  });
}

function timesMore(more: number): string {
  if (more === 0) return '';
  return more === 1 ? ', and once more later' : `, and ${more} times more later`;
}

function clock(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
