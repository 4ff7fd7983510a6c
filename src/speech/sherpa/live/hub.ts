import { publicError } from '../../../errors.ts';
import { type Child, openChild } from '../../../lib/child.ts';
import type { Clock } from '../../../lib/clock.ts';
import type { Log } from '../../../log.ts';
import type { LiveHeard, LivePush, LiveRecogniserConfig, LiveReply } from '../../live/live-protocol.ts';

/** One leg that is heard by a shared process. */
export interface HubLeg {
  push(samples: Int16Array): void;
  /** No more comes. Resolves when all of it was heard, or could not be. */
  end(): Promise<void>;
  /** Audio that was pushed and not heard yet. */
  lagMs(): number;
}

export interface HubListener {
  heard(heard: LiveHeard): void;
  /** The process ended in the middle of it; what it held of the open turn is heard again. */
  restarted(reason: string): void;
}

export interface LiveHub extends AsyncDisposable {
  /** Whether no leg is on it. */
  readonly isIdle: boolean;
  open(sampleRateHz: number, listener: HubListener): HubLeg;
}

export interface HubSettings {
  entry?: URL;
  nice: number;
  /** How long the process may take for one push before it counts as hung. */
  timeoutMs: number;
  loadTimeoutMs: number;
  recycleAboveBytes: number;
}

interface Leg {
  id: string;
  sampleRateHz: number;
  listener: HubListener;
  waiting: Int16Array[];
  waitingSamples: number;
  /** What the process holds of the turn that is open, to be pushed again should it end. */
  held: Int16Array[];
  /** Samples sent to the process that lives now, and where the first of them stands on the leg. */
  sent: number;
  base: number;
  ending: PromiseWithResolvers<void> | undefined;
}

const pushEveryMs = 100;
/** Behind by so much, words that may still change are not asked for. */
const partialsBelowMs = 1_000;
/** Audio of an open turn that is kept for a new process. */
const heldMs = 20_000;
/** A leg that ends its process again and again is not worth all the others. */
const mostCrashes = 5;

/**
 * One process for many legs: what came in the last 100 ms goes to it in one message, and while it works more gathers.
 * When it crashes it is started anew and hears the open turns again from their beginning.
 */
export function openLiveHub(
  config: LiveRecogniserConfig,
  settings: HubSettings,
  deps: { clock: Clock; log: Log },
): LiveHub {
  const child: Child = openChild(
    {
      entry: settings.entry ?? new URL('./process.ts', import.meta.url),
      execArgv: ['--expose-gc'],
      nice: settings.nice,
      recycleAboveBytes: settings.recycleAboveBytes,
      timeoutMs: settings.timeoutMs,
    },
    deps,
  );
  const legs = new Map<string, Leg>();
  let nextId = 1;
  let working = false;
  let loaded = false;
  let crashes = 0;
  let closed = false;

  const lagOf = (leg: Leg) => (leg.waitingSamples * 1000) / leg.sampleRateHz;

  async function work(): Promise<void> {
    if (working || closed) return;
    working = true;
    try {
      for (let due = dueLegs(); due.length > 0 && !closed; due = dueLegs()) await pushAll(due);
    } finally {
      working = false;
    }
  }

  function dueLegs(): Leg[] {
    return [...legs.values()].filter((leg) => leg.ending || lagOf(leg) >= pushEveryMs);
  }

  async function pushAll(due: Leg[]): Promise<void> {
    const behindMs = Math.max(...due.map(lagOf));
    const pushed: LivePush['legs'] = due.map((leg) => ({
      id: leg.id,
      ...takeWaiting(leg),
      ends: leg.ending !== undefined,
    }));
    try {
      const timeoutMs = loaded ? settings.timeoutMs : settings.loadTimeoutMs;
      const order: LivePush = { config, legs: pushed, partials: behindMs < partialsBelowMs };
      const reply = await child.call<LiveReply>('push', order, { timeoutMs });
      loaded = true;
      crashes = 0;
      for (const heard of reply.legs) tell(heard);
      for (const leg of due) if (pushed.some(({ id, ends }) => id === leg.id && ends)) over(leg);
    } catch (thrown) {
      restart(publicError(thrown).message, due);
    }
  }

  function takeWaiting(leg: Leg): { samples: Int16Array; sampleRateHz: number } {
    const samples = new Int16Array(leg.waitingSamples);
    let at = 0;
    for (const piece of leg.waiting.splice(0)) {
      samples.set(piece, at);
      at += piece.length;
    }
    leg.waitingSamples = 0;
    leg.sent += samples.length;
    leg.held.push(samples);
    let held = leg.held.reduce((sum, one) => sum + one.length, 0);
    while (leg.held.length > 1 && (held * 1000) / leg.sampleRateHz > heldMs) held -= leg.held.shift()!.length;
    return { samples, sampleRateHz: leg.sampleRateHz };
  }

  function tell(heard: LiveHeard): void {
    const leg = legs.get(heard.id);
    if (!leg) return;
    if (heard.finals.length > 0) leg.held = leg.held.slice(-1);
    leg.listener.heard(shifted(heard, leg.base / leg.sampleRateHz));
  }

  function over(leg: Leg): void {
    legs.delete(leg.id);
    leg.ending?.resolve();
  }

  /** Every leg is a new one for the next process. */
  function restart(reason: string, due: Leg[]): void {
    loaded = false;
    crashes++;
    deps.log.warn({ crashes }, 'the live speech process ended; its legs are heard again');
    for (const leg of [...legs.values()]) {
      legs.delete(leg.id);
      leg.id = `leg-${nextId++}`;
      legs.set(leg.id, leg);
      leg.listener.restarted(reason);
      const again = leg.held.splice(0);
      const samples = again.reduce((sum, one) => sum + one.length, 0);
      const heard = leg.base + leg.sent;
      leg.sent = 0;
      leg.base = crashes < mostCrashes ? heard - samples : heard;
      if (crashes < mostCrashes) {
        leg.waiting.unshift(...again);
        leg.waitingSamples += samples;
      } else if (due.includes(leg)) over(leg);
    }
    if (crashes >= mostCrashes) crashes = 0;
  }

  const ticking = setInterval(() => void work(), pushEveryMs);
  ticking.unref();

  return {
    get isIdle() {
      return legs.size === 0;
    },
    open(sampleRateHz, listener) {
      const leg: Leg = {
        id: `leg-${nextId++}`,
        sampleRateHz,
        listener,
        waiting: [],
        waitingSamples: 0,
        held: [],
        sent: 0,
        base: 0,
        ending: undefined,
      };
      legs.set(leg.id, leg);
      return {
        push(samples) {
          leg.waiting.push(samples);
          leg.waitingSamples += samples.length;
        },
        end() {
          leg.ending ??= Promise.withResolvers<void>();
          if (!legs.has(leg.id)) leg.ending.resolve();
          void work();
          return leg.ending.promise;
        },
        lagMs: () => lagOf(leg),
      };
    },
    async [Symbol.asyncDispose]() {
      closed = true;
      clearInterval(ticking);
      for (const leg of [...legs.values()]) over(leg);
      await child[Symbol.asyncDispose]();
    },
  };
}

/** From the times of the process to those of the leg. */
function shifted({ id, finals, partial }: LiveHeard, byS: number): LiveHeard {
  return {
    id,
    finals: finals.map((one) => ({
      ...one,
      timestamps: one.timestamps.map((at) => at + byS),
      startS: one.startS + byS,
      endS: one.endS + byS,
    })),
    partial: partial && { ...partial, startS: partial.startS + byS },
  };
}
