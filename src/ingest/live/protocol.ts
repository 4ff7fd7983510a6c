import type { ZodError } from 'zod';
import { aLawTable, muLawTable } from '../../audio/g711.ts';
import { EarshotError } from '../../errors.ts';
import { samplesOfBytes } from '../../lib/pcm16.ts';
import { FromLiveSource, type LiveStart } from '../../model/live.ts';
import { frameHeaderBytes, frameVersion } from '../../model/live-frame.ts';
import type { SourceFrame } from '../live-intake.ts';

/**
 * What a source of live audio sends over its WebSocket: text messages are JSON (`FromLiveSource`), a binary message is
 * one frame of one leg (`model/live-frame.ts`).
 */
const longestFrameMs = 2_000;
const g711 = { mulaw: muLawTable(), alaw: aLawTable() };

export function parseFrame(
  bytes: Uint8Array,
  { sampleRateHz, encoding, legs }: Pick<LiveStart, 'sampleRateHz' | 'encoding' | 'legs'>,
): { leg: number; frame: SourceFrame; bytes: Uint8Array } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.byteLength < frameHeaderBytes || view.getUint8(0) !== frameVersion)
    throw invalid('a frame begins with its header');
  const leg = view.getUint8(1);
  if (leg >= legs.length) throw invalid('a frame names a leg that the start did not');
  const sound = bytes.subarray(frameHeaderBytes);
  const samples = samplesOf(sound, encoding);
  if (samples.length > (sampleRateHz * longestFrameMs) / 1000)
    throw invalid('a frame is longer than two seconds');
  const frame = { sequence: view.getUint32(4), firstSample: view.getUint32(8), samples };
  return { leg, frame, bytes: sound };
}

/** @throws live_message_invalid */
export function samplesOf(bytes: Uint8Array, encoding: LiveStart['encoding']): Int16Array {
  if (encoding !== 'pcm_s16le') {
    const levels = g711[encoding];
    return Int16Array.from(bytes, (byte) => Math.round(levels[byte]! * 32_768));
  }
  if (bytes.byteLength % 2 !== 0) throw invalid('a sample has two bytes');
  return samplesOfBytes(bytes);
}

/** @throws live_message_invalid */
export function parseMessage(text: string): FromLiveSource {
  const parsed = FromLiveSource.safeParse(parseJson(text));
  if (parsed.success) return parsed.data;
  throw invalid(problemOf(parsed.error));
}

/** What is wrong with a message, by its first field that is. */
export function problemOf({ issues: [issue] }: ZodError): string {
  if (!issue) return 'not a message';
  return issue.path.length > 0 ? `${issue.path.join('.')}: ${issue.message}` : issue.message;
}

/** @throws live_message_invalid */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new EarshotError('live_message_invalid', { details: { problem: 'not JSON' }, cause });
  }
}

export function invalid(problem: string): EarshotError {
  return new EarshotError('live_message_invalid', { details: { problem } });
}
