import { EarshotError, type ErrorCode } from '../errors.ts';
import { ApiError } from '../model/api.ts';

/** What every route may answer. */
const everywhere: ErrorCode[] = ['host_refused', 'origin_refused', 'internal'];

interface DocumentedProblem {
  description: string;
  content: { 'application/json': { schema: typeof ApiError } };
}

/** The error answers of a route, for its `response` schema: by status, the codes and what they say. */
export function problems(...codes: ErrorCode[]): Record<number, DocumentedProblem> {
  const answers: Record<number, DocumentedProblem> = {};
  for (const code of [...codes, ...everywhere]) {
    const { status, message } = new EarshotError(code);
    const line = `\`${code}\`: ${message}`;
    const known = answers[status];
    if (known) known.description += `\n\n${line}`;
    else answers[status] = { description: line, content: { 'application/json': { schema: ApiError } } };
  }
  return answers;
}
