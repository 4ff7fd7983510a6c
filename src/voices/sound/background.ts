import type { Background } from '../voice.ts';
import { atLevel, fromDb } from './level.ts';
import { lasting, type SoundName } from './sounds.ts';
import { telephoneHz } from './telephone.ts';

const seamSeconds = 0.5;
/** Sixteen and the seam: what comes back every second, two, four or eight goes on over it. */
const loopSeconds = 16 + seamSeconds;
/** After so many samples all sounds begin again. */
export const loopLength = (loopSeconds - seamSeconds) * telephoneHz;
const mostLoops = 24;

/** What lies under a call: goes on by the call's clock, whether somebody speaks or not. */
export interface Backgrounds {
  /** The sounds together from a moment on, at the rate of the telephone; `speechDbfs` is what they are measured by. */
  at(
    atMs: number,
    length: number,
    of: { background: readonly Background[]; seed: number; speechDbfs: number },
  ): Float32Array;
}

export function openBackgrounds(): Backgrounds {
  const loops = new Map<string, Float32Array>();

  function loopOf(sound: SoundName, seed: number): Float32Array {
    const key = `${sound} ${seed}`;
    const loop = loops.get(key) ?? loopFrom(sound, seed);
    loops.delete(key);
    loops.set(key, loop);
    for (const oldest of loops.keys()) {
      if (loops.size <= mostLoops) break;
      loops.delete(oldest);
    }
    return loop;
  }

  return {
    at(atMs, length, { background, seed, speechDbfs }) {
      const out = new Float32Array(length);
      const first = Math.round((atMs * telephoneHz) / 1000);
      for (const { sound, snrDb } of background) {
        const loop = loopOf(sound, seed);
        const gain = fromDb(speechDbfs - snrDb);
        for (let i = 0; i < length; i++) out[i]! += gain * loop[(first + i) % loop.length]!;
      }
      return out;
    },
  };
}

/** At a level of 1; its end runs over into its beginning. */
function loopFrom(sound: SoundName, seed: number): Float32Array {
  const samples = atLevel(lasting(sound, loopSeconds, seed), 0, telephoneHz);
  const seam = seamSeconds * telephoneHz;
  const loop = samples.slice(seam);
  const from = loop.length - seam;
  for (let i = 0; i < seam; i++) {
    const angle = ((Math.PI / 2) * i) / seam;
    loop[from + i] = loop[from + i]! * Math.cos(angle) + samples[i]! * Math.sin(angle);
  }
  return loop;
}
