import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { rawBytes, rawInput, run, telephoneBandHz } from './programs.ts';
import { randomFrom, whiteNoise } from './random.ts';
import { fromDb, toSample } from './samples.ts';
import type { Script, Speaker } from './script.ts';
import { backgroundSound, eventSound } from './sounds.ts';
import type { Timeline } from './timeline.ts';
import type { Booth } from './voice.ts';

/** Noise of the line itself, dBFS: a headset on a desk against a telephone somewhere. */
const lineNoiseDb: Record<Speaker, number> = { agent: -64, customer: -58 };

/** One person's side of a call: what was said on it, what was heard behind it, and the noise of the line. */
export async function mixLeg(
  speaker: Speaker,
  timeline: Timeline,
  script: Script,
  id: string,
  booth: Booth,
): Promise<Float32Array> {
  const length = toSample(timeline.durationMs);
  const random = randomFrom(`${id} ${speaker}`);
  const leg = whiteNoise(length, random).map((sample) => sample * fromDb(lineNoiseDb[speaker]));
  const add = (samples: Float32Array, startMs: number, gain: number) => {
    const at = toSample(startMs);
    for (let i = 0; i < samples.length && at + i < length; i++) leg[at + i]! += samples[i]! * gain;
  };
  for (const turn of timeline.turns) if (turn.speaker === speaker) add(turn.samples, turn.startMs, 1);
  for (const { event, startMs } of timeline.sounds) {
    if (event.leg === speaker) add(await eventSound(event, random, booth), startMs, fromDb(event.levelDb));
  }
  for (const background of script.background) {
    if (background.leg !== speaker) continue;
    add(backgroundSound(background.sound, length, random), 0, fromDb(background.levelDb));
  }
  return leg;
}

/**
 * Sends a leg through a telephone: 300 to 3400 Hz, then mu-law and back.
 * Returns the path of a mono WAV file of mu-law samples at 8 kHz.
 */
export async function throughTelephone(leg: Float32Array, name: string, booth: Booth): Promise<string> {
  const raw = join(booth.folder, `${name}.raw`);
  const wav = join(booth.folder, `${name}.wav`);
  await writeFile(raw, rawBytes(leg));
  await run('sox', ['-D', '-V1', ...rawInput, raw, '-e', 'mu-law', wav, 'sinc', telephoneBandHz]);
  return wav;
}
