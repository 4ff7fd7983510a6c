import { sampleReader } from '../audio/pcm.ts';
import { EarshotError } from '../errors.ts';
import type { RawSpeech } from './raw-speech.ts';

/**
 * What a program wrote as a WAV file of 16-bit samples. Sizes are not believed: a program that writes to a pipe
 * cannot know them beforehand.
 * @throws voice_failed
 */
export function readWav(bytes: Buffer, program: string): RawSpeech {
  const data = bytes.indexOf('data', 12, 'latin1');
  const isWav =
    bytes.length > 44 &&
    bytes.toString('latin1', 0, 4) === 'RIFF' &&
    data > 0 &&
    bytes.readUInt16LE(34) === 16;
  if (!isWav) throw new EarshotError('voice_failed', { details: { program, how: 'gave no audio' } });
  const channels = bytes.readUInt16LE(22);
  const [samples] = sampleReader('pcm-s16', channels)(bytes.subarray(data + 8));
  return { samples: samples as Float32Array, sampleRateHz: bytes.readUInt32LE(24) };
}
