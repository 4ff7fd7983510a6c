import type { Clock } from '../../lib/clock.ts';
import { askModel, noUsage, type Outcome, type Question, type Usage } from './ask.ts';
import { type OpenModel, openModel, sendsSchema } from './providers.ts';
import type { MemberSettings } from './settings.ts';

export interface ModelName {
  provider: string;
  model: string;
}

/** One try at one model, kept so that a fallback can be seen. No words of the call. */
export interface Attempt extends ModelName, Usage {
  outcome: Outcome;
  cost: number;
  tookMs: number;
}

/** An answer and who gave it; `value` is null when no model of the chain gave one. */
export interface Asked<T> {
  value: T | null;
  by: ModelName | null;
  attempts: Attempt[];
}

/** Where money spent is written down, so that a budget outlives a restart. */
export interface Ledger {
  /** Since midnight, UTC. */
  spentToday(name: ModelName): Promise<number>;
  record(attempt: Attempt): Promise<void>;
}

/** How a model of the chain stands. */
export interface ModelStanding extends ModelName {
  spentToday: number;
  dailyBudget: number | null;
  /** Milliseconds since 1970 until which it is left alone because it said so; null when it may be asked. */
  pausedUntil: number | null;
  last: Outcome | null;
}

export interface LanguageModels {
  readonly names: readonly ModelName[];
  /** Asks the models of the chain, one after the other, until one gives an answer that fits. */
  ask<T>(question: Question<T>): Promise<Asked<T>>;
  standing(): Promise<ModelStanding[]>;
  /** Loads what asking needs, so that the first answer comes as soon as the others. Nothing is sent. */
  warmUp(): Promise<void>;
}

interface Link {
  settings: MemberSettings;
  model: Promise<OpenModel> | undefined;
  pausedUntil: number;
  /** When it was asked in the last minute. */
  asked: number[];
  last: Outcome | null;
}

const minuteMs = 60_000;
const longestPauseMs = 15 * minuteMs;
/** For a server that says "too many" without saying for how long. */
const usualPauseMs = 5_000;

export function openLanguageModels(
  chain: readonly MemberSettings[],
  deps: { ledger: Ledger; clock: Clock },
): LanguageModels {
  const links = chain.map(
    (settings): Link => ({ settings, model: undefined, pausedUntil: 0, asked: [], last: null }),
  );
  return {
    names: links.map(({ settings }) => nameOf(settings)),
    async ask(question) {
      const attempts: Attempt[] = [];
      for (const link of links) {
        const value = await askLink(link, question, attempts, deps);
        if (value !== undefined) return { value, by: nameOf(link.settings), attempts };
      }
      return { value: null, by: null, attempts };
    },
    async warmUp() {
      for (const link of links) {
        link.model ??= openModel(link.settings);
        await link.model;
      }
      if (links.length > 0) await import('ai');
    },
    async standing() {
      return Promise.all(links.map((link) => standingOf(link, deps)));
    },
  };
}

function nameOf({ provider, model }: MemberSettings): ModelName {
  return { provider, model };
}

async function standingOf(
  link: Link,
  { ledger, clock }: { ledger: Ledger; clock: Clock },
): Promise<ModelStanding> {
  return {
    ...nameOf(link.settings),
    spentToday: await ledger.spentToday(nameOf(link.settings)),
    dailyBudget: link.settings.dailyBudget ?? null,
    pausedUntil: link.pausedUntil > clock.now() ? link.pausedUntil : null,
    last: link.last,
  };
}

/**
 * One model: asked, and asked once more with what was wrong when its answer did not fit.
 * @returns undefined when it gave no answer; `attempts` then tell why
 */
async function askLink<T>(
  link: Link,
  question: Question<T>,
  attempts: Attempt[],
  deps: { ledger: Ledger; clock: Clock },
): Promise<T | undefined> {
  let asking = question;
  for (let tries = 0; tries < 2; tries++) {
    const barred = await reasonNotToAsk(link, deps);
    if (barred) {
      attempts.push({ ...nameOf(link.settings), outcome: barred, ...free });
      return undefined;
    }
    const reply = await askOnce(link, asking, attempts, deps);
    if (reply.outcome === 'answered') return reply.value;
    if (reply.text === undefined) return undefined;
    asking = repaired(question, reply.text, reply.problem ?? '');
  }
  return undefined;
}

const free = { inputTokens: 0, outputTokens: 0, cost: 0, tookMs: 0 };

async function reasonNotToAsk(
  link: Link,
  { ledger, clock }: { ledger: Ledger; clock: Clock },
): Promise<'paused' | 'over_budget' | undefined> {
  const now = clock.now();
  link.asked = link.asked.filter((at) => now - at < minuteMs);
  if (link.pausedUntil > now || link.asked.length >= link.settings.requestsPerMinute) return 'paused';
  const { dailyBudget } = link.settings;
  if (dailyBudget === undefined) return undefined;
  return (await ledger.spentToday(nameOf(link.settings))) >= dailyBudget ? 'over_budget' : undefined;
}

async function askOnce<T>(
  link: Link,
  question: Question<T>,
  attempts: Attempt[],
  { ledger, clock }: { ledger: Ledger; clock: Clock },
) {
  const { settings } = link;
  link.model ??= openModel(settings);
  const startedAt = clock.now();
  link.asked.push(startedAt);
  const keep = async (outcome: Outcome, usage: Usage) => {
    link.last = outcome;
    const cost = costOf(usage, settings);
    const attempt = { ...nameOf(settings), ...usage, outcome, cost, tookMs: clock.now() - startedAt };
    attempts.push(attempt);
    await ledger.record(attempt);
  };
  const { timeoutMs } = settings;
  try {
    const reply = await askModel(await link.model, question, {
      timeoutMs,
      sendsSchema: sendsSchema(settings),
    });
    if (reply.outcome === 'rate_limited')
      link.pausedUntil = clock.now() + Math.min(longestPauseMs, reply.retryAfterMs ?? usualPauseMs);
    await keep(reply.outcome, reply.usage);
    return reply;
  } catch (thrown) {
    if (question.signal?.aborted) await keep('called_off', noUsage);
    throw thrown;
  }
}

function costOf(
  { inputTokens, outputTokens }: Usage,
  { pricePerMillionInput, pricePerMillionOutput }: MemberSettings,
): number {
  return (inputTokens * pricePerMillionInput + outputTokens * pricePerMillionOutput) / 1_000_000;
}

/** The same question, with the answer that did not fit and what is wrong with it. */
function repaired<T>(question: Question<T>, text: string, problem: string): Question<T> {
  const prompt = `${question.prompt}\n\nYour answer was:\n${text.slice(0, 8000)}\n\nIt does not fit: ${problem}\nAnswer again, with the JSON object alone.`;
  return { ...question, prompt };
}
