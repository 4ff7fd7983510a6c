import { z } from 'zod';
import { heardLive, type LiveOpening } from '../../ingest/live-intake.ts';
import { bytesOfSamples, samplesOfBytes } from '../../lib/pcm16.ts';
import { KeptRemark, LiveNote, LiveStart } from '../../model/live.ts';

const Opening: z.ZodType<LiveOpening> = z.object({
  source: z.enum(['live', 'simulated']),
  channel: z.string(),
  toldLegs: z.array(z.int().nonnegative()).readonly(),
});

/**
 * What the journal of an open call holds, entry by entry.
 *
 *   0  1  0: what was said of the call, JSON after it; 1: audio
 *   1  1  leg           } audio only
 *   2  4  first sample  } big-endian, in the leg's own positions
 *   6  n  samples, signed 16 bits, little-endian
 */
const Said = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('start'),
    callId: z.uuid(),
    startedAt: z.iso.datetime(),
    start: LiveStart,
    opening: Opening.default(heardLive),
  }),
  /** So much of the call has passed, with audio or without. */
  z.object({ type: z.literal('passed'), positionMs: z.number() }),
  /** From here on so much is added to the source's count of a leg. */
  z.object({ type: z.literal('count'), leg: z.int().nonnegative(), offset: z.int() }),
  /** The call is over: nobody may go on with it. */
  z.object({ type: z.literal('over') }),
  z.object({ type: z.literal('note'), note: LiveNote }),
  z.object({ type: z.literal('remark'), remark: KeptRemark }),
  z.object({
    type: z.literal('turn'),
    /** A later entry of the same segment is the same turn, heard better. */
    segment: z.string(),
    leg: z.int().nonnegative(),
    startMs: z.number(),
    endMs: z.number(),
    text: z.string(),
    words: z.array(z.tuple([z.string(), z.number(), z.number(), z.number().nullable()])),
    confidence: z.number().nullable(),
    engine: z.string(),
  }),
]);
export type Said = z.infer<typeof Said>;

export interface HeardAudio {
  type: 'audio';
  leg: number;
  firstSample: number;
  samples: Int16Array;
}

export type Entry = Said | HeardAudio;

const audioHeaderBytes = 6;

export function toBytes(entry: Entry): Uint8Array {
  if (entry.type !== 'audio') return Buffer.concat([Buffer.from([0]), Buffer.from(JSON.stringify(entry))]);
  const { leg, firstSample, samples } = entry;
  const bytes = bytesOfSamples(samples, audioHeaderBytes);
  bytes[0] = 1;
  bytes[1] = leg;
  bytes.writeUInt32BE(firstSample, 2);
  return bytes;
}

export function fromBytes(bytes: Uint8Array): Entry {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (buffer[0] === 0) return Said.parse(JSON.parse(buffer.toString('utf8', 1)));
  const samples = samplesOfBytes(bytes.subarray(audioHeaderBytes));
  return { type: 'audio', leg: buffer[1]!, firstSample: buffer.readUInt32BE(2), samples };
}
