import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { readReplays } from '../src/app/live-replay.ts';
import { AudioSettings } from '../src/audio/settings.ts';
import { openApi } from '../src/cli/api.ts';
import { replayCalls } from '../src/cli/live-replay.ts';
import { planReplay } from '../src/ingest/live/replay-plan.ts';
import { IntakeSettings } from '../src/ingest/recordings/settings.ts';
import { demoFolder } from '../src/places.ts';
import { browserPath, openBrowser } from '../test/browser.ts';
import { wavOf } from '../test/sound.ts';
import { type Bench, quantile } from './bench.ts';
import { startServer, stopServer, urlOf } from './running-server.ts';

const calls = 100;
/** Until all calls are open, and what was said in them is long enough to be worth watching. */
const beforeS = 25;
const watchedS = 30;
/** A frame of a screen that shows 60 of them a second. */
const frameMs = 1_000 / 60;

export const bench: Bench = {
  name: 'wall',
  title: 'The wall in a browser with a hundred open calls; player, server and browser share the machine',
  async run(report) {
    if (!browserPath) return report({ what: 'not measured: no Chromium here', value: 0, unit: '' });
    const folder = await mkdtemp(join(tmpdir(), 'earshot-bench-'));
    const silence = join(folder, 'silence.wav');
    await writeFile(silence, wavOf(1_000, [[]]));
    const server = startServer(folder);
    const browser = await openBrowser(silence);
    try {
      const url = await urlOf(server);
      const settings = { ...AudioSettings.parse({}), ...IntakeSettings.parse({}) };
      const files = (await readdir(demoFolder)).filter((name) => name.endsWith('.ogg'));
      const plan = planReplay(files.map((name) => join(demoFolder, name)));
      const recordings = await readReplays(plan, settings, {});
      const flags = { calls, duration: beforeS + watchedS + 15, speed: 1 };
      const playing = replayCalls(recordings, flags, openApi(url));
      const page = await browser.newPage({ viewport: { width: 1_920, height: 1_080 } });
      await page.goto(new URL('/live', url).href);
      await delay(beforeS * 1_000);
      const shown = await page.locator('ol > li').count();
      const took = await page.evaluate<number[]>(watchFrames);
      await playing;
      report({ what: 'calls on the wall', value: shown, unit: 'calls', bar: { atLeast: calls } });
      const perS = (took.length * 1_000) / took.reduce((sum, ms) => sum + ms, 0);
      report({ what: 'frames a second', value: perS, unit: '', bar: { atLeast: 59 } });
      report({ what: 'a frame, 95th of 100', value: quantile(took, 0.95), unit: 'ms' });
      report({ what: 'a frame, 99th of 100', value: quantile(took, 0.99), unit: 'ms' });
      report({ what: 'the longest', value: Math.max(...took), unit: 'ms' });
      const missed = took.reduce((sum, ms) => sum + Math.max(0, Math.round(ms / frameMs) - 1), 0);
      report({ what: 'frames that were missed', value: (100 * missed) / (took.length + missed), unit: '%' });
    } finally {
      await browser.close();
      await stopServer(server);
      await rm(folder, { recursive: true, force: true });
    }
  },
};

/** In the page: how long each frame took. */
const watchFrames = `new Promise((resolve) => {
  const took = [];
  const beganMs = performance.now();
  let lastMs = beganMs;
  function frame(nowMs) {
    took.push(nowMs - lastMs);
    lastMs = nowMs;
    if (nowMs - beganMs < ${watchedS * 1_000}) requestAnimationFrame(frame);
    else resolve(took.slice(1));
  }
  requestAnimationFrame(frame);
})`;
