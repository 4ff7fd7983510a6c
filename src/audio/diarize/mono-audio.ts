import type { ByteSource } from '../../lib/bytes.ts';

export interface MonoAudio {
  /** Signed 16-bit little-endian samples of one channel. */
  pcm: ByteSource;
  sampleRateHz: number;
}
