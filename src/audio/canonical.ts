import type { AudioFormat, Block } from './format.ts';
import { openResampler, type Resampler } from './resample.ts';

/** Telephone speech has nothing above; what comes with more is brought down to it. */
const highestRateHz = 16_000;

/** The rate of the stored audio: the lines' own up to 16 kHz, the higher one where two lines differ. */
export function storedRateHz(formats: AudioFormat[]): number {
  return Math.min(highestRateHz, Math.max(...formats.map((format) => format.sampleRateHz)));
}

/** The blocks of a file at another rate and with `channels` channels. */
export async function* canonical(
  blocks: AsyncIterable<Block>,
  sampleRateHz: number,
  channels: number,
): AsyncGenerator<Float32Array[]> {
  let rateHz = 0;
  let resamplers: Resampler[] = [];
  const flush = () => resamplers.map((resampler) => resampler.flush());
  for await (const block of blocks) {
    if (block.sampleRateHz !== rateHz) {
      if (rateHz > 0) yield flush();
      rateHz = block.sampleRateHz;
      resamplers = Array.from({ length: channels }, () => openResampler(rateHz, sampleRateHz));
    }
    yield withChannels(block.channels, channels).map((samples, i) => resamplers[i]!.push(samples));
  }
  if (rateHz > 0) yield flush();
}

/** A stream may change between mono and stereo on its way. */
function withChannels(channels: Float32Array[], wanted: number): Float32Array[] {
  if (channels.length === wanted) return channels;
  const first = channels[0] ?? new Float32Array(0);
  if (wanted === 2) return [first, first];
  const second = channels[1] ?? first;
  return [first.map((sample, i) => (sample + second[i]!) / 2)];
}

/**
 * Two mono streams as the channels of one; the shorter is filled up with silence. `onPadding` is told, with every
 * such piece, how many samples that is by now, and of how many.
 */
export async function* sideBySide(
  left: AsyncGenerator<Float32Array[]>,
  right: AsyncGenerator<Float32Array[]>,
  onPadding: (samples: number, of: number) => void,
): AsyncGenerator<Float32Array[]> {
  const legs = [leg(left), leg(right)] as const;
  let padded = 0;
  let total = 0;
  try {
    for (;;) {
      await Promise.all(legs.map((each) => each.fill()));
      const [a, b] = legs;
      if (a.ended && b.ended) return;
      const count = a.ended
        ? b.held.length
        : b.ended
          ? a.held.length
          : Math.min(a.held.length, b.held.length);
      total += count;
      if (a.ended || b.ended) padded += count;
      if (padded > 0) onPadding(padded, total);
      yield [a.take(count), b.take(count)];
    }
  } finally {
    await Promise.all([left.return(undefined), right.return(undefined)]);
  }
}

function leg(stream: AsyncGenerator<Float32Array[]>) {
  return {
    held: new Float32Array(0) as Float32Array,
    ended: false,
    async fill(): Promise<void> {
      while (!this.ended && this.held.length === 0) {
        const { value, done } = await stream.next();
        if (done) this.ended = true;
        else this.held = value[0]!;
      }
    },
    take(count: number): Float32Array {
      if (this.ended) return new Float32Array(count);
      const taken = this.held.subarray(0, count);
      this.held = this.held.subarray(count);
      return taken;
    },
  };
}
