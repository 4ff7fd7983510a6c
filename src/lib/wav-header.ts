const sampleBytes = 2;
export const wavHeaderBytes = 44;

/**
 * The header of a WAV file of signed 16-bit samples.
 *
 *   0  "RIFF"  size of what follows      4 bytes each
 *   8  "WAVE"
 *  12  "fmt "  16
 *  20  format 1 (PCM), channels           2 bytes each
 *  24  samples a second, bytes a second   4 bytes each
 *  32  bytes a frame, bits a sample       2 bytes each
 *  36  "data"  bytes of samples
 */
export function wavHeader(of: { channels: number; sampleRateHz: number; dataBytes: number }): Buffer {
  const frameBytes = of.channels * sampleBytes;
  const header = Buffer.alloc(wavHeaderBytes);
  header.write('RIFF', 0, 'latin1');
  header.writeUInt32LE(wavHeaderBytes - 8 + of.dataBytes, 4);
  header.write('WAVEfmt ', 8, 'latin1');
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(of.channels, 22);
  header.writeUInt32LE(of.sampleRateHz, 24);
  header.writeUInt32LE(of.sampleRateHz * frameBytes, 28);
  header.writeUInt16LE(frameBytes, 32);
  header.writeUInt16LE(sampleBytes * 8, 34);
  header.write('data', 36, 'latin1');
  header.writeUInt32LE(of.dataBytes, 40);
  return header;
}
