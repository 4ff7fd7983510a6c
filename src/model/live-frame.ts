/**
 * One frame of one leg of live audio, as a binary message of a source's WebSocket:
 *
 *    0  1  1, the version
 *    1  1  leg, from 0
 *    2  2  0
 *    4  4  sequence: counts up by one with each frame of the leg   } big-endian
 *    8  4  first sample: its position since the start of the leg   }
 *   12  n  samples, as the start said: signed 16 bits little-endian, mu-law or A-law
 *
 * Frames of 20 ms are usual; any length up to two seconds is taken.
 */
export const frameHeaderBytes = 12;
export const frameVersion = 1;

export interface LiveFrame {
  sequence: number | null;
  firstSample: number;
  samples: Int16Array;
}

/** The binary message of a frame, with samples of 16 bits. */
export function writeFrame(
  leg: number,
  { sequence, firstSample, samples }: LiveFrame,
): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(frameHeaderBytes + samples.length * 2);
  const view = new DataView(bytes.buffer);
  view.setUint8(0, frameVersion);
  view.setUint8(1, leg);
  view.setUint32(4, sequence ?? 0);
  view.setUint32(8, firstSample);
  for (let i = 0; i < samples.length; i++) view.setInt16(frameHeaderBytes + 2 * i, samples[i]!, true);
  return bytes;
}
