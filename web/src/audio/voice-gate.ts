/** What is quieter than this is no voice, however quiet the room: about -46 dB below full scale. */
const leastLevel = 0.005;
/** How far above the noise of the room a voice stands: 12 dB to begin, 6 dB to go on. */
const beginsAbove = 4;
const goesOnAbove = 2;
/** The floor follows what is quieter at once and what is louder slowly, 2 dB a second: speech does not become noise. */
const floorRise = 1.0046;
const beginsOf = { loud: 3, frames: 4 };
/** A breath between two words is no end. */
const endsAfterFrames = 25;

/** Tells frame by frame of 20 ms whether somebody speaks into a microphone: 60 ms of voice are enough to know. */
export class VoiceGate {
  #floor = leastLevel;
  #recent: boolean[] = [];
  #quietFrames = 0;
  #open = false;

  /** @returns whether somebody speaks */
  push(samples: Int16Array): boolean {
    const level = levelOf(samples);
    // A stream of zeros is a muted microphone, not a silent room.
    if (level > 0) this.#floor = Math.max(leastLevel / beginsAbove, Math.min(level, this.#floor * floorRise));
    const threshold = Math.max(leastLevel, this.#floor * (this.#open ? goesOnAbove : beginsAbove));
    const isLoud = level > threshold;
    this.#recent = [...this.#recent, isLoud].slice(-beginsOf.frames);
    this.#quietFrames = isLoud ? 0 : this.#quietFrames + 1;
    if (!this.#open) this.#open = this.#recent.filter(Boolean).length >= beginsOf.loud;
    else if (this.#quietFrames >= endsAfterFrames) this.#open = false;
    return this.#open;
  }
}

/** Root mean square, 0 to 1. */
function levelOf(samples: Int16Array): number {
  let sum = 0;
  for (const sample of samples) sum += sample * sample;
  return samples.length === 0 ? 0 : Math.sqrt(sum / samples.length) / 32_768;
}
