import { type Random, whiteNoise } from './random.ts';
import { studioRateHz, toSample } from './samples.ts';
import { type Background, breathsOf, type EventLine, Person } from './script.ts';
import { type Booth, say } from './voice.ts';

const tau = 2 * Math.PI;

/** A sound that is heard once, at 0 dBFS or near it. */
export async function eventSound(event: EventLine, random: Random, booth: Booth): Promise<Float32Array> {
  const samples = new Float32Array(toSample(event.lengthMs));
  switch (event.sound) {
    case 'keypad':
      return keypadOne(samples);
    case 'keyboard':
      return strokes(samples, random, { everyMs: [70, 260], decayMs: 6, lowPassHz: 3000 });
    case 'footsteps':
      return strokes(samples, random, { everyMs: [380, 460], decayMs: 45, lowPassHz: 500 });
    case 'shouting':
      return shouting(samples.length, random, booth);
    case 'thud':
      return strokes(samples, random, { everyMs: [4000, 4000], decayMs: 90, lowPassHz: 420 });
  }
}

/** The key 1 of a telephone: 697 Hz and 1209 Hz together. */
function keypadOne(samples: Float32Array): Float32Array {
  return samples.map((_, i) => {
    const t = i / studioRateHz;
    return 0.5 * (Math.sin(tau * 697 * t) + Math.sin(tau * 1209 * t));
  });
}

function strokes(
  samples: Float32Array,
  random: Random,
  shape: { everyMs: [number, number]; decayMs: number; lowPassHz: number },
): Float32Array {
  const noise = lowPass(whiteNoise(samples.length, random), shape.lowPassHz);
  const decay = Math.exp(-1000 / (shape.decayMs * studioRateHz));
  let level = 0;
  let nextAt = 0;
  for (let i = 0; i < samples.length; i++) {
    if (i >= nextAt) {
      level = 0.5 + random() / 2;
      const [least, most] = shape.everyMs;
      nextAt = i + ((least + random() * (most - least)) / 1000) * studioRateHz;
    }
    samples[i] = noise[i]! * level;
    level *= decay;
  }
  return samples;
}

/** A sound that lasts the whole call, at an RMS of about 0 dBFS where it is loud. */
export function backgroundSound(sound: Background['sound'], length: number, random: Random): Float32Array {
  switch (sound) {
    case 'smoke-alarm':
      return smokeAlarm(length);
    case 'traffic':
      return traffic(length, random);
    case 'television':
      return television(length, random);
    case 'office':
      return murmur(length, random);
  }
}

/** The temporal-three pattern of smoke alarms: three half-second tones, half a second apart, then 1.5 s of rest. */
function smokeAlarm(length: number): Float32Array {
  const samples = new Float32Array(length);
  for (let i = 0; i < length; i++) {
    const inPattern = (i / studioRateHz) % 4;
    if (inPattern < 3 && inPattern % 1 < 0.5)
      samples[i] = Math.SQRT2 * Math.sin((tau * 3100 * i) / studioRateHz);
  }
  return samples;
}

/** A road: a low rush all the time, and vehicles that come and go. */
function traffic(length: number, random: Random): Float32Array {
  const rush = lowPass(whiteNoise(length, random), 700);
  const passing = lowPass(whiteNoise(length, random), 1400);
  const swell = new Float32Array(length).fill(0.5);
  for (let at = 0; at < length; at += studioRateHz * (2.5 + random() * 5)) {
    const height = 0.8 + random() * 1.6;
    const widthSamples = studioRateHz * (0.5 + random() * 0.9);
    for (
      let i = Math.max(0, Math.floor(at - 3 * widthSamples));
      i < Math.min(length, at + 3 * widthSamples);
      i++
    ) {
      swell[i]! += height * Math.exp(-(((i - at) / widthSamples) ** 2));
    }
  }
  return rush.map((sample, i) => sample * 0.9 + passing[i]! * swell[i]! * 0.6);
}

/** One pole; what it takes away in level is given back. */
function lowPass(samples: Float32Array, cutHz: number): Float32Array {
  const pull = 1 - Math.exp((-tau * cutHz) / studioRateHz);
  const makeUp = Math.sqrt((2 - pull) / pull);
  let state = 0;
  return samples.map((sample) => {
    state += pull * (sample - state);
    return state * makeUp;
  });
}

/**
 * People talking somewhere else: noise with the rhythm of syllables and phrases. Real voices, however soft, would be
 * found by voice detectors and counted as the talk of whoever is on this leg.
 */
function murmur(length: number, random: Random): Float32Array {
  const low = lowPass(whiteNoise(length, random), 700);
  let loudness = 0;
  let aim = 0;
  let syllableEnd = 0;
  let phraseEnd = 0;
  let isPhrase = false;
  return low.map((sample, i) => {
    if (i >= phraseEnd) {
      isPhrase = !isPhrase;
      phraseEnd = i + studioRateHz * (isPhrase ? 1 + random() * 2 : 0.3 + random());
    }
    if (i >= syllableEnd) {
      aim = isPhrase ? 0.3 + random() : 0.1;
      syllableEnd = i + studioRateHz * (0.12 + random() * 0.16);
    }
    loudness += (aim - loudness) * 0.002;
    return sample * loudness;
  });
}

/** A television in another room: a tune of soft notes over a murmur. */
function television(length: number, random: Random): Float32Array {
  const scaleHz = [392, 440, 523.25, 587.33, 659.25, 783.99];
  const noteSamples = studioRateHz * 0.42;
  const voices = murmur(length, random);
  let pitchHz = 0;
  return voices.map((voice, i) => {
    const inNote = i % noteSamples;
    if (inNote < 1) pitchHz = random() < 0.25 ? 0 : scaleHz[Math.floor(random() * scaleHz.length)]!;
    const decay = Math.exp((-3 * inNote) / noteSamples);
    return voice * 0.7 + (pitchHz === 0 ? 0 : decay * Math.sin((tau * pitchHz * i) / studioRateHz));
  });
}

const shouters = [
  Person.parse({ voice: 'rms', tract: 0.9, pitch: 0.95, rate: 1.15 }),
  Person.parse({ voice: 'slt', tract: 1.02, pitch: 1.2, rate: 1.2 }),
];
const shouts = [
  'Where were you? Answer me.',
  'Leave me alone. I told you.',
  'Do what I say.',
  'Stop it. Stop it.',
];

/** Two people shouting behind a wall, heard as voices and not as words. */
async function shouting(length: number, random: Random, booth: Booth): Promise<Float32Array> {
  const samples = new Float32Array(length);
  const first = Math.floor(random() * shouts.length);
  let at = 0;
  for (let i = first; at < length; i++) {
    const how = { mood: 'angry', rate: 1 } as const;
    const take = await say(breathsOf(shouts[i % shouts.length]!), shouters[i % shouters.length]!, how, booth);
    samples.set(take.samples.subarray(0, length - at), at);
    at += take.samples.length + toSample(150);
  }
  return lowPass(lowPass(samples, 420), 420).map((sample) => sample * 8);
}
