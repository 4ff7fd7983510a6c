import type { Manner } from '../manner.ts';
import type { RawSpeech } from '../raw-speech.ts';
import { between, randomFrom } from './making.ts';
import { people } from './people.ts';
import { resampled } from './pitch.ts';
import { telephoneHz } from './telephone.ts';
import { whispered } from './whisper.ts';

const shortestBreathPauseMs = 140;
const windowMs = 10;
/** A pause is what is this far below the loudest. */
const pauseBelow = 0.04;
/** The most a trembling voice swells and sinks. */
const deepestTremor = 0.22;

/** What no engine does by itself: whispering, a trembling voice, breath in its pauses and before it. */
export function inMood({ samples, sampleRateHz }: RawSpeech, manner: Manner, seed: number): RawSpeech {
  const random = randomFrom(seed);
  let out = manner.isWhispered ? whispered(samples, sampleRateHz, random) : samples;
  if (manner.breath === 0) return { samples: out, sampleRateHz };
  const loudest = out.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
  out = trembling(out, sampleRateHz, deepestTremor * manner.breath, random());
  const breath = (seconds: number) =>
    resampled(people.breathIn(seconds, random), telephoneHz, sampleRateHz).map(
      (sample) => sample * loudest * 0.5 * manner.breath,
    );
  for (const pause of pausesOf(out, sampleRateHz, loudest * pauseBelow)) {
    const seconds = Math.min(0.45, (pause.to - pause.from) / sampleRateHz);
    addAt(out, breath(seconds), pause.from);
  }
  if (random() > manner.breath) return { samples: out, sampleRateHz };
  const first = breath(between(0.15, 0.3, random));
  const whole = new Float32Array(first.length + out.length);
  whole.set(first);
  whole.set(out, first.length);
  return { samples: whole, sampleRateHz };
}

function trembling(samples: Float32Array, sampleRateHz: number, depth: number, phase: number): Float32Array {
  const step = (2 * Math.PI * 6.3) / sampleRateHz;
  return samples.map(
    (sample, i) => sample * (1 - depth * (0.5 + 0.5 * Math.sin(i * step + 2 * Math.PI * phase))),
  );
}

/** Where nothing is said, in samples. */
function pausesOf(
  samples: Float32Array,
  sampleRateHz: number,
  below: number,
): { from: number; to: number }[] {
  const size = Math.round((sampleRateHz * windowMs) / 1000);
  const pauses: { from: number; to: number }[] = [];
  let from = -1;
  for (let at = 0; at <= samples.length; at += size) {
    const window = samples.subarray(at, at + size);
    const isQuiet = window.length > 0 && window.every((sample) => Math.abs(sample) < below);
    if (isQuiet && from < 0) from = at;
    if (isQuiet || from < 0) continue;
    // What is quiet at the very start belongs to no pause.
    if (from > 0 && at - from >= (sampleRateHz * shortestBreathPauseMs) / 1000) pauses.push({ from, to: at });
    from = -1;
  }
  return pauses;
}

function addAt(into: Float32Array, sound: Float32Array, first: number): void {
  for (let i = 0; i < sound.length && first + i < into.length; i++) into[first + i]! += sound[i]!;
}
