import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { EarshotError } from '../errors.ts';
import { decode } from './decode.ts';
import { isInstalled } from './decoders/ffmpeg.ts';
import { identifyAudio } from './identify.ts';
import { fixture, foreignFixtures, joined, likenessDb, listen, ownFixtures } from './testing/listen.ts';
import { seededRandom } from './testing/random.ts';
import { testSignal, wavFile } from './testing/signal.ts';

/** What lossy codecs leave of the test signal at the bit rates of the fixtures, in decibels. */
const lossyLikeness: Record<string, number> = {
  'stereo-22k.aac': 12,
  'stereo-22k.mkv': 12,
  'stereo-opus.ogg': 15,
};

describe('every format', () => {
  test.each(ownFixtures)('%s sounds like what went into it, on every channel', async (name) => {
    const { channels, sampleRateHz, format, notes } = await listen(fixture(name), name);
    expect(channels).toHaveLength(name.startsWith('stereo') ? 2 : 1);
    expect(format.channels).toBe(channels.length);
    expect(notes).toEqual([]);
    for (const [i, heard] of channels.entries()) {
      const wanted = testSignal(sampleRateHz, 1, i as 0 | 1);
      // Encoders without a place to say how far they lag: up to 1105 samples at 8 kHz.
      expect(likenessDb(heard, wanted, sampleRateHz, 140)).toBeGreaterThan(lossyLikeness[name] ?? 15);
    }
  });

  test.each(['stereo.flac', 'mono-flac.ogg', 'mono-24bit.flac'])(
    '%s is decoded without loss',
    async (name) => {
      const { channels } = await listen(fixture(name), name);
      const sent = testSignal(8000, 1, 0).map((sample) => Math.round(sample * 32767) / 32768);
      expect(likenessDb(channels[0]!, sent, 8000)).toBeGreaterThan(150);
    },
  );

  test('formats that tell their length are believed within a packet', async () => {
    for (const name of ownFixtures) {
      const { format, channels, sampleRateHz } = await listen(fixture(name), name);
      if (format.durationMs === null) continue;
      expect(Math.abs(format.durationMs - (channels[0]!.length * 1000) / sampleRateHz), name).toBeLessThan(
        130,
      );
    }
  });
});

test('packets that a recorder left out while nobody spoke are silence, so that times stay true', async () => {
  const whole = fixture('stereo-opus.webm');
  const before = await listen(whole, 'a.webm');
  // The first cluster's clock says 0 (E7 at a known place): half a minute later instead.
  const late = Buffer.from(whole);
  const at = late.indexOf(Buffer.from('1f43b675', 'hex'));
  const clock = late.indexOf(0xe7, at);
  expect(late[clock + 1]).toBe(0x81);
  const later = Buffer.concat([
    late.subarray(0, clock),
    Buffer.from([0xe7, 0x82, 30_000 >> 8, 30_000 & 0xff]),
    late.subarray(clock + 3),
  ]);
  const after = await listen(later, 'a.webm');
  const addedSeconds = (after.channels[0]!.length - before.channels[0]!.length) / after.sampleRateHz;
  expect(addedSeconds).toBeCloseTo(30, 2);
});

describe('a file that is cut off', () => {
  test.each(ownFixtures)('%s gives what is there and says so, or says why nothing is', async (name) => {
    const whole = fixture(name);
    for (const quarter of [1, 2, 3]) {
      const bytes = whole.subarray(0, Math.floor((whole.length * quarter) / 4));
      const heard = await listen(bytes, name).catch((thrown: unknown) => thrown);
      if (heard instanceof Error) {
        expect((heard as EarshotError).code, `${name} ${quarter}/4`).toMatch(
          /^audio_(damaged|not_recognised)$/,
        );
        continue;
      }
      const { channels, sampleRateHz, notes } = heard as Awaited<ReturnType<typeof listen>>;
      const isWholeFrames = name === 'mono.gsm' && bytes.length % 33 === 0;
      expect(notes.length > 0 || isWholeFrames, `${name} ${quarter}/4 is noted`).toBe(true);
      expect((channels[0]?.length ?? 0) / sampleRateHz || 0, `${name} ${quarter}/4`).toBeLessThan(
        quarter / 4 + 0.2,
      );
    }
  });

  test('a stream that was cut in its middle still holds most of its sound', async () => {
    for (const name of ['stereo-opus.ogg', 'stereo-opus.webm', 'stereo-22k.aac', 'mono-8k.mp3', 'mono.gsm']) {
      const whole = fixture(name);
      const { channels, sampleRateHz } = await listen(whole.subarray(0, Math.floor(whole.length / 2)), name);
      expect(channels[0]!.length / sampleRateHz, name).toBeGreaterThan(0.3);
    }
  });
});

describe('damaged bytes', () => {
  test('a thousand damaged files are decoded or refused with a code, and none hangs', {
    timeout: 300_000,
  }, async () => {
    // The decoders report each damaged packet there.
    const { error } = console;
    console.error = () => {};
    onTestFinished(() => {
      console.error = error;
    });
    const random = seededRandom(11);
    const names = [...ownFixtures, ...foreignFixtures];
    for (let round = 0; round < 1000; round++) {
      const name = names[round % names.length]!;
      const bytes = damage(fixture(name), random);
      const failure = await hearSome(bytes, name).then(
        () => null,
        (thrown: unknown) => thrown,
      );
      if (failure) expect((failure as EarshotError).code, `${name} in round ${round}`).toMatch(/^audio_/);
    }
  });
});

describe('formats that only ffmpeg decodes', () => {
  test.each(foreignFixtures)('%s is refused without it, saying what to do', async (name) => {
    const failure = await listen(fixture(name), name).catch((thrown: unknown) => thrown);
    expect(failure).toBeInstanceOf(EarshotError);
    expect((failure as EarshotError).code).toBe('audio_codec_unsupported');
    expect((failure as EarshotError).details).toMatchObject({ remedy: expect.stringContaining('ffmpeg') });
  });

  test.each(foreignFixtures)('%s is decoded with it', async (name) => {
    if (!(await hasFfmpeg())) return;
    const { channels } = await listen(fixture(name), name, 'ffmpeg');
    expect(channels).toHaveLength(1);
    expect(likenessDb(channels[0]!, testSignal(8000, 1, 0), 8000, 80)).toBeGreaterThan(9);
  });

  test('a program that cannot be started is the same as none', async () => {
    expect(await isInstalled('/nowhere/ffmpeg')).toBe(false);
    expect(await isInstalled('')).toBe(false);
  });
});

describe('against ffmpeg and its encoders', () => {
  test('GSM is decoded to the very same samples', async () => {
    if (!(await hasFfmpeg())) return;
    for (const [file, codec] of [
      ['speech.gsm', 'libgsm'],
      ['speech.wav', 'libgsm_ms'],
    ] as const) {
      const { bytes, samples } = encode(file, ['-c:a', codec], 8000, 1);
      const { channels } = await listen(bytes, file);
      expect([...channels[0]!]).toEqual([...samples]);
    }
  });

  test('mu-law and A-law are decoded to the very same samples', async () => {
    if (!(await hasFfmpeg())) return;
    for (const codec of ['pcm_mulaw', 'pcm_alaw']) {
      const { bytes, samples } = encode('speech.wav', ['-c:a', codec], 8000, 1);
      const { channels } = await listen(bytes, 'speech.wav');
      expect([...channels[0]!]).toEqual([...samples]);
    }
  });

  test.each([
    [8000, 1, '24k'],
    [22_050, 2, '64k'],
    [44_100, 2, '96k'],
  ])(
    'AAC at %i Hz, %i channels, %s is decoded to the same samples but for rounding',
    async (rateHz, count, bits) => {
      if (!(await hasFfmpeg())) return;
      const { bytes, samples } = encode('speech.aac', ['-c:a', 'aac', '-b:a', bits], rateHz, count, 'f32le');
      const { channels } = await listen(bytes, 'speech.aac');
      const interleaved = samples.map((_, i) => channels[i % count]![Math.floor(i / count)]!);
      expect(likenessDb(interleaved, samples, rateHz)).toBeGreaterThan(110);
    },
  );
});

async function hasFfmpeg(): Promise<boolean> {
  const isThere = await isInstalled('ffmpeg');
  if (!isThere) console.warn('ffmpeg is not installed: comparison with it skipped');
  return isThere;
}

/** A sound with bursts and tones as ffmpeg encodes it, and as ffmpeg decodes that. */
function encode(
  file: string,
  options: string[],
  rateHz: number,
  channels: number,
  raw: 's16le' | 'f32le' = 's16le',
) {
  const work = mkdtempSync(join(tmpdir(), 'earshot-encode-'));
  try {
    const [input, output] = [join(work, 'in.wav'), join(work, file)];
    const sound = Array.from({ length: channels }, (_, i) => burstsAndTones(rateHz, i as 0 | 1));
    writeFileSync(input, wavFile(sound, rateHz));
    execFileSync('ffmpeg', ['-v', 'error', '-y', '-i', input, ...options, output]);
    const decoded = execFileSync('ffmpeg', ['-v', 'error', '-i', output, '-f', raw, '-'], { maxBuffer: 1e9 });
    const copy = decoded.buffer.slice(decoded.byteOffset, decoded.byteOffset + decoded.byteLength);
    const samples =
      raw === 'f32le' ? new Float32Array(copy) : Float32Array.from(new Int16Array(copy), (s) => s / 32768);
    return { bytes: readFileSync(output), samples };
  } finally {
    rmSync(work, { recursive: true });
  }
}

/** Clicks make an encoder use its short windows and shape noise in time; hiss makes it code noise. */
function burstsAndTones(rateHz: number, channel: 0 | 1): Float32Array {
  const random = seededRandom(3);
  return testSignal(rateHz, 4, channel).map((sample, i) => {
    const sinceClick = (i / rateHz) % 0.23;
    return 0.7 * sample + (sinceClick < 0.01 ? 0.5 : 0.02) * (random() - 0.5);
  });
}

/** Decodes until a minute of sound came out: damaged lengths may promise hours. */
async function hearSome(bytes: Buffer, name: string): Promise<void> {
  const source = {
    size: bytes.length,
    read: async (start: number, end: number) => bytes.subarray(start, end),
  };
  const format = await identifyAudio(source, name);
  const { blocks } = await decode(source, format, null);
  let seconds = 0;
  const heard: Float32Array[] = [];
  for await (const block of blocks) {
    heard.splice(0, heard.length, ...block.channels);
    seconds += block.channels[0]!.length / block.sampleRateHz;
    if (seconds > 60) break;
  }
  expect(joined(heard).every(Number.isFinite)).toBe(true);
}

function damage(whole: Buffer, random: () => number): Buffer {
  const bytes = Buffer.from(whole);
  for (let count = 1 + Math.floor(random() * 6); count > 0; count--) {
    const reach = random() < 0.6 ? Math.min(600, bytes.length) : bytes.length;
    bytes[Math.floor(random() * reach)] = Math.floor(random() * 256);
  }
  return random() < 0.2 ? bytes.subarray(0, Math.floor(random() * bytes.length)) : bytes;
}
