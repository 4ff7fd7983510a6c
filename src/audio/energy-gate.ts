/**
 * Decides which windows of sound are worth a closer look: those well above the noise of the line. The noise is the
 * level that one in ten of the windows of the last seconds stayed below, so that it follows a line that gets
 * louder, and one that falls silent.
 */
export interface EnergyGateSettings {
  gateMarginDb: number;
  quietestDbfs: number;
}

/** Six seconds of windows of 32 ms. */
const remembered = 188;
const quietShare = 0.1;
const lowestDbfs = -100;

export class EnergyGate {
  readonly #settings: EnergyGateSettings;
  readonly #levels = new Uint8Array(remembered);
  /** How many of the remembered levels there are of each decibel above the lowest. */
  readonly #counts = new Uint16Array(-lowestDbfs + 1);
  #next = 0;

  constructor(settings: EnergyGateSettings) {
    this.#settings = settings;
    // A call may begin in the middle of a word: until more is known its line is taken to be silent.
    this.#counts[0] = remembered;
  }

  /** Whether a window of this level may hold speech. */
  isLoud(levelDbfs: number): boolean {
    this.#remember(Math.round(Math.min(0, Math.max(lowestDbfs, levelDbfs)) - lowestDbfs));
    const { gateMarginDb, quietestDbfs } = this.#settings;
    return levelDbfs > Math.max(this.#noiseDbfs() + gateMarginDb, quietestDbfs);
  }

  #remember(level: number): void {
    this.#counts[this.#levels[this.#next]!]!--;
    this.#levels[this.#next] = level;
    this.#counts[level]!++;
    this.#next = (this.#next + 1) % remembered;
  }

  #noiseDbfs(): number {
    const wanted = remembered * quietShare;
    let sum = this.#counts[0]!;
    let level = 0;
    while (sum < wanted) sum += this.#counts[++level]!;
    return level + lowestDbfs;
  }
}

/** The level of a window without its steady part, in decibels below a full-scale square wave; −∞ for none. */
export function levelDbfs(samples: Float32Array): number {
  let sum = 0;
  let squares = 0;
  for (let i = 0; i < samples.length; i++) {
    sum += samples[i]!;
    squares += samples[i]! * samples[i]!;
  }
  const variance = (squares - (sum * sum) / samples.length) / samples.length;
  return variance > 1e-14 ? 10 * Math.log10(variance) : Number.NEGATIVE_INFINITY;
}
