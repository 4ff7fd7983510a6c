import type { Pack } from '../../analysis/packs/pack.ts';
import type { Finding } from '../../model/judgement.ts';
import type { LiveSummary } from '../../model/live.ts';

/** What kind of incident a call is about, as people call it; null while nothing speaks for any. */
export function incidentOf(findings: readonly Finding[], packs: readonly Pack[]): LiveSummary['incident'] {
  const code = findings.find(({ kind }) => kind === 'incident')?.type;
  if (code === undefined) return null;
  const titles = packs.map((pack) => pack.incidents?.format.incidents[code]?.title);
  const priority = findings.find(({ kind }) => kind === 'priority')?.type ?? null;
  return { code, title: titles.find((title) => title !== undefined) ?? code, priority };
}
