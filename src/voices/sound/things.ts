import { highPass, lowPass } from './filter.ts';
import {
  add,
  between,
  brownNoise,
  buzz,
  drawn,
  hump,
  type Random,
  repeated,
  shaped,
  swelled,
  tone,
  whiteNoise,
} from './making.ts';
import { telephoneHz } from './telephone.ts';

/** Sounds of things around the caller. Each fills the seconds it is asked for. */
type Make = (seconds: number, random: Random) => Float32Array;

/** The three pulses of a smoke alarm (ISO 8201), at the pitch most of them have. */
const alarm: Make = (seconds) =>
  drawn(seconds, (t) => {
    const inCycle = t % 4;
    return inCycle < 3 && inCycle % 1 < 0.5 ? 0.6 * tone(3100, t) : 0;
  });

/** A car's or a shop's: two tones in turn. */
const burglarAlarm: Make = (seconds) => drawn(seconds, (t) => 0.6 * tone(t % 0.5 < 0.25 ? 1100 : 1450, t));

/** Rises and falls every four seconds. */
const siren: Make = (seconds) =>
  lowPass(
    buzz(seconds, (t) => 1050 - 420 * Math.cos((2 * Math.PI * t) / 4)),
    2600,
    telephoneHz,
  );

const traffic: Make = (seconds, random) => {
  const out = swelled(brownNoise(seconds, random), () => 0.6);
  const passing = repeated(seconds, () => {
    const length = between(1.5, 3.5, random);
    const car = lowPass(brownNoise(length, random), 1200, telephoneHz);
    return {
      sound: swelled(car, (t) => hump(t, length, 0.45)),
      pauseS: between(0.2, 2, random),
      gain: between(0.8, 1.6, random),
    };
  });
  add(out, passing, 0);
  return out;
};

const horn: Make = (seconds, random) =>
  repeated(seconds, () => {
    const length = between(0.3, 1, random);
    const both = buzz(length, () => 415);
    add(
      both,
      buzz(length, () => 520),
      0,
    );
    return {
      sound: swelled(both, (t) => Math.min(1, t * 50, (length - t) * 50)),
      pauseS: between(0.2, 1.5, random),
    };
  });

const wind: Make = (seconds, random) => {
  const slow = between(0.15, 0.3, random);
  return swelled(
    shaped(whiteNoise(seconds, random), [
      [500, 1, 1],
      [900, 2, 0.3],
    ]),
    (t) => 0.55 + 0.45 * tone(slow, t) * tone(slow * 2.7, t),
  );
};

const rain: Make = (seconds, random) => highPass(whiteNoise(seconds, random), 900, telephoneHz);

const fire: Make = (seconds, random) => {
  const out = swelled(lowPass(brownNoise(seconds, random), 700, telephoneHz), () => 0.8);
  const crackle = repeated(seconds, () => ({
    sound: swelled(whiteNoise(0.02, random), (t) => Math.exp(-t * 300)),
    pauseS: -Math.log(1 - random()) * 0.09,
    gain: between(0.5, 2.5, random),
  }));
  add(out, crackle, 0);
  return out;
};

/** A phrase of four chords through a wall. */
const chords = [
  [220, 277, 330],
  [196, 247, 294],
  [175, 220, 262],
  [196, 247, 330],
];
const music: Make = (seconds) =>
  lowPass(
    drawn(seconds, (t) => {
      const chord = chords[Math.floor(t / 2) % chords.length] as number[];
      const note = chord[Math.floor(t * 4) % chord.length] as number;
      const pluck = Math.exp(-(t % 0.25) * 9);
      const held = chord.reduce((sum, hz) => sum + tone(hz * 2, t), 0) / chord.length;
      return 0.5 * pluck * (tone(note * 2, t) + 0.4 * tone(note * 4, t)) + 0.35 * held;
    }),
    2000,
    telephoneHz,
  );

function thump(hz: number, seconds: number, random: Random): Float32Array {
  const knock = drawn(seconds, (t) => tone(hz, t) * Math.exp(-t * 25));
  add(
    knock,
    swelled(whiteNoise(seconds, random), (t) => 0.5 * Math.exp(-t * 60)),
    0,
  );
  return knock;
}

const knocking: Make = (seconds, random) => {
  let count = 0;
  return repeated(seconds, () => ({
    sound: thump(330, 0.14, random),
    pauseS: ++count % 3 === 0 ? 0.6 : 0.06,
  }));
};

const slam: Make = (seconds, random) =>
  repeated(seconds, () => ({ sound: thump(310, 0.5, random), pauseS: seconds }));

const steps: Make = (seconds, random) =>
  repeated(seconds, () => ({
    sound: thump(360, 0.1, random),
    pauseS: between(0.3, 0.4, random),
    gain: between(0.6, 1, random),
  }));

const rustling: Make = (seconds, random) =>
  repeated(seconds, () => {
    const length = between(0.06, 0.3, random);
    const cloth = shaped(whiteNoise(length, random), [
      [700, 1, 1],
      [2200, 1, 0.7],
    ]);
    return {
      sound: swelled(cloth, (t) => hump(t, length, 0.4)),
      pauseS: between(0, 0.15, random),
      gain: between(0.3, 1, random),
    };
  });

const shot: Make = (seconds, random) =>
  repeated(seconds, () => {
    const bang = lowPass(
      swelled(whiteNoise(0.6, random), (t) => Math.exp(-t * 22)),
      1800,
      telephoneHz,
    );
    return { sound: bang, pauseS: between(0.1, 0.9, random) };
  });

const glass: Make = (seconds, random) =>
  repeated(seconds, () => {
    const partials = Array.from(
      { length: 7 },
      () => [between(1200, 3300, random), between(6, 20, random)] as const,
    );
    const ring = drawn(
      0.8,
      (t) => partials.reduce((sum, [hz, fall]) => sum + tone(hz, t) * Math.exp(-t * fall), 0) / 4,
    );
    add(
      ring,
      swelled(whiteNoise(0.2, random), (t) => Math.exp(-t * 25)),
      0,
    );
    return { sound: ring, pauseS: seconds };
  });

const dog: Make = (seconds, random) =>
  repeated(seconds, () => {
    const top = between(380, 460, random);
    const bark = buzz(0.18, (t) => top * (1 + 0.4 * Math.sin(Math.PI * (t / 0.18))));
    add(bark, whiteNoise(0.18, random), 0, 0.4);
    const sound = swelled(
      shaped(bark, [
        [700, 3, 1],
        [1500, 4, 0.7],
      ]),
      (t) => hump(t, 0.18, 0.15),
    );
    return { sound, pauseS: random() < 0.6 ? between(0.1, 0.25, random) : between(0.6, 1.5, random) };
  });

const beeping: Make = (seconds) => drawn(seconds, (t) => (t % 0.9 < 0.12 ? 0.5 * tone(1000, t) : 0));

/** The key 1: 697 and 1209 Hz. */
function key(): Float32Array {
  return drawn(0.2, (t) => 0.4 * (tone(697, t) + tone(1209, t)));
}

/** A click, and the tone of a line on which nobody is. */
const dead: Make = (seconds, random) => {
  const out = drawn(seconds, (t) => (t > 0.6 && t % 0.5 < 0.25 ? 0.25 * (tone(480, t) + tone(620, t)) : 0));
  add(
    out,
    swelled(whiteNoise(0.02, random), (t) => Math.exp(-t * 200)),
    0.05,
  );
  return out;
};

const hum: Make = (seconds, random) => lowPass(whiteNoise(seconds, random), 2000, telephoneHz);

export const things = {
  alarm,
  burglarAlarm,
  siren,
  traffic,
  horn,
  wind,
  rain,
  fire,
  music,
  knocking,
  slam,
  steps,
  rustling,
  shot,
  glass,
  dog,
  beeping,
  dead,
  hum,
  oneKey: ((seconds) => repeated(seconds, () => ({ sound: key(), pauseS: seconds }))) as Make,
  twoKeys: ((seconds) => repeated(seconds, () => ({ sound: key(), pauseS: 0.25 }))) as Make,
};
