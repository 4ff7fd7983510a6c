/** Numbers from 0 to 1 that look random and are the same for the same seed, so that a rebuild makes the same bytes. */
export type Random = () => number;

export function randomFrom(seed: string): Random {
  // FNV-1a of the seed, then mulberry32.
  let state = 0x811c9dc5;
  for (const character of seed) state = Math.imul(state ^ character.charCodeAt(0), 0x01000193);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** White noise with a variance of one. */
export function whiteNoise(length: number, random: Random): Float32Array {
  const noise = new Float32Array(length);
  for (let i = 0; i < length; i++) noise[i] = Math.sqrt(4) * (random() + random() + random() - 1.5);
  return noise;
}
