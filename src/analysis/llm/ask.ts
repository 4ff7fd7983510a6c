import { z } from 'zod';
import type { OpenModel } from './providers.ts';

/** What a model is asked: the task in `instructions`, the call as data in `prompt`, and the shape of the answer. */
export interface Question<T> {
  instructions: string;
  prompt: string;
  schema: z.ZodType<T>;
  temperature: number;
  seed: number;
  signal?: AbortSignal | undefined;
}

export interface Usage {
  inputTokens: number;
  outputTokens: number;
}

/** How one try at one model ended. */
export type Outcome =
  | 'answered'
  | 'timeout'
  | 'rate_limited'
  | 'refused'
  | 'server_error'
  | 'unreachable'
  | 'empty'
  | 'malformed'
  | 'wrong_shape'
  | 'over_budget'
  | 'paused'
  /** Whoever asked did not wait for it any longer. */
  | 'called_off';

export type Reply<T> = { usage: Usage } & (
  | { outcome: 'answered'; value: T }
  | {
      outcome: Exclude<Outcome, 'answered'>;
      retryAfterMs?: number | undefined;
      problem?: string;
      text?: string;
    }
);

export interface AskOptions {
  timeoutMs: number;
  sendsSchema: boolean;
}

/**
 * Asks one model once. Whatever goes wrong is an outcome, not an error; only the asker's own signal throws.
 * The answer is taken out of fences and prose, and then has to fit the schema.
 */
export async function askModel<T>(
  model: OpenModel,
  question: Question<T>,
  options: AskOptions,
): Promise<Reply<T>> {
  const { generateText, Output } = await import('ai');
  const timeout = AbortSignal.timeout(options.timeoutMs);
  const signal = question.signal ? AbortSignal.any([question.signal, timeout]) : timeout;
  try {
    const result = await generateText({
      model,
      instructions: `${question.instructions}\n\n${shapeOf(question.schema)}`,
      prompt: question.prompt,
      temperature: question.temperature,
      seed: question.seed,
      maxRetries: 0,
      abortSignal: signal,
      // Calls hold names and numbers: nothing is told to whoever listens.
      telemetry: { isEnabled: false },
      ...(options.sendsSchema ? { output: Output.object({ schema: question.schema }) } : {}),
    });
    return read(result.text, question.schema, usageOf(result.usage));
  } catch (thrown) {
    question.signal?.throwIfAborted();
    if (timeout.aborted) return { outcome: 'timeout', usage: noUsage };
    return failed(thrown, question.schema);
  }
}

export const noUsage: Usage = { inputTokens: 0, outputTokens: 0 };

function usageOf(
  usage: { inputTokens?: number | undefined; outputTokens?: number | undefined } | undefined,
): Usage {
  return { inputTokens: usage?.inputTokens ?? 0, outputTokens: usage?.outputTokens ?? 0 };
}

/** Some servers drop the schema, so it is always said in words too. */
function shapeOf(schema: z.ZodType): string {
  return `Answer with one JSON object and nothing else. It must fit this JSON schema:\n${JSON.stringify(z.toJSONSchema(schema))}`;
}

function read<T>(text: string, schema: z.ZodType<T>, usage: Usage): Reply<T> {
  if (text.trim() === '') return { outcome: 'empty', usage };
  const [from, to] = [text.indexOf('{'), text.lastIndexOf('}')];
  let value: unknown;
  try {
    value = JSON.parse(text.slice(Math.max(0, from), to + 1));
  } catch {
    return { outcome: 'malformed', usage, text, problem: 'the answer is not one JSON object' };
  }
  const checked = schema.safeParse(value);
  if (checked.success) return { outcome: 'answered', value: checked.data, usage };
  return { outcome: 'wrong_shape', usage, text, problem: z.prettifyError(checked.error).slice(0, 1000) };
}

/** What is used of the errors of the AI SDK, which are told apart by what they carry and not by their words. */
interface Failure {
  text?: string;
  usage?: { inputTokens?: number; outputTokens?: number };
  statusCode?: number;
  responseHeaders?: Record<string, string>;
}

function failed<T>(thrown: unknown, schema: z.ZodType<T>): Reply<T> {
  const failure = thrown as Failure;
  // Output was asked for and did not fit: the text is there all the same, perhaps in fences.
  if (typeof failure.text === 'string') return read(failure.text, schema, usageOf(failure.usage));
  const usage = noUsage;
  const status = failure.statusCode;
  if (status === undefined) return { outcome: isNoOutput(thrown) ? 'empty' : 'unreachable', usage };
  if (status === 429 || status === 529) {
    return { outcome: 'rate_limited', usage, retryAfterMs: retryAfterMs(failure.responseHeaders ?? {}) };
  }
  if (status >= 500 || status === 408) return { outcome: 'server_error', usage };
  return { outcome: status < 300 ? 'malformed' : 'refused', usage };
}

function isNoOutput(thrown: unknown): boolean {
  return thrown instanceof Error && thrown.name.startsWith('AI_No');
}

/** Seconds, a date, or milliseconds in a header of their own. */
function retryAfterMs(headers: Record<string, string>): number | undefined {
  const exact = Number(headers['retry-after-ms']);
  if (Number.isFinite(exact)) return exact;
  const written = headers['retry-after'];
  if (written === undefined) return undefined;
  const seconds = Number(written);
  if (Number.isFinite(seconds)) return seconds * 1000;
  const at = Date.parse(written);
  return Number.isNaN(at) ? undefined : Math.max(0, at - Date.now());
}
