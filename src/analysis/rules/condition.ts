import { z } from 'zod';
import type { Observe, Observed } from './observed.ts';
import type { Compiler } from './verb.ts';
import { verbs } from './verbs.ts';

/**
 * What must be true of a call: the name of an observation, one verb ("says", "asks", …), or several joined:
 *
 *   { all: [a, b] }   { any: [a, b] }   { not: a }   { some: { of: [a, b, c], atLeast: 2 } }
 *   { order: { first: a, next: b, withinS: 60 } }
 */
export type Condition = string | { [key: string]: unknown };

/** @throws RuleError naming what is unknown */
export class RuleError extends Error {
  readonly value: string;
  constructor(value: string, problem: string) {
    super(problem);
    this.value = value;
  }
}

const joinedSchemas = {
  all: z.strictObject({ all: z.array(z.lazy(() => Condition)).min(1) }),
  any: z.strictObject({ any: z.array(z.lazy(() => Condition)).min(1) }),
  not: z.strictObject({ not: z.lazy(() => Condition) }),
  some: z.strictObject({
    some: z.strictObject({ of: z.array(z.lazy(() => Condition)).min(1), atLeast: z.int().positive() }),
  }),
  order: z.strictObject({
    order: z.strictObject({
      first: z.lazy(() => Condition),
      next: z.lazy(() => Condition),
      withinS: z.number().positive().optional(),
    }),
  }),
};
type Joined = keyof typeof joinedSchemas;

const keys = () => [...Object.keys(joinedSchemas), ...verbs.keys()];

/** Checks a condition by the one key that names its verb, so that a mistake is told where it stands. */
export const Condition: z.ZodType<Condition> = z.unknown().transform((value, context): Condition => {
  if (typeof value === 'string') return value;
  const fail = (message: string) => {
    context.addIssue({ code: 'custom', message });
    return z.NEVER;
  };
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return fail(`must be the name of an observation, or one of: ${keys().join(', ')}`);
  }
  const named = Object.keys(value).filter((key) => keys().includes(key));
  const [key] = named;
  if (key === undefined) return fail(`none of its keys is known; known are: ${keys().join(', ')}`);
  if (named.length > 1)
    return fail(`${named.join(' and ')} cannot stand in one condition; join them with all or any`);
  const schema = key in joinedSchemas ? joinedSchemas[key as Joined] : verbs.get(key)!.schema;
  const checked = schema.safeParse(value);
  if (checked.success) return checked.data as Condition;
  for (const issue of checked.error.issues) context.addIssue({ ...issue });
  return z.NEVER;
});

/** Turns a condition that its schema has accepted into a function of a call. */
export function compileCondition(
  condition: Condition,
  compiler: Compiler,
  known: ReadonlySet<string>,
): Observe {
  const compile = (inner: unknown) => compileCondition(inner as Condition, compiler, known);
  if (typeof condition === 'string') {
    if (!known.has(condition))
      throw new RuleError(condition, `there is no observation called "${condition}"`);
    return (hearing) => hearing.named(condition);
  }
  const key = keys().find((one) => one in condition)!;
  switch (key as Joined) {
    case 'all':
      return allOf((condition.all as unknown[]).map(compile));
    case 'any':
      return someOf((condition.any as unknown[]).map(compile), 1);
    case 'not':
      return notOf(compile(condition.not));
    case 'some': {
      const some = condition.some as { of: unknown[]; atLeast: number };
      return someOf(some.of.map(compile), some.atLeast);
    }
    case 'order': {
      const order = condition.order as { first: unknown; next: unknown; withinS?: number };
      return inOrder(compile(order.first), compile(order.next), order.withinS);
    }
  }
  return verbs.get(key)!.compile(condition, compiler);
}

function join(parts: Observed[], holds: boolean | null): Observed {
  const held = parts.filter((part) => part.holds);
  const shown = holds === true ? held : parts;
  const hits = shown.flatMap((part) => part.hits);
  return {
    holds,
    hits,
    along: shown.flatMap((part) => part.along),
    count: Math.max(holds ? 1 : 0, new Set(hits.map((hit) => hit.turn.index)).size),
    searched: parts.filter((part) => part.holds === holds).flatMap((part) => part.searched),
  };
}

function allOf(observes: Observe[]): Observe {
  return (hearing) => {
    const parts = observes.map((observe) => observe(hearing));
    const failed = parts.some((part) => part.holds === false);
    return join(parts, failed ? false : parts.some((part) => part.holds === null) ? null : true);
  };
}

function someOf(observes: Observe[], atLeast: number): Observe {
  return (hearing) => {
    const parts = observes.map((observe) => observe(hearing));
    const held = parts.filter((part) => part.holds === true).length;
    const open = parts.filter((part) => part.holds === null).length;
    return join(parts, held >= atLeast ? true : held + open >= atLeast ? null : false);
  };
}

/** What holds because something was not found rests on the stretch searched, not on turns. */
function notOf(observe: Observe): Observe {
  return (hearing) => {
    const inner = observe(hearing);
    const holds = inner.holds === null ? null : !inner.holds;
    return {
      holds,
      hits: holds ? [] : inner.hits,
      along: [],
      count: holds ? 1 : 0,
      searched: inner.searched,
    };
  };
}

function inOrder(first: Observe, next: Observe, withinS: number | undefined): Observe {
  return (hearing) => {
    const [a, b] = [first(hearing), next(hearing)];
    if (a.holds === null || b.holds === null) return join([a, b], null);
    const start = a.hits[0]?.turn;
    const end = start && b.hits.find((hit) => hit.turn.index > start.index)?.turn;
    const inTime =
      end !== undefined && (withinS === undefined || end.startMs - start!.endMs <= withinS * 1000);
    return join([a, b], a.holds && b.holds && inTime);
  };
}
