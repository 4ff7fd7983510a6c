import type { z } from 'zod';
import { nearestTurn } from './nearest.ts';
import type { Observe, Searched } from './observed.ts';
import type { Phrases } from './phrases.ts';
import type { Looked, Speaker, Window } from './window.ts';

/** What a verb is given to compile what a scorecard says. */
export interface Compiler {
  phrases(written: readonly string[]): Phrases;
  /** The speaker: as said, or the criterion's, or the agent. */
  speaker(said: Speaker | undefined): Speaker;
  /** The window: as said (spelled out, or by name), or the criterion's, or none. */
  window(said: Window | string | undefined): Window | undefined;
  /** Words for what is sought: as said, or of the observation being compiled, or made from the phrases. */
  sought(said: string | undefined, phrases?: readonly string[]): string;
}

/**
 * One thing a rule can look for: the shape in which a scorecard asks for it, and how it is looked for.
 * A new one is a file beside the others and a line in `verbs.ts`.
 */
export interface Verb<Spec> {
  schema: z.ZodType<Spec>;
  compile(spec: Spec, compiler: Compiler): Observe;
}

export interface AnyVerb {
  schema: z.ZodType;
  compile(spec: unknown, compiler: Compiler): Observe;
}

/** Forgets the verb's own shape; `compile` is only ever given what its own schema has accepted. */
export function verb<Spec>(one: Verb<Spec>): AnyVerb {
  return { schema: one.schema, compile: (spec, compiler) => one.compile(spec as Spec, compiler) };
}

/** The stretch looked through, as evidence of absence. */
export function searchedFor(looked: Looked, soughtFor: string, phrases?: Phrases): Searched {
  return {
    startMs: looked.startMs,
    endMs: looked.endMs,
    soughtFor,
    nearest: () => (phrases ? nearestTurn(phrases.pattern, looked.turns) : null),
  };
}
