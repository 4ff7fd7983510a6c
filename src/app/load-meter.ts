import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { ServerLoad } from '../model/live.ts';

/** Begins to watch this process; each reading is of the time since the one before. */
export function openLoadMeter(): () => ServerLoad {
  const delay = monitorEventLoopDelay({ resolution: 10 });
  delay.enable();
  return () => {
    const { user, system } = process.cpuUsage();
    const loopDelayMs = delay.count > 0 ? Math.max(0, delay.percentile(99) / 1e6 - 10) : 0;
    delay.reset();
    return { cpuMs: (user + system) / 1000, rssBytes: process.memoryUsage.rss(), loopDelayMs };
  };
}
