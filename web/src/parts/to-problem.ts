import type { Problem } from '../../../src/model/api.ts';
import { ApiFailure } from '../api/ask.ts';

/** Any thrown value as what a person is shown. */
export function toProblem(error: unknown): Problem {
  if (error instanceof ApiFailure) {
    return { code: error.code, message: error.message, ...(error.details ? { details: error.details } : {}) };
  }
  return { code: 'page_error', message: error instanceof Error ? error.message : String(error) };
}
