import { lowPass } from './filter.ts';
import {
  add,
  between,
  buzz,
  drawn,
  type Formant,
  hump,
  type Random,
  repeated,
  shaped,
  swelled,
  whiteNoise,
} from './making.ts';
import { telephoneHz } from './telephone.ts';

/** Sounds that people make without words. Each fills the seconds it is asked for. */

interface Crying {
  pitchHz: number;
  /** One cry, and the breath after it. */
  crySeconds: number;
  gapSeconds: number;
  formants: readonly Formant[];
}

const adult: Crying = {
  pitchHz: 300,
  crySeconds: 0.34,
  gapSeconds: 0.16,
  formants: [
    [750, 5, 1],
    [1250, 6, 0.5],
    [2500, 8, 0.2],
  ],
};
const child: Crying = { ...adult, pitchHz: 380, crySeconds: 0.55, gapSeconds: 0.3 };
const baby: Crying = {
  pitchHz: 460,
  crySeconds: 0.95,
  gapSeconds: 0.4,
  formants: [
    [1100, 4, 1],
    [2700, 6, 0.6],
  ],
};

function cry(
  seconds: number,
  { pitchHz, crySeconds, gapSeconds, formants }: Crying,
  random: Random,
): Float32Array {
  return repeated(seconds, () => {
    const length = crySeconds * between(0.8, 1.25, random);
    const top = pitchHz * between(0.95, 1.15, random);
    const wobbleHz = between(5, 7, random);
    const voice = buzz(
      length,
      (t) => top * (1.1 - 0.35 * (t / length)) * (1 + 0.03 * Math.sin(2 * Math.PI * wobbleHz * t)),
    );
    const sound = swelled(shaped(voice, formants), (t) => hump(t, length, 0.25));
    const breath = breathNoise(gapSeconds, random, 0.5);
    const both = new Float32Array(sound.length + breath.length);
    both.set(sound);
    add(both, breath, sound.length / telephoneHz, 0.12);
    return { sound: both, pauseS: between(0, gapSeconds, random) };
  });
}

/** One breath: noise as wide as a throat, rising and falling. */
function breathNoise(seconds: number, random: Random, riseShare: number): Float32Array {
  const noise = shaped(whiteNoise(seconds, random), [
    [900, 1.2, 1],
    [1900, 1.5, 0.8],
  ]);
  return swelled(noise, (t) => hump(t, seconds, riseShare));
}

function breathing(seconds: number, random: Random, breathSeconds: number): Float32Array {
  let isIn = false;
  return repeated(seconds, () => {
    isIn = !isIn;
    const length = breathSeconds * between(0.85, 1.15, random) * (isIn ? 0.8 : 1.2);
    return {
      sound: breathNoise(length, random, isIn ? 0.6 : 0.25),
      pauseS: breathSeconds * (isIn ? 0.1 : 0.35),
      gain: isIn ? 0.8 : 1,
    };
  });
}

function cough(random: Random): Float32Array {
  const noise = shaped(whiteNoise(0.3, random), [
    [500, 1.5, 1],
    [1600, 2, 0.7],
  ]);
  return swelled(noise, (t) => Math.exp(-t * 14) * Math.min(1, t * 200));
}

/** Somebody talks, but no word can be made out: syllables of a pitch and changing vowels. */
function murmur(seconds: number, pitchHz: number, random: Random): Float32Array {
  return repeated(seconds, () => {
    const length = between(0.12, 0.26, random);
    const pitch = pitchHz * between(0.85, 1.2, random);
    const formants: Formant[] = [
      [between(350, 800, random), 5, 1],
      [between(900, 2100, random), 7, 0.5],
    ];
    const voice = buzz(length, (t) => pitch * (1 - (0.15 * t) / length));
    const endsPhrase = random() < 0.12;
    return {
      sound: swelled(shaped(voice, formants), (t) => hump(t, length, 0.3)),
      pauseS: endsPhrase ? between(0.4, 1.2, random) : between(0.01, 0.06, random),
    };
  });
}

function shouting(seconds: number, random: Random): Float32Array {
  const out = murmur(seconds, 290, random);
  add(out, murmur(seconds, 210, random), 0, 0.6);
  return lowPass(out, 1500, telephoneHz);
}

function scream(seconds: number, random: Random): Float32Array {
  return repeated(seconds, () => {
    const length = between(0.7, 1.2, random);
    const top = between(750, 950, random);
    const voice = buzz(length, (t) => top * (1 - 0.25 * (t / length) ** 2));
    const sound = shaped(voice, [
      [1000, 4, 1],
      [2200, 4, 0.7],
    ]);
    return { sound: swelled(sound, (t) => hump(t, length, 0.1)), pauseS: between(0.3, 0.8, random) };
  });
}

function crowd(seconds: number, random: Random): Float32Array {
  const out = new Float32Array(Math.round(seconds * telephoneHz));
  for (let person = 0; person < 8; person++)
    add(out, murmur(seconds, between(100, 240, random), random), 0, between(0.4, 1, random));
  return out;
}

/** Sobs shaken by breath. */
export const people = {
  crying: (seconds: number, random: Random) => cry(seconds, adult, random),
  childCrying: (seconds: number, random: Random) => cry(seconds, child, random),
  baby: (seconds: number, random: Random) => cry(seconds, baby, random),
  breathing: (seconds: number, random: Random) => breathing(seconds, random, 1.1),
  gasping: (seconds: number, random: Random) => breathing(seconds, random, 0.4),
  /** One breath in, before words. */
  breathIn: (seconds: number, random: Random) => breathNoise(seconds, random, 0.6),
  coughing: (seconds: number, random: Random) =>
    repeated(seconds, () => ({ sound: cough(random), pauseS: between(0.05, 0.5, random) })),
  voice: (seconds: number, random: Random) => lowPass(murmur(seconds, 120, random), 900, telephoneHz),
  talking: (seconds: number, random: Random) => murmur(seconds, between(110, 200, random), random),
  shouting,
  scream,
  crowd,
  snoring: (seconds: number, random: Random) =>
    repeated(seconds, () => ({
      sound: swelled(
        drawn(1.2, (t) => (2 * random() - 1) * (0.5 + 0.5 * Math.sin(2 * Math.PI * 38 * t))),
        (t) => hump(t, 1.2, 0.5),
      ),
      pauseS: between(1, 2.5, random),
    })),
};
