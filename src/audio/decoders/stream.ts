import { type AudioNote, addNote, type Block } from '../format.ts';

/** What the decoders in WebAssembly have in common: bytes in, whatever samples they hold out. */
export interface StreamDecoder {
  ready: Promise<void>;
  decode(bytes: Uint8Array): Decoded | Promise<Decoded>;
  flush?(): Promise<Decoded>;
  free(): void;
}

export interface Decoded {
  channelData: Float32Array[];
  samplesDecoded: number;
  sampleRate: number;
  errors: unknown[];
  bitDepth?: number;
}

/** Everything a decoder makes of the pieces; frees it in the end. Damage it hears through is noted. */
export async function* streamBlocks(
  decoder: StreamDecoder,
  pieces: AsyncIterable<Uint8Array>,
  notes: AudioNote[],
  samplesOf: (decoded: Decoded) => Float32Array[] = ({ channelData }) => channelData,
): AsyncGenerator<Block> {
  let errors = 0;
  try {
    await decoder.ready;
    for await (const bytes of pieces) {
      const decoded = await decoder.decode(bytes);
      errors += decoded.errors.length;
      if (decoded.samplesDecoded > 0)
        yield { sampleRateHz: decoded.sampleRate, channels: samplesOf(decoded) };
    }
    const rest = await decoder.flush?.();
    if (rest && rest.samplesDecoded > 0) yield { sampleRateHz: rest.sampleRate, channels: samplesOf(rest) };
  } finally {
    decoder.free();
  }
  if (errors > 0) addNote(notes, 'audio_damaged_parts', { parts: errors });
}

/** Notes when fewer samples came than the headers promise, by more than `slack`. */
export async function* checkCount(
  blocks: AsyncIterable<Block>,
  expected: number,
  slack: number,
  notes: AudioNote[],
): AsyncGenerator<Block> {
  let count = 0;
  for await (const block of blocks) {
    count += block.channels[0]?.length ?? 0;
    yield block;
  }
  if (count < expected - slack) addNote(notes, 'audio_truncated', { reason: 'shorter than its header says' });
}
