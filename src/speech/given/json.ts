import type { z } from 'zod';
import { malformed } from './transcript.ts';

/** Parses JSON. @throws transcript_malformed with the place where it stops being JSON, as far as it is known */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    const at = /line (\d+)/.exec((cause as Error).message)?.[1];
    // The engine names the place in its message or not at all; without it the reason has to do.
    throw malformed('it is not whole JSON', at ? { line: Number(at) } : undefined, cause);
  }
}

/** Checks the form. @throws transcript_malformed with the path of the first thing that is wrong */
export function inForm<T extends z.ZodType>(schema: T, value: unknown): z.output<T> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw malformed(issue?.message ?? 'not of the documented form', { path: issue?.path.join('.') || '(top)' });
}
