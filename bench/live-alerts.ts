import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { type LiveStart, ToLiveSource } from '../src/model/live.ts';
import { writeFrame } from '../src/model/live-frame.ts';
import { openFakeHttp } from '../src/notify/testing/fake-http.ts';
import { openFakeSmtp } from '../src/notify/testing/fake-smtp.ts';
import type { Bench } from './bench.ts';
import { startServer, stopServer, urlOf } from './running-server.ts';

const calls = 30;
const giveUpMs = 10_000;
const sampleRateHz = 8_000;
const turns = [
  { role: 'agent', startMs: 200, endMs: 2_000, text: 'nine one one what is the address of the emergency' },
  {
    role: 'customer',
    startMs: 2_300,
    endMs: 4_000,
    text: 'fourteen twenty two maple street my brother has been shot in the chest',
  },
];

/**
 * From the moment the frame was sent with which a turn ended that holds a risk, until a dashboard, a web hook and a mail
 * server have the alert. One call after the other, and nothing else on the server.
 */
export async function measureAlerts(report: Parameters<Bench['run']>[0]): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'earshot-bench-'));
  await using hook = await openFakeHttp(() => ({ status: 200 }));
  await using mail = await openFakeSmtp();
  const mailChannel = { type: 'email', name: 'mail', host: '127.0.0.1', port: mail.port, requireTls: false };
  const channels = [
    { type: 'webhook', name: 'hook', url: hook.url, secret: 'a-secret-of-sixteen-or-more' },
    { ...mailChannel, from: 'earshot@example.org', to: ['floor@example.org'] },
  ];
  const server = startServer(folder, {
    EARSHOT_ALERTS_CHANNELS: JSON.stringify(channels),
    EARSHOT_ALERTS_CRITICAL: '[hook, mail]',
  });
  const taken: Record<'dashboard' | 'hook' | 'mail', number[]> = { dashboard: [], hook: [], mail: [] };
  try {
    const url = (await urlOf(server)).replace(/^http/, 'ws');
    const shown = await watchAlerts(url);
    for (let n = 0; n < calls; n++) {
      const title = `line-${n}-`;
      const saidAtMs = await sayRisk(url, title);
      const arrived = {
        dashboard: () => shown.has(title),
        hook: () => hook.requests.some(({ body }) => body.includes(title)),
        mail: () => mail.mails.some((text) => text.includes(title)),
      };
      const waiting = new Set(Object.keys(arrived) as (keyof typeof arrived)[]);
      while (waiting.size > 0 && performance.now() - saidAtMs < giveUpMs) {
        for (const where of waiting) {
          if (!arrived[where]()) continue;
          waiting.delete(where);
          taken[where].push(performance.now() - saidAtMs);
        }
        await delay(1);
      }
    }
  } finally {
    await stopServer(server);
    await rm(folder, { recursive: true, force: true });
  }
  const bars = { dashboard: 150, hook: 1_000, mail: 1_000 };
  for (const where of ['dashboard', 'hook', 'mail'] as const) {
    const what = {
      dashboard: 'shown on a dashboard',
      hook: 'taken by a web hook',
      mail: 'taken by a mail server',
    };
    const p95 = share(taken[where], 0.95);
    report({
      what: `a risk said, until ${what[where]}, 95th of 100`,
      value: p95,
      unit: 'ms',
      bar: { atMost: bars[where] },
    });
    report({ what: `… in the middle`, value: share(taken[where], 0.5), unit: 'ms' });
  }
}

/** Titles of calls of which an alert was shown. */
async function watchAlerts(url: string): Promise<Set<string>> {
  const shown = new Set<string>();
  const socket = new WebSocket(`${url}/api/v1/live/events`);
  socket.addEventListener('message', ({ data }) => {
    const { event } = JSON.parse(String(data)) as { event: { type: string; alert?: { callTitle: string } } };
    if (event.type === 'alert' && event.alert) shown.add(event.alert.callTitle);
  });
  await once(socket, 'open');
  return shown;
}

/** A call in which a risk is said; it goes on. @returns when the last frame of the turn was sent */
async function sayRisk(url: string, title: string): Promise<number> {
  const socket = new WebSocket(`${url}/api/v1/live/source`);
  await once(socket, 'open');
  const start: LiveStart = {
    type: 'start',
    key: crypto.randomUUID(),
    sampleRateHz,
    encoding: 'pcm_s16le',
    legs: ['agent', 'customer'],
    call: { kind: 'psap', title },
    transcript: { fileName: 'known.json', text: JSON.stringify({ turns }) },
  };
  const ready = new Promise<void>((resolve) =>
    socket.addEventListener('message', ({ data }) => {
      if (ToLiveSource.parse(JSON.parse(String(data))).type === 'ready') resolve();
    }),
  );
  socket.send(JSON.stringify(start));
  await ready;
  const frame = (leg: number, n: number) =>
    socket.send(
      writeFrame(leg, { sequence: n, firstSample: n * 160, samples: new Int16Array(160).fill(900) }),
    );
  const last = turns[1]!.endMs / 20;
  for (let n = 0; n < last - 1; n++) for (const leg of [0, 1]) frame(leg, n);
  // The first turn has been judged, and the call could be judged again.
  await delay(1_500);
  for (const leg of [0, 1]) frame(leg, last - 1);
  return performance.now();
}

function share(all: readonly number[], of: number): number {
  if (all.length < calls) return Number.POSITIVE_INFINITY;
  return Math.round(all.toSorted((a, b) => a - b)[Math.floor((all.length - 1) * of)]!);
}
