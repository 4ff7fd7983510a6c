import { separateSpeakers } from '../src/audio/diarize/separate.ts';
import { AudioSettings } from '../src/audio/settings.ts';
import type { SpeechDetector } from '../src/audio/silero.ts';
import { listen } from '../src/audio/testing/listen.ts';
import { wavFile } from '../src/audio/testing/signal.ts';
import { shareRight } from '../src/audio/testing/voices.ts';
import { VoiceActivity, windowMs } from '../src/audio/voice-activity.ts';
import { bufferSource } from '../src/lib/bytes.ts';
import type { Span } from '../src/model/call.ts';
import { sharedRecording } from './audio-call.ts';
import type { Figure } from './bench.ts';

const legs = ['Auto_Repairs_40_UTC_agent.wav', 'Auto_Repairs_40_UTC_caller.wav'];
const recordings = [...legs, 'agent.wav', 'auto-insurance-mono-u8.wav'];
const { voice: settings } = AudioSettings.parse({});

/** How right the answers are, on real recordings; nothing where the machine has none. */
export async function measureTruth(
  detector: SpeechDetector,
  report: (figure: Figure) => void,
): Promise<void> {
  const heard = new Map<string, { samples: Float32Array; speech: Span[] }>();
  let windows = 0;
  let missed = 0;
  let added = 0;
  for (const name of recordings) {
    const bytes = sharedRecording(name);
    if (!bytes) return;
    const { channels, sampleRateHz } = await listen(bytes, name);
    const samples = channels[0]!;
    const gated = speechOf(samples, sampleRateHz, detector, settings);
    const alone = speechOf(samples, sampleRateHz, detector, {
      ...settings,
      gateMarginDb: -1000,
      quietestDbfs: -1000,
    });
    heard.set(name, { samples, speech: gated });
    for (let ms = windowMs / 2; ms < (samples.length * 1000) / sampleRateHz; ms += windowMs) {
      const [withGate, without] = [isIn(gated, ms), isIn(alone, ms)];
      windows++;
      if (without && !withGate) missed++;
      if (withGate && !without) added++;
    }
  }
  const share = (count: number) => (count / windows) * 100;
  report({
    what: 'windows on which gate and Silero agree with Silero alone',
    value: 100 - share(missed + added),
    unit: '%',
    bar: { atLeast: 97 },
  });
  report({
    what: '  speech the gate loses',
    value: share(missed),
    unit: '% of windows',
    bar: { atMost: 0.5 },
  });
  await measureSpeakers(heard, report);
}

async function measureSpeakers(
  heard: Map<string, { samples: Float32Array; speech: Span[] }>,
  report: (figure: Figure) => void,
): Promise<void> {
  const [agent, caller] = legs.map((name) => heard.get(name)!);
  const mixed = agent!.samples.map((sample, i) => sample + caller!.samples[i]!);
  const pcm = bufferSource(wavFile([mixed], 8000).subarray(44));
  const speech = [...agent!.speech, ...caller!.speech];
  const startedAt = performance.now();
  const { speakers, certainty } = await separateSpeakers(
    { pcm, sampleRateHz: 8000 },
    speech,
    null,
    async () => {},
  );
  const tookMs = performance.now() - startedAt;
  const truth = [onlyIn(agent!.speech, caller!.speech), onlyIn(caller!.speech, agent!.speech)];
  const right = Math.max(shareRight(speakers, truth), shareRight(speakers.toReversed(), truth));
  report({
    what: 'speakers of a real call told apart on one channel: speech given to the right one',
    value: right * 100,
    unit: '%',
    bar: { atLeast: 95 },
  });
  report({ what: '  certainty it claims', value: certainty, unit: '' });
  report({ what: '  time for a call of 245 s', value: tookMs, unit: 'ms' });
}

function speechOf(
  samples: Float32Array,
  sampleRateHz: number,
  detector: SpeechDetector,
  voice: typeof settings,
): Span[] {
  detector.reset();
  const activity = new VoiceActivity(sampleRateHz, detector, voice);
  activity.push(samples);
  return activity.flush();
}

function isIn(spans: Span[], ms: number): boolean {
  return spans.some(({ startMs, endMs }) => ms >= startMs && ms < endMs);
}

function onlyIn(own: Span[], other: Span[]): Span[] {
  return own.filter(
    ({ startMs, endMs }) => !other.some((span) => span.startMs < endMs && span.endMs > startMs),
  );
}
