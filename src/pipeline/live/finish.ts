import { EarshotError } from '../../errors.ts';
import { wavHeader } from '../../lib/wav-header.ts';
import type { KeptRemark, LiveNote } from '../../model/live.ts';
import { fromBytes, type HeardAudio, type Said } from './entries.ts';

/** What a journal says of its call, besides the audio. */
export interface JournalOutline {
  start: Said & { type: 'start' };
  turns: (Said & { type: 'turn' })[];
  notes: LiveNote[];
  remarks: KeptRemark[];
  /** Of the longest leg, and of what passed without audio. */
  samples: number;
  /** Of audio that came, on all legs together. */
  heardSamples: number;
}

type ReadJournal = () => AsyncGenerator<Uint8Array>;

/** @throws object_damaged when the journal does not begin with the start of a call */
export async function outlineOf(read: ReadJournal): Promise<JournalOutline> {
  let start: JournalOutline['start'] | undefined;
  const turns = new Map<string, JournalOutline['turns'][number]>();
  const notes: LiveNote[] = [];
  const remarks: KeptRemark[] = [];
  let [samples, heardSamples, passedMs] = [0, 0, 0];
  for await (const bytes of read()) {
    const entry = fromBytes(bytes);
    if (entry.type === 'start') start = entry;
    else if (entry.type === 'turn') turns.set(entry.segment, entry);
    else if (entry.type === 'passed') passedMs = Math.max(passedMs, entry.positionMs);
    else if (entry.type === 'note') notes.push(entry.note);
    else if (entry.type === 'remark') remarks.push(entry.remark);
    else {
      samples = Math.max(samples, entry.firstSample + entry.samples.length);
      heardSamples += entry.samples.length;
    }
  }
  if (!start) throw new EarshotError('object_damaged', { details: { part: 'journal' } });
  // Nothing was heard of it but what was told: it lasts until that was said.
  for (const { leg, endMs } of turns.values())
    if (start.opening.toldLegs.includes(leg)) passedMs = Math.max(passedMs, endMs);
  samples = Math.max(samples, Math.round((passedMs * start.start.sampleRateHz) / 1000));
  return { start, turns: [...turns.values()], notes, remarks, samples, heardSamples };
}

const silenceAtOnce = 8000;

/** One leg of the call as a WAV file, as long as the longest leg: silence stands where no audio came. */
export async function* legAsWav(
  leg: number,
  { start, samples }: Pick<JournalOutline, 'start' | 'samples'>,
  read: ReadJournal,
): AsyncGenerator<Uint8Array> {
  yield wavHeader({ channels: 1, sampleRateHz: start.start.sampleRateHz, dataBytes: samples * 2 });
  let at = 0;
  for await (const bytes of read()) {
    const entry = fromBytes(bytes);
    if (entry.type !== 'audio' || entry.leg !== leg) continue;
    yield* silence(entry.firstSample - at);
    yield asBytes(entry);
    at = entry.firstSample + entry.samples.length;
  }
  yield* silence(samples - at);
}

function* silence(samples: number): Generator<Uint8Array> {
  for (let left = samples; left > 0; left -= silenceAtOnce)
    yield Buffer.alloc(2 * Math.min(left, silenceAtOnce));
}

function asBytes({ samples }: HeardAudio): Uint8Array {
  const bytes = Buffer.alloc(samples.length * 2);
  for (let i = 0; i < samples.length; i++) bytes.writeInt16LE(samples[i]!, 2 * i);
  return bytes;
}
