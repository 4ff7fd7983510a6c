import { basename, extname } from 'node:path';
import type { Role } from '../../model/call.ts';

/** One call to be played: its legs by file, in the order of its legs. */
export interface PlannedReplay {
  name: string;
  legs: { role: Role; file: string }[];
}

const roles: [RegExp, Role][] = [
  [/(^|[^a-z])(agent|call[-_ ]?taker|operator)([^a-z]|$)/i, 'agent'],
  [/(^|[^a-z])(customer|caller|client)([^a-z]|$)/i, 'customer'],
];

function roleOf(name: string): { role: Role; rest: string } | undefined {
  for (const [pattern, role] of roles) {
    if (pattern.test(name)) return { role, rest: name.replace(pattern, '$1$3').toLowerCase() };
  }
  return undefined;
}

/**
 * Which files are the legs of one call: those whose names are the same but for the one saying `agent` and the other
 * `customer` or `caller`. Every other file is a call of its own: two channels are its two legs.
 */
export function planReplay(files: readonly string[]): PlannedReplay[] {
  const named = files.map((file) => ({ file, name: basename(file, extname(file)) }));
  const plans: PlannedReplay[] = [];
  const taken = new Set<string>();
  for (const { file, name } of named) {
    if (taken.has(file)) continue;
    taken.add(file);
    const own = roleOf(name);
    const partner = named.find((other) => {
      const theirs = roleOf(other.name);
      return !taken.has(other.file) && own && theirs && theirs.rest === own.rest && theirs.role !== own.role;
    });
    const legs = [{ role: own?.role ?? 'agent', file }];
    if (partner) {
      taken.add(partner.file);
      legs.push({ role: roleOf(partner.name)!.role, file: partner.file });
    }
    plans.push({ name, legs });
  }
  return plans;
}
