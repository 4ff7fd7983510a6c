import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { openAudio } from '../src/audio/audio.ts';
import { AudioSettings } from '../src/audio/settings.ts';
import { bufferSource } from '../src/lib/bytes.ts';
import { systemClock } from '../src/lib/clock.ts';
import { silentLog } from '../src/log.ts';
import { QueueOverview, ReceivedList } from '../src/model/api.ts';
import { demoFolder } from '../src/places.ts';
import type { Bench } from './bench.ts';
import { startServer, urlOf } from './running-server.ts';

const callCount = 1_000;
const callMs = 60_000;
const sendersAtOnce = 4;

/** A call to send: a minute of a demo call, each different, with its transcript. */
interface SentCall {
  wav: Uint8Array;
  transcript: string;
}

export const bench: Bench = {
  name: 'import',
  title: '1,000 one-minute calls with given transcripts, from upload to flag, through the running server',
  async run(report) {
    const folder = await mkdtemp(join(tmpdir(), 'earshot-bench-'));
    const server = startServer(folder);
    try {
      const url = await urlOf(server);
      const models = await modelCalls();
      const memory = watchMemory(server.pid as number);
      const startedAt = performance.now();
      await sendAll(url, models);
      report({ what: 'received', value: seconds(startedAt), unit: 's' });
      const counts = await settled(url);
      report({
        what: 'received and scored',
        value: seconds(startedAt) / 60,
        unit: 'min',
        bar: { atMost: 10 },
      });
      report({ what: 'calls done', value: counts.done ?? 0, unit: 'calls', bar: { atLeast: callCount } });
      report({ what: 'calls failed', value: counts.failed ?? 0, unit: 'calls', bar: { atMost: 0 } });
      const { afterTenth, largest, end } = memory.stop();
      report({ what: 'memory of server and helpers, after a tenth', value: afterTenth, unit: 'MB' });
      report({ what: 'memory of server and helpers, at the end', value: end, unit: 'MB' });
      report({
        what: 'memory of server and helpers, largest',
        value: largest,
        unit: 'MB',
        bar: { atMost: 700 },
      });
    } finally {
      server.kill('SIGTERM');
      await once(server, 'exit');
      await rm(folder, { recursive: true, force: true });
    }
  },
};

async function sendAll(url: string, models: SentCall[]): Promise<void> {
  let next = 0;
  const send = async () => {
    for (let n = next++; n < callCount; n = next++) {
      const model = models[n % models.length] as SentCall;
      const form = new FormData();
      form.set('transcript', new Blob([model.transcript]), 'call.json');
      form.set('file', new Blob([asNumber(model.wav, n)]), `call-${n}.wav`);
      const response = await fetch(new URL('/api/v1/calls', url), { method: 'POST', body: form });
      if (!response.ok) throw new Error(`upload ${n}: ${response.status} ${await response.text()}`);
      ReceivedList.parse(await response.json());
    }
  };
  await Promise.all(Array.from({ length: sendersAtOnce }, send));
}

/** The same call with its number in the first samples, so that no two are the same recording. */
function asNumber(wav: Uint8Array, n: number): Uint8Array<ArrayBuffer> {
  const own = Uint8Array.from(wav);
  new DataView(own.buffer).setInt32(wavHeaderBytes, n, true);
  return own;
}

async function settled(url: string): Promise<Record<string, number>> {
  for (;;) {
    const { counts } = QueueOverview.parse(await (await fetch(new URL('/api/v1/queue', url))).json());
    if (counts.queued + counts.processing === 0) return counts;
    await delay(500);
  }
}

/** A minute of each demo call with two channels, as 16-bit WAV, with the turns of that minute. */
async function modelCalls(): Promise<SentCall[]> {
  await using audio = openAudio(AudioSettings.parse({}), { clock: systemClock, log: silentLog });
  const names = (await readdir(demoFolder)).filter((name) => name.endsWith('.ogg'));
  const calls: SentCall[] = [];
  for (const name of names) {
    const chunks: Uint8Array[] = [];
    const prepared = await audio.prepare(
      [{ source: bufferSource(await readFile(join(demoFolder, name))), fileName: name }],
      {
        sink: async (chunk) => void chunks.push(chunk.slice()),
      },
    );
    if (prepared.channels !== 2) continue;
    const pcm = Buffer.concat(chunks);
    const minute = Buffer.alloc((callMs / 1000) * prepared.sampleRateHz * 4);
    for (let at = 0; at < minute.length; at += pcm.length) pcm.copy(minute, at);
    calls.push({
      wav: Buffer.concat([wavHeader(minute.length, prepared.sampleRateHz), minute]),
      transcript: await transcriptOf(name.replace(/\.ogg$/, '.json')),
    });
  }
  return calls;
}

async function transcriptOf(name: string): Promise<string> {
  const { transcript } = JSON.parse(await readFile(join(demoFolder, name), 'utf8'));
  const turns = transcript.turns.filter((turn: { endMs: number }) => turn.endMs < callMs);
  return JSON.stringify({ ...transcript, turns });
}

const wavHeaderBytes = 44;

function wavHeader(dataBytes: number, sampleRateHz: number): Buffer {
  const header = Buffer.alloc(wavHeaderBytes);
  header.write('RIFF', 0);
  header.writeUInt32LE(36 + dataBytes, 4);
  header.write('WAVEfmt ', 8);
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(2, 22);
  header.writeUInt32LE(sampleRateHz, 24);
  header.writeUInt32LE(sampleRateHz * 4, 28);
  header.writeUInt16LE(4, 32);
  header.writeUInt16LE(16, 34);
  header.write('data', 36);
  header.writeUInt32LE(dataBytes, 40);
  return header;
}

/** Looks each second at the resident memory of a process and all Node processes below it (PostgreSQL aside). */
function watchMemory(pid: number): { stop(): { afterTenth: number; largest: number; end: number } } {
  const seen: number[] = [];
  const timer = setInterval(async () => seen.push(await residentMb(pid)), 1_000);
  return {
    stop() {
      clearInterval(timer);
      return {
        afterTenth: seen[Math.floor(seen.length / 10)] ?? 0,
        largest: Math.max(0, ...seen),
        end: seen.at(-1) ?? 0,
      };
    },
  };
}

async function residentMb(pid: number): Promise<number> {
  const sizes = await Promise.all([pid, ...(await nodesBelow(pid))].map(residentKb));
  return Math.round(sizes.reduce((sum, size) => sum + size, 0) / 1000);
}

async function nodesBelow(pid: number): Promise<number[]> {
  const text = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8').catch(() => '');
  const nodes: number[] = [];
  for (const child of text.split(' ').filter(Boolean).map(Number)) {
    const [program = ''] = (await readFile(`/proc/${child}/cmdline`, 'utf8').catch(() => '')).split('\0');
    if (basename(program) === 'node') nodes.push(child, ...(await nodesBelow(child)));
  }
  return nodes;
}

/** 0 for a process that has ended. */
async function residentKb(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0);
}

function seconds(startedAt: number): number {
  return (performance.now() - startedAt) / 1000;
}
