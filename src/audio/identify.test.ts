import { describe, expect, test } from 'vitest';
import { EarshotError } from '../errors.ts';
import { bufferSource } from '../lib/bytes.ts';
import { identifyAudio } from './identify.ts';
import { fixture } from './testing/listen.ts';
import { riff, testSignal, wavFile } from './testing/signal.ts';

const tone = wavFile([testSignal(8000, 1, 0)], 8000);

async function codeOf(bytes: Uint8Array, fileName: string): Promise<string> {
  return identifyAudio(bufferSource(bytes), fileName).then(
    (format) => `${format.container}/${format.codec}`,
    (thrown: EarshotError) => thrown.code,
  );
}

describe('what a file is', () => {
  test.each([
    ['mono.gsm', { container: 'raw', codec: 'gsm', channels: 1, sampleRateHz: 8000, durationMs: 1000 }],
    ['mono-wav49.wav', { container: 'wav', codec: 'gsm', channels: 1, sampleRateHz: 8000, durationMs: 1000 }],
    ['mono-8k.mp3', { container: 'mp3', codec: 'mp3', channels: 1, sampleRateHz: 8000, durationMs: 1000 }],
    ['mono-mp3.wav', { container: 'wav', codec: 'mp3', channels: 1, sampleRateHz: 8000, durationMs: null }],
    [
      'stereo-opus.ogg',
      { container: 'ogg', codec: 'opus', channels: 2, sampleRateHz: 8000, durationMs: 1000 },
    ],
    [
      'stereo-vorbis.ogg',
      { container: 'ogg', codec: 'vorbis', channels: 2, sampleRateHz: 44_100, durationMs: 1000 },
    ],
    ['mono-flac.ogg', { container: 'ogg', codec: 'flac', channels: 1, sampleRateHz: 8000, durationMs: 1000 }],
    ['stereo.flac', { container: 'flac', codec: 'flac', channels: 2, sampleRateHz: 8000, durationMs: 1000 }],
    ['stereo-44k.m4a', { container: 'mp4', codec: 'aac', channels: 2, sampleRateHz: 44_100 }],
    ['mono-opus.mp4', { container: 'mp4', codec: 'opus', channels: 1, sampleRateHz: 8000 }],
    [
      'mono-mu-law.mov',
      { container: 'mp4', codec: 'mu-law', channels: 1, sampleRateHz: 8000, durationMs: 1000 },
    ],
    [
      'stereo-22k.aac',
      { container: 'adts', codec: 'aac', channels: 2, sampleRateHz: 22_050, durationMs: null },
    ],
    ['stereo-opus.webm', { container: 'webm', codec: 'opus', channels: 2 }],
    ['mono-live.webm', { container: 'webm', codec: 'opus', channels: 1, durationMs: null }],
  ])('%s', async (name, wanted) => {
    expect(await identifyAudio(bufferSource(fixture(name)), name)).toMatchObject({
      ...wanted,
      needsFfmpeg: false,
    });
  });

  test('the name decides nothing where the content does', async () => {
    expect(await codeOf(fixture('stereo.flac'), 'call.wav')).toBe('flac/flac');
    expect(await codeOf(tone, 'call.mp3')).toBe('wav/pcm-s16');
    expect(await codeOf(fixture('mono-8k.mp3'), 'call.gsm')).toBe('mp3/mp3');
  });

  test('bytes without a header are what their name says', async () => {
    const bytes = Buffer.alloc(8000, 0xd5);
    expect(await codeOf(bytes, 'call.ulaw')).toBe('raw/mu-law');
    expect(await codeOf(bytes, 'call.alaw')).toBe('raw/a-law');
    expect(await codeOf(bytes, 'call.sln')).toBe('raw/pcm-s16');
    expect(await codeOf(bytes, 'call.bin')).toBe('audio_not_recognised');
    expect(await codeOf(Buffer.alloc(330, 0x11), 'call.gsm')).toBe('audio_not_recognised');
  });

  test('tags in front of an MP3 are skipped', async () => {
    const tag = Buffer.concat([Buffer.from('ID3\x03\0\0\0\0\x02\0', 'latin1'), Buffer.alloc(256, 0x20)]);
    expect(await codeOf(Buffer.concat([tag, fixture('mono-8k.mp3')]), 'call.mp3')).toBe('mp3/mp3');
  });

  test('only a few blocks are read of a recording of hours', async () => {
    const hours = 6 * 3600 * 8000;
    const header = riff(
      { tag: 7, channels: 1, sampleRateHz: 8000, bits: 8, dataBytes: hours },
      Buffer.alloc(0),
    );
    let read = 0;
    const source = {
      size: header.length + hours,
      async read(start: number, end: number) {
        read += end - start;
        const bytes = Buffer.alloc(end - start, 0xff);
        header.copy(bytes, 0, start, Math.min(header.length, end));
        return bytes;
      },
    };
    expect((await identifyAudio(source, 'call.wav')).durationMs).toBe(6 * 3_600_000);
    expect(read).toBeLessThan(300_000);
  });
});

describe('what is refused, and as what', () => {
  test.each<[string, Uint8Array, string, string]>([
    ['an empty file', new Uint8Array(0), 'call.wav', 'audio_empty'],
    ['a text renamed .wav', Buffer.from('Hello, this is no recording.'), 'call.wav', 'audio_not_recognised'],
    [
      'a text renamed .ulaw',
      Buffer.from('Hello, this is no recording.'.repeat(100)),
      'a.ulaw',
      'audio_not_recognised',
    ],
    ['a page of HTML', Buffer.from('<!DOCTYPE html><html></html>'), 'call.mp3', 'audio_not_recognised'],
    [
      'a zip archive',
      Buffer.concat([Buffer.from('PK\x03\x04'), Buffer.alloc(500, 7)]),
      'a.wav',
      'audio_not_recognised',
    ],
    [
      'a picture',
      Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), Buffer.alloc(500)]),
      'a.ogg',
      'audio_not_recognised',
    ],
    ['zeros', Buffer.alloc(10_000), 'call.wav', 'audio_not_recognised'],
    ['three bytes', Buffer.from('RIF'), 'call.wav', 'audio_not_recognised'],
    ['a WAV header cut in its first words', tone.subarray(0, 10), 'call.wav', 'audio_damaged'],
    ['a WAV header cut in its format', tone.subarray(0, 25), 'call.wav', 'audio_damaged'],
    ['a WAV header without sound', tone.subarray(0, 44), 'call.wav', 'audio_damaged'],
    [
      'a WAV that says it has no sound',
      wavFile([new Float32Array(0)], 8000),
      'call.wav',
      'audio_silent_length',
    ],
    [
      'three channels',
      wavFile(
        [0, 1, 0].map((c) => testSignal(8000, 0.1, c as 0 | 1)),
        8000,
      ),
      'call.wav',
      'audio_channels_unsupported',
    ],
    [
      'no channels',
      riff({ tag: 1, channels: 0, sampleRateHz: 8000, bits: 16, blockAlign: 2 }, Buffer.alloc(100)),
      'a.wav',
      'audio_damaged',
    ],
    [
      'no sample rate',
      riff({ tag: 1, channels: 1, sampleRateHz: 0, bits: 16 }, Buffer.alloc(100)),
      'a.wav',
      'audio_damaged',
    ],
    [
      'a codec nobody knows',
      riff({ tag: 0x1234, channels: 1, sampleRateHz: 8000, bits: 4, blockAlign: 1 }, Buffer.alloc(100)),
      'a.wav',
      'audio_codec_unsupported',
    ],
    [
      'AMR',
      Buffer.concat([Buffer.from('#!AMR\n'), Buffer.alloc(320, 9)]),
      'a.amr',
      'audio_codec_unsupported',
    ],
    ['an index without its file', fixture('stereo-44k.m4a').subarray(0, 2000), 'a.m4a', 'audio_damaged'],
  ])('%s', async (_what, bytes, fileName, code) => {
    expect(await codeOf(bytes, fileName)).toBe(code);
  });

  test('what it looks like is told', async () => {
    const failure = await identifyAudio(bufferSource(Buffer.from('<html>')), 'a.wav').catch(
      (thrown: unknown) => thrown,
    );
    expect((failure as EarshotError).details).toEqual({ looksLike: 'HTML' });
  });

  test('a source that cannot be read is not taken for a damaged file', async () => {
    const source = {
      size: 5000,
      read: async () => {
        throw new EarshotError('object_damaged');
      },
    };
    await expect(identifyAudio(source, 'call.wav')).rejects.toMatchObject({ code: 'object_damaged' });
  });
});
