import type { CallMetadata } from '../../model/intake.ts';

/** The team that takes a call: the one that its source names (`extra.team`), else the first that lists the agent. */
export function teamOf(
  { agent, extra }: Pick<CallMetadata, 'agent' | 'extra'>,
  teams: Readonly<Record<string, readonly string[]>>,
): string | null {
  const named = extra?.team;
  if (typeof named === 'string' && named.trim() !== '') return named.trim();
  if (agent === undefined) return null;
  const isAgent = (name: string) => name.toLowerCase() === agent.toLowerCase();
  return Object.keys(teams).find((team) => teams[team]!.some(isAgent)) ?? null;
}
