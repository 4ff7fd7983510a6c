import { endianness } from 'node:os';

const bytesPerSample = 2;
/** Samples lie in memory as they are sent and stored: nearly everywhere. */
const isLittleEndian = endianness() === 'LE';

/** Samples of little-endian bytes; an odd byte at the end is left out. */
export function samplesOfBytes(bytes: Uint8Array): Int16Array {
  const length = Math.floor(bytes.byteLength / bytesPerSample);
  const samples = new Int16Array(length);
  const own = new Uint8Array(samples.buffer);
  own.set(bytes.subarray(0, own.length));
  return isLittleEndian ? samples : swapped(samples);
}

/** Samples as little-endian bytes, behind so many bytes left for a header. */
export function bytesOfSamples(samples: Int16Array, headerBytes = 0): Buffer {
  const written = isLittleEndian ? samples : swapped(samples.slice());
  const bytes = Buffer.alloc(headerBytes + written.byteLength);
  bytes.set(new Uint8Array(written.buffer, written.byteOffset, written.byteLength), headerBytes);
  return bytes;
}

function swapped(samples: Int16Array): Int16Array {
  Buffer.from(samples.buffer, samples.byteOffset, samples.byteLength).swap16();
  return samples;
}
