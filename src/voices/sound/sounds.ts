import { atLevel } from './level.ts';
import { type Random, randomFrom } from './making.ts';
import { people } from './people.ts';
import { inTelephoneBand, telephoneHz } from './telephone.ts';
import { things } from './things.ts';

/**
 * Every sound there is besides words. All are made by code from a seed: no recording is shipped. A scenario names
 * one to lie under a call, or describes one in brackets; the first whose words are in the brackets is meant.
 */
interface Sound {
  words: RegExp;
  /** How long it is when it is heard once. */
  seconds: number;
  /** How loud then, in decibels below full scale where speech is at −23. */
  dbfs: number;
  make(seconds: number, random: Random): Float32Array;
}

const table = {
  baby: { words: /\b(baby|infant|newborn)\b/, seconds: 2.6, dbfs: -25, make: people.baby },
  'child crying': {
    words: /\bchild\b.*\b(cry|sob|weep)|\bkids? cry/,
    seconds: 2.4,
    dbfs: -26,
    make: people.childCrying,
  },
  crying: { words: /\b(cry|cries|sob|weep|wail)/, seconds: 2, dbfs: -26, make: people.crying },
  gasping: {
    words: /\b(gasp|pant|out of breath|agonal|wheez)/,
    seconds: 2.2,
    dbfs: -30,
    make: people.gasping,
  },
  snoring: { words: /\bsnor/, seconds: 3, dbfs: -30, make: people.snoring },
  breathing: { words: /\bbreath/, seconds: 2.6, dbfs: -34, make: people.breathing },
  coughing: { words: /\b(cough|chok)/, seconds: 1.4, dbfs: -26, make: people.coughing },
  scream: { words: /\bscream|\bshriek/, seconds: 1.5, dbfs: -20, make: people.scream },
  shouting: { words: /\b(shout|yell|argu|fight)/, seconds: 2, dbfs: -28, make: people.shouting },
  crowd: {
    words: /\b(crowd|people talking|voices|party|bar|restaurant)\b/,
    seconds: 2.5,
    dbfs: -30,
    make: people.crowd,
  },
  'another voice': { words: /\bvoice\b|\bwhisper/, seconds: 1.4, dbfs: -32, make: people.voice },
  talking: { words: /\b(talk|television|tv|radio)/, seconds: 2.5, dbfs: -32, make: people.talking },
  'smoke alarm': { words: /\b(smoke|fire) (alarm|detector)/, seconds: 3, dbfs: -25, make: things.alarm },
  alarm: { words: /\balarm/, seconds: 2, dbfs: -26, make: things.burglarAlarm },
  siren: { words: /\bsiren/, seconds: 4, dbfs: -27, make: things.siren },
  horn: { words: /\bhorn|\bhonk/, seconds: 1.2, dbfs: -24, make: things.horn },
  traffic: { words: /\b(traffic|cars?|highway|engine|road)\b/, seconds: 3, dbfs: -28, make: things.traffic },
  fire: { words: /\b(fire|flames?|crackl)/, seconds: 2.5, dbfs: -28, make: things.fire },
  rain: { words: /\brain/, seconds: 3, dbfs: -34, make: things.rain },
  wind: { words: /\bwind\b/, seconds: 3, dbfs: -32, make: things.wind },
  music: { words: /\b(music|song)/, seconds: 4, dbfs: -30, make: things.music },
  knocking: { words: /\b(knock|bang(s|ing)? (on|at)|pound)/, seconds: 1.3, dbfs: -27, make: things.knocking },
  slam: { words: /\b(slam|door|thud|falls?|crash|bump)/, seconds: 0.6, dbfs: -22, make: things.slam },
  steps: { words: /\b(steps?|footsteps?|running|walking)\b/, seconds: 2, dbfs: -32, make: things.steps },
  shot: {
    words: /\b(shots?|gunshots?|gunfire|bang|explosion)\b/,
    seconds: 1.6,
    dbfs: -16,
    make: things.shot,
  },
  glass: { words: /\b(glass|breaks|shatter)/, seconds: 0.9, dbfs: -24, make: things.glass },
  dog: { words: /\b(dog|bark)/, seconds: 1.6, dbfs: -26, make: things.dog },
  beeping: { words: /\b(beep|monitor)/, seconds: 2, dbfs: -30, make: things.beeping },
  'two keys': { words: /\btwo keys\b/, seconds: 0.8, dbfs: -20, make: things.twoKeys },
  'one key': { words: /\bkey\b/, seconds: 0.3, dbfs: -20, make: things.oneKey },
  'dead line': {
    words: /\b(line goes dead|dial tone|hangs up|disconnect)/,
    seconds: 2.2,
    dbfs: -22,
    make: things.dead,
  },
  rustling: { words: /\b(rustl|cloth|muffled|mov(es|ing))/, seconds: 1.5, dbfs: -32, make: things.rustling },
  'open line': { words: /\b(open line|silence|hum|static|quiet)\b/, seconds: 2, dbfs: -48, make: things.hum },
} satisfies Record<string, Sound>;

export type SoundName = keyof typeof table;
export const soundNames = Object.keys(table) as [SoundName, ...SoundName[]];

/** Which sound words in brackets describe; null when none is known. */
export function soundOf(words: string): SoundName | null {
  const text = words.toLowerCase();
  return soundNames.find((name) => table[name].words.test(text)) ?? null;
}

/** The sound once in the band of a telephone, as loud as it is on a call; the same for the same seed. */
export function onceOf(name: SoundName, seed: number): Float32Array {
  const { seconds, dbfs, make } = table[name];
  return atLevel(inTelephoneBand(make(seconds, randomFrom(seed)), telephoneHz), dbfs, telephoneHz);
}

/** The sound in that band for as long as it is asked for, at no particular level. */
export function lasting(name: SoundName, seconds: number, seed: number): Float32Array {
  return inTelephoneBand(table[name].make(seconds, randomFrom(seed)), telephoneHz);
}
