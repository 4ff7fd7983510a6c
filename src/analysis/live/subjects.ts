import type { Finding } from '../../model/judgement.ts';
import type { Pack } from '../packs/pack.ts';

/**
 * What a call is about, in words by which the centre's documents may speak of it: the incident type, why the customer
 * calls, and topics. What a title names besides stands by itself: "Gas or fuel leak" is "Gas" and "fuel leak".
 */
export function subjectsOf(findings: readonly Finding[], packs: readonly Pack[]): string[] {
  const titles = findings.flatMap(({ kind, type, value }) => {
    if (kind === 'incident') return packs.map((pack) => pack.incidents?.format.incidents[type]?.title);
    if (kind === 'intent') return [value];
    if (kind === 'topic') return packs.map((pack) => pack.topics.find(({ id }) => id === type)?.title);
    return [];
  });
  const parts = titles.flatMap((title) => title?.split(/\s*(?:[,;:()/]|\bor\b)\s*/) ?? []);
  return [...new Set(parts.map((part) => part.trim()).filter((part) => part !== ''))];
}
