import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { decode } from '../src/audio/decode.ts';
import { identifyAudio } from '../src/audio/identify.ts';
import { measureCall } from '../src/audio/metrics.ts';
import { prepareCall } from '../src/audio/prepare.ts';
import { AudioSettings } from '../src/audio/settings.ts';
import { openSileroDetector } from '../src/audio/silero.ts';
import { bufferSource } from '../src/lib/bytes.ts';
import type { Leg, Role } from '../src/model/call.ts';
import { demoFolder } from '../src/places.ts';
import type { Bench, Figure } from './bench.ts';

/** A two-leg call of each way of coding that the demo calls have. */
const recordings = ['psap-cardiac-arrest.ogg', 'cc-angry-refund-calmed.mp3'];
const legFiles = ['psap-silent-line-agent.wav', 'psap-silent-line-customer.wav'];

/**
 * Processor time over audio time published for Parakeet TDT 0.6b v2 int8 (sherpa-onnx documentation). Everything
 * else should cost at most a twentieth of it.
 */
const recognition = [
  { where: 'a Mac, two threads', share: 2 * 0.028 },
  { where: 'one Cortex-A76 core', share: 0.22 },
];

export const bench: Bench = {
  name: 'audio',
  title: 'Recordings to stored audio, speech and metrics, on one core',
  async run(report) {
    for (const name of recordings) await measure([name], report);
    await measure(legFiles, report);
    await measureDecoding(report);
  },
};

async function measure(names: string[], report: (figure: Figure) => void): Promise<void> {
  const files = await Promise.all(
    names.map(async (fileName) => ({
      fileName,
      source: bufferSource(await readFile(join(demoFolder, fileName))),
    })),
  );
  const settings = AudioSettings.parse({});
  const detectors = [
    await openSileroDetector(settings.voice.threshold),
    await openSileroDetector(settings.voice.threshold),
  ];
  const run = async () => {
    for (const detector of detectors) detector.reset();
    const prepared = await prepareCall(files, settings, {
      sink: async () => {},
      onProgress: () => {},
      detector: async (channel) => detectors[channel] ?? openSileroDetector(settings.voice.threshold),
      ffmpeg: null,
    });
    measureCall({ durationMs: prepared.durationMs, legs: prepared.speech.map(toLeg), turns: null });
    return prepared.durationMs;
  };
  await run();
  const cpu = process.cpuUsage();
  const rounds = 5;
  let audioMs = 0;
  for (let n = 0; n < rounds; n++) audioMs += await run();
  const used = process.cpuUsage(cpu);
  const cpuMs = (used.user + used.system) / 1000;
  const label = names.length > 1 ? 'two mu-law WAV legs' : (names[0]?.split('.').at(-1) ?? '');
  report({
    what: `decode, resample, voice activity, metrics of two legs (${label})`,
    value: audioMs / cpuMs,
    unit: '× real time',
    bar: { atLeast: 30 },
  });
  for (const { where, share } of recognition) {
    const value = (cpuMs / audioMs / share) * 100;
    report({ what: `  of what recognition costs on ${where}`, value, unit: '%', bar: { atMost: 5 } });
  }
}

async function measureDecoding(report: (figure: Figure) => void): Promise<void> {
  for (const name of [...recordings, legFiles[0] as string]) {
    const source = bufferSource(await readFile(join(demoFolder, name)));
    const format = await identifyAudio(source, name);
    const cpu = process.cpuUsage();
    let audioMs = 0;
    for (let n = 0; n < 5; n++) {
      const { blocks } = await decode(source, format, null);
      for await (const block of blocks)
        audioMs += ((block.channels[0]?.length ?? 0) / block.sampleRateHz) * 1000;
    }
    const used = process.cpuUsage(cpu);
    const value = audioMs / ((used.user + used.system) / 1000);
    report({ what: `decoding alone (${format.container}, ${format.codec})`, value, unit: '× real time' });
  }
}

function toLeg(speech: Leg['speech'], index: number): Leg {
  const role: Role = index === 0 ? 'agent' : 'customer';
  return {
    index,
    channel: index,
    mixed: false,
    role,
    roleSource: 'given',
    roleConfidence: 1,
    certainty: 1,
    speech,
  };
}
