import { loadavg } from 'node:os';
import type { Clock } from '../lib/clock.ts';
import { isWithin } from '../lib/day-window.ts';
import type { PipelineSettings } from './settings.ts';

type GateSettings = Pick<PipelineSettings, 'speechWindow' | 'maxLoadAverage'>;

/** Why speech work must not start now, as a sentence; null when it may. `now` is local time. */
export function speechPause(now: Date, loadAverage: number, settings: GateSettings): string | null {
  const window = settings.speechWindow;
  if (window && !isWithin(window, now)) {
    return `Speech work runs from ${window.from} to ${window.to}; outside of that it waits.`;
  }
  const limit = settings.maxLoadAverage;
  if (limit !== undefined && loadAverage > limit) {
    return `The machine is busy (load ${loadAverage.toFixed(1)}, limit ${limit}); speech work waits.`;
  }
  return null;
}

export interface SpeechGate {
  /** Why speech work is paused now, or null. */
  paused(): string | null;
  /** Resolves when speech work may start. */
  pass(signal: AbortSignal): Promise<void>;
}

const lookEveryMs = 10_000;

export function openSpeechGate(settings: GateSettings, deps: { clock: Clock }): SpeechGate {
  const paused = () => speechPause(new Date(deps.clock.now()), loadavg()[0] ?? 0, settings);
  return {
    paused,
    async pass(signal) {
      while (paused()) await deps.clock.sleep(lookEveryMs, signal);
    },
  };
}
