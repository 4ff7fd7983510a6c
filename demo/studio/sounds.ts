import { studioRateHz } from './programs.ts';
import { type Random, whiteNoise } from './random.ts';
import { type Background, breathsOf, type EventLine, Person } from './script.ts';
import { type Booth, say } from './voice.ts';

const tau = 2 * Math.PI;

/** A sound that is heard once, at 0 dBFS or near it. */
export function eventSound(event: EventLine, random: Random): Float32Array {
  const samples = new Float32Array(Math.round((event.lengthMs / 1000) * studioRateHz));
  switch (event.sound) {
    case 'keypad':
      return keypadOne(samples);
    case 'keyboard':
      return strokes(samples, random, { everyMs: [70, 260], decayMs: 6, lowPassHz: 3000 });
    case 'footsteps':
      return strokes(samples, random, { everyMs: [380, 460], decayMs: 45, lowPassHz: 500 });
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
export async function backgroundSound(
  sound: Background['sound'],
  length: number,
  random: Random,
  booth: Booth,
): Promise<Float32Array> {
  switch (sound) {
    case 'smoke-alarm':
      return smokeAlarm(length);
    case 'traffic':
      return traffic(length, random);
    case 'television':
      return lowPass(await chatter(television, length, random, booth), 1100);
    case 'argument':
      return lowPass(lowPass(await chatter(argument, length, random, booth), 420), 420);
    case 'office':
      return lowPass(await chatter(office, length, random, booth), 900);
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

interface Chatter {
  people: Person[];
  lines: string[];
  mood: 'calm' | 'angry' | 'bright';
  /** Rest between lines, from and to. */
  restMs: [number, number];
}

const person = (value: { voice: Person['voice']; tract: number; pitch: number; rate: number }) =>
  Person.parse({ ...value, levelDb: -20 });

const television: Chatter = {
  people: [
    person({ voice: 'awb', tract: 0.9, pitch: 0.9, rate: 1.1 }),
    person({ voice: 'slt', tract: 1.1, pitch: 1.1, rate: 1.1 }),
  ],
  lines: [
    'And now the weather for the weekend, with some rain along the coast.',
    'Welcome back to the garden show, where we talk about tomatoes.',
    'That is a lovely answer, and it takes you to the final round.',
    'Temperatures will fall below freezing by Sunday night.',
  ],
  mood: 'bright',
  restMs: [200, 1500],
};

const argument: Chatter = {
  people: [
    person({ voice: 'rms', tract: 0.9, pitch: 0.95, rate: 1.15 }),
    person({ voice: 'slt', tract: 1.02, pitch: 1.2, rate: 1.2 }),
  ],
  lines: [
    'Where were you? Answer me when I am talking to you.',
    'Leave me alone. I told you to leave me alone.',
    'This is my house and you do what I say.',
    'Stop it. Stop it. You are scaring him.',
  ],
  mood: 'angry',
  restMs: [700, 4200],
};

const office: Chatter = {
  people: [
    person({ voice: 'kal16', tract: 1.04, pitch: 1, rate: 1.05 }),
    person({ voice: 'slt', tract: 0.97, pitch: 1, rate: 1 }),
    person({ voice: 'awb', tract: 1.03, pitch: 1.05, rate: 1 }),
  ],
  lines: [
    'Let me have a look at that for you.',
    'And could you spell the last name for me please.',
    'I can have that with you by Thursday morning.',
    'Thank you for holding, I have found it now.',
  ],
  mood: 'calm',
  restMs: [300, 2500],
};

/** People talking somewhere else. What they say is meant to be heard as voices, not as words. */
async function chatter(what: Chatter, length: number, random: Random, booth: Booth): Promise<Float32Array> {
  const takes: Float32Array[] = [];
  for (const [i, line] of what.lines.entries()) {
    const who = what.people[i % what.people.length]!;
    takes.push((await say(breathsOf(line), who, { mood: what.mood, rate: 1 }, booth)).samples);
  }
  const samples = new Float32Array(length);
  let previous = -1;
  for (let at = Math.round(random() * 2 * studioRateHz); at < length; ) {
    let next = Math.floor(random() * takes.length);
    if (next === previous) next = (next + 1) % takes.length;
    previous = next;
    const take = takes[next]!;
    for (let i = 0; i < take.length && at + i < length; i++) samples[at + i]! += take[i]! * 10;
    const [least, most] = what.restMs;
    at += take.length + Math.round(((least + random() * (most - least)) / 1000) * studioRateHz);
  }
  return samples;
}
