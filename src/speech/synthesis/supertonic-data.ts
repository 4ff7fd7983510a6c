import { z } from 'zod';

/**
 * The files of a Supertonic model that are no networks, read by the loader's own rules: it ends the process on
 * whatever does not keep to them.
 *
 *   voice.bin            int64 voices, a, b · int64 voices, c, d · float voices × a × b · float voices × c × d
 *   unicode_indexer.bin  int32 for each character of the Basic Multilingual Plane
 *   tts.json             the numbers below, among others
 */
const headerBytes = 48;
const mostBytes = 64 * 1024 * 1024;

const TtsJson = z.looseObject({
  ae: z.looseObject({ sample_rate: z.int32().positive(), base_chunk_size: z.int32().positive() }),
  ttl: z.looseObject({ chunk_compress_factor: z.int32().positive(), latent_dim: z.int32().positive() }),
});

/** How many voices a `voice.bin` announces and how long it must then be; null for one too short to say. */
export function shapesOf(bytes: Buffer): { voices: number; otherVoices: number; wantedBytes: number } | null {
  if (bytes.length < headerBytes) return null;
  const dims = Array.from({ length: 6 }, (_, index) => Number(bytes.readBigInt64LE(8 * index)));
  if (dims.some((dim) => dim <= 0 || dim > mostBytes)) return null;
  const [voices, a, b, otherVoices, c, d] = dims as [number, number, number, number, number, number];
  return { voices, otherVoices, wantedBytes: headerBytes + 4 * (voices * a * b + otherVoices * c * d) };
}

/** What is wrong with a `voice.bin`, or null. */
export function wrongWithVoices(bytes: Buffer): string | null {
  const shapes = shapesOf(bytes);
  if (!shapes) return 'it does not begin with the shapes of its voices';
  if (bytes.length !== shapes.wantedBytes || bytes.length > mostBytes)
    return `${shapes.wantedBytes} bytes are announced, ${bytes.length} are there`;
  return shapes.voices === shapes.otherVoices ? null : 'its two parts have different numbers of voices';
}

/** What is wrong with a `unicode_indexer.bin`, or null. */
export function wrongWithIndexer(bytes: Buffer): string | null {
  return bytes.length === 0 || bytes.length % 4 !== 0 ? 'its length is not that of a table of numbers' : null;
}

/** What is wrong with a `tts.json`, or null. */
export function wrongWithSettings(text: string): string | null {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return 'it is not JSON';
  }
  const read = TtsJson.safeParse(json);
  if (read.success) return null;
  return `it lacks ${read.error.issues.map(({ path }) => path.join('.')).join(', ')}`;
}
