import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readReplays } from '../src/app/live-replay.ts';
import { AudioSettings } from '../src/audio/settings.ts';
import { openApi } from '../src/cli/api.ts';
import { type ReplayReport, replayCalls } from '../src/cli/live-replay.ts';
import type { ReplayCall } from '../src/ingest/live/replay.ts';
import { planReplay } from '../src/ingest/live/replay-plan.ts';
import { IntakeSettings } from '../src/ingest/recordings/settings.ts';
import { demoFolder } from '../src/places.ts';
import type { Bench } from './bench.ts';
import { measureAlerts } from './live-alerts.ts';
import { startServer, stopServer, urlOf } from './running-server.ts';

/** Calls at once, one after the other; the last is where it may break. */
const loads = [1, 5, 10, 20, 50, 100];
const durationS = 60;

export const bench: Bench = {
  name: 'live',
  title:
    'Calls that are open now: two legs each, in real time, words known beforehand, through the public socket',
  async run(report) {
    const folder = await mkdtemp(join(tmpdir(), 'earshot-bench-'));
    const server = startServer(folder);
    try {
      const api = openApi(await urlOf(server));
      const config = { audio: AudioSettings.parse({}), intake: IntakeSettings.parse({}) };
      const recordings = await recordingsFor({ ...config.audio, ...config.intake });
      for (const calls of loads) {
        const result = await replayCalls(recordings, { calls, duration: durationS, speed: 1 }, api);
        tell(calls, result, report);
        if ((result.eventLatencyMs?.p95 ?? Number.POSITIVE_INFINITY) > 1_000 || result.lost > 0) break;
      }
    } finally {
      await stopServer(server);
      await rm(folder, { recursive: true, force: true });
    }
    await measureAlerts(report);
  },
};

/** Recordings of telephone calls (`…agent…` and `…caller…` are the legs of one) in the place of the demo calls' audio. */
const audioFolder = process.env.EARSHOT_BENCH_AUDIO;

/** Two legs each, with words that are known: those of the demo calls, whatever is heard. */
async function recordingsFor(settings: Parameters<typeof readReplays>[1]): Promise<ReplayCall[]> {
  const demo = await pairsIn(demoFolder, '.ogg', settings);
  if (audioFolder === undefined) return demo;
  const paired = await pairsIn(audioFolder, '.wav', settings);
  if (paired.length === 0) throw new Error(`no two legs of one call are in ${audioFolder}`);
  return demo.map(({ start }, n) => {
    const { legs, start: recorded } = paired[n % paired.length]!;
    return { legs, start: { ...start, sampleRateHz: recorded.sampleRateHz } };
  });
}

async function pairsIn(
  folder: string,
  ending: string,
  settings: Parameters<typeof readReplays>[1],
): Promise<ReplayCall[]> {
  const files = (await readdir(folder)).filter((name) => name.endsWith(ending));
  const all = await readReplays(planReplay(files.map((name) => join(folder, name))), settings, {});
  return all.filter(({ legs }) => legs.length === 2);
}

function tell(calls: number, result: ReplayReport, report: Parameters<Bench['run']>[0]): void {
  const what = (figure: string) => `${calls} calls: ${figure}`;
  const bar = calls === 20;
  report({ what: what('frames lost'), value: result.lost, unit: 'frames', bar: { atMost: 0 } });
  report({
    what: what('from audio to event, in the middle'),
    value: result.eventLatencyMs?.p50 ?? Number.NaN,
    unit: 'ms',
  });
  report({
    what: what('from audio to event, 95th of 100'),
    value: result.eventLatencyMs?.p95 ?? Number.NaN,
    unit: 'ms',
    ...(bar ? { bar: { atMost: 200 } } : {}),
  });
  report({ what: what('the server, of all cores'), value: result.cpuPercent, unit: '%' });
  report({ what: what('memory of the server'), value: Math.round(result.rssBytes / 1e6), unit: 'MB' });
}
