import { sampleReader } from '../pcm.ts';
import { type Prediction, predictionOf } from './prediction.ts';

/** How samples may be written on a line: 16 bits with either byte first, or a byte of G.711. */
export const sampleEncodings = ['pcm_s16le', 'pcm_s16be', 'mulaw', 'alaw'] as const;
export type SampleEncoding = (typeof sampleEncodings)[number];

const readers: Record<SampleEncoding, (bytes: Uint8Array) => Float32Array> = {
  pcm_s16le: reader('pcm-s16'),
  pcm_s16be: (bytes) => reader('pcm-s16')(swapped(bytes)),
  mulaw: reader('mu-law'),
  alaw: reader('a-law'),
};

const windowBytes = 512;
const windowSamples = 256;
/** What is quieter is silence, however it is read. */
const quietestDb = -50;
/** Sound read rightly is told from its past by so much, noise hardly at all. */
const soundDb = 8;
const clearlyDb = 5;
/** Bytes of 16 bits that are read one by one swing to and fro: that can be foretold too, and is no sound. */
const leastSmooth = 0.4;
const windowsToSay = 8;
const windowsToTrust = 48;
/** For each window that sounds right as it was said, so many must not. */
const windowsAgainst = 8;
const mostWindows = 5_000;

/**
 * Notices that the bytes of a line are not what its source says they are: a stage without I/O.
 *
 * Each window of sound is read in all ways there are. Voices, music and tones read rightly can be foretold from the
 * samples before; read wrongly they are noise (measured on speech: 5 dB and more for 95 % of windows, median 12.6,
 * against a median of 0.1 to 3.5). A window speaks against what was said only when it is noise as said and sound in
 * another way, and in no third: what is very quiet is sound whichever of its bytes is first. Noise is noise in every way, and so are modems: they say nothing.
 */
export class EncodingCheck {
  readonly #said: SampleEncoding;
  readonly #others: SampleEncoding[];
  readonly #window = new Uint8Array(windowBytes);
  #filled = 0;
  #windows = 0;
  #right = 0;
  readonly #wrong = new Map<SampleEncoding, number>();
  #done = false;

  constructor(said: SampleEncoding) {
    this.#said = said;
    this.#others = sampleEncodings.filter((one) => one !== said);
  }

  /** @returns what the bytes look like: once, when that is certain and not what was said */
  push(bytes: Uint8Array): SampleEncoding | null {
    // Each piece begins with a whole sample, also where samples have two bytes.
    const whole = bytes.length - (bytes.length % 2);
    for (let at = 0; at < whole && !this.#done; ) {
      const taken = Math.min(whole - at, windowBytes - this.#filled);
      this.#window.set(bytes.subarray(at, at + taken), this.#filled);
      at += taken;
      this.#filled += taken;
      if (this.#filled < windowBytes) continue;
      this.#filled = 0;
      const found = this.#look();
      if (found) return found;
    }
    return null;
  }

  #look(): SampleEncoding | null {
    const said = this.#read(this.#said);
    if (said.levelDb < quietestDb) return null;
    const others = this.#others.map((encoding) => ({ encoding, ...this.#read(encoding) }));
    const [likeliest, next] = others.toSorted((a, b) => b.db - a.db);
    if (said.db >= soundDb) {
      if (said.db - likeliest!.db >= clearlyDb) this.#right++;
    } else if (looksLikeSound(likeliest!) && likeliest!.db - Math.max(said.db, next!.db) >= clearlyDb) {
      this.#wrong.set(likeliest!.encoding, (this.#wrong.get(likeliest!.encoding) ?? 0) + 1);
    }
    return this.#decide();
  }

  #decide(): SampleEncoding | null {
    for (const [encoding, windows] of this.#wrong) {
      if (windows < windowsToSay || windows < this.#right * windowsAgainst) continue;
      this.#done = true;
      return encoding;
    }
    this.#done = this.#right >= windowsToTrust || ++this.#windows >= mostWindows;
    return null;
  }

  /** The window read one way. Where it has twice as many samples, the half that is less like sound stands for it. */
  #read(encoding: SampleEncoding): Prediction {
    const samples = readers[encoding](this.#window);
    if (samples.length === windowSamples) return predictionOf(samples);
    const [first, second] = [samples.subarray(0, windowSamples), samples.subarray(windowSamples)].map(
      predictionOf,
    );
    return first!.db < second!.db ? first! : second!;
  }
}

function looksLikeSound({ db, smooth, levelDb }: Prediction): boolean {
  return db >= soundDb && smooth >= leastSmooth && levelDb >= quietestDb;
}

function reader(codec: Parameters<typeof sampleReader>[0]): (bytes: Uint8Array) => Float32Array {
  const read = sampleReader(codec, 1);
  return (bytes) => read(bytes)[0]!;
}

function swapped(bytes: Uint8Array): Uint8Array {
  return bytes.map((_, i) => bytes[i ^ 1]!);
}
