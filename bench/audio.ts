import { measureCall } from '../src/audio/metrics.ts';
import { prepareCall } from '../src/audio/prepare.ts';
import { openResampler } from '../src/audio/resample.ts';
import { AudioSettings } from '../src/audio/settings.ts';
import { openSileroDetector, type SpeechDetector } from '../src/audio/silero.ts';
import { VoiceActivity } from '../src/audio/voice-activity.ts';
import { benchCall, encoded, legOf } from './audio-call.ts';
import { measureLongCalls } from './audio-long.ts';
import { measureTruth } from './audio-truth.ts';
import type { Bench, Figure } from './bench.ts';
import { cpuMsOf } from './cpu.ts';

/**
 * Processor time over audio time published for Parakeet TDT 0.6b v2 int8 (sherpa-onnx documentation). Everything
 * else should cost at most a twentieth of it.
 */
const recognition = [
  { where: 'a Mac, two threads', share: 2 * 0.028 },
  { where: 'one Cortex-A76 core', share: 0.22 },
];

const settings = AudioSettings.parse({});
const rounds = 3;

export const bench: Bench = {
  name: 'audio',
  title: 'Recordings to stored audio, speech and metrics; × real time by processor time, so on one core',
  async run(report) {
    const call = await benchCall();
    const detectors = await Promise.all([0, 1].map(() => openSileroDetector(settings.voice.threshold)));
    await measureWhole(call, detectors, report);
    await measureParts(call.legs, call.sampleRateHz, detectors, report);
    await measureFormats(call, detectors, report);
    await measureTruth(detectors[0]!, report);
    await measureLongCalls(report);
  },
};

type Report = (figure: Figure) => void;
type Call = Awaited<ReturnType<typeof benchCall>>;

async function prepareOnce(files: Call['files'], detectors: SpeechDetector[]): Promise<number> {
  for (const detector of detectors) detector.reset();
  const prepared = await prepareCall(files, settings, {
    sink: () => {},
    onProgress: () => {},
    detector: async (channel) => detectors[channel]!,
    ffmpeg: null,
  });
  measureCall({ durationMs: prepared.durationMs, legs: prepared.speech.map(legOf), turns: null });
  return prepared.durationMs;
}

async function measureWhole(call: Call, detectors: SpeechDetector[], report: Report): Promise<void> {
  await prepareOnce(call.files, detectors);
  let audioMs = 0;
  const cpuMs = await cpuMsOf(async () => {
    for (let n = 0; n < rounds; n++) audioMs += await prepareOnce(call.files, detectors);
  });
  report({
    what: `decode, resample, voice activity, metrics: two legs, ${call.what}`,
    value: audioMs / cpuMs,
    unit: '× real time',
    bar: { atLeast: 30 },
  });
  for (const { where, share } of recognition) {
    // Of the same audio: both legs of it.
    const value = (cpuMs / (2 * audioMs) / share) * 100;
    report({ what: `  of what recognition costs on ${where}`, value, unit: '%', bar: { atMost: 5 } });
  }
}

/** Each part on the same two legs, by itself. */
async function measureParts(
  legs: Float32Array[],
  sampleRateHz: number,
  detectors: SpeechDetector[],
  report: Report,
): Promise<void> {
  const audioMs = (legs[0]!.length * 1000) / sampleRateHz;
  const listen = (gateMarginDb: number, quietestDbfs: number) => {
    const heard = legs.map((samples, i) => {
      detectors[i]!.reset();
      const voice = new VoiceActivity(sampleRateHz, detectors[i]!, {
        ...settings.voice,
        gateMarginDb,
        quietestDbfs,
      });
      voice.push(samples);
      voice.flush();
      return voice.detected / voice.levels.length;
    });
    return (heard[0]! + heard[1]!) / 2;
  };
  const parts: [string, () => unknown][] = [
    [
      '  resampling of both legs to 16 kHz, all of it',
      () => {
        for (const samples of legs) openResampler(sampleRateHz, 16_000).push(samples);
      },
    ],
    ['  voice activity without the gate', () => listen(-1000, -1000)],
    ['  voice activity', () => listen(settings.voice.gateMarginDb, settings.voice.quietestDbfs)],
  ];
  for (const [what, run] of parts) {
    run();
    const cpuMs = await cpuMsOf(async () => {
      for (let n = 0; n < rounds; n++) run();
    });
    report({ what, value: (rounds * audioMs) / cpuMs, unit: '× real time' });
  }
  const share = listen(settings.voice.gateMarginDb, settings.voice.quietestDbfs);
  report({ what: '  windows that pass the gate', value: share * 100, unit: '%' });
}

/** The same call in each format, from file to metrics. */
async function measureFormats(call: Call, detectors: SpeechDetector[], report: Report): Promise<void> {
  for (const { name, file } of encoded(call)) {
    await prepareOnce([file], detectors);
    let audioMs = 0;
    const cpuMs = await cpuMsOf(async () => {
      audioMs = await prepareOnce([file], detectors);
    });
    report({
      what: `  the same call as ${name}`,
      value: audioMs / cpuMs,
      unit: '× real time',
      bar: { atLeast: 30 },
    });
  }
}
