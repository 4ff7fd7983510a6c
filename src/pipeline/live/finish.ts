import { EarshotError } from '../../errors.ts';
import { bytesOfSamples } from '../../lib/pcm16.ts';
import { wavHeader } from '../../lib/wav-header.ts';
import type { KeptRemark, LiveNote } from '../../model/live.ts';
import { fromBytes, type HeardAudio, type Said } from './entries.ts';
import type { SegmentTurn } from './turn-list.ts';

/** What a journal says of its call, besides the audio. */
export interface JournalOutline {
  start: Said & { type: 'start' };
  turns: SegmentTurn[];
  notes: LiveNote[];
  remarks: KeptRemark[];
  /** By leg: up to where its audio came, and what is added to its source's count. */
  legs: { position: number; offset: number }[];
  /** What has passed without audio, as far as was said. */
  passedMs: number;
  /** Of the longest leg, and of what passed without audio. */
  samples: number;
  /** Of audio that came, on all legs together. */
  heardSamples: number;
  /** Whether the call was over when the journal ended. */
  over: boolean;
}

export type ReadJournal = () => AsyncIterable<Uint8Array>;

/** @throws object_damaged when the journal does not begin with the start of a call */
export async function outlineOf(read: ReadJournal): Promise<JournalOutline> {
  let start: JournalOutline['start'] | undefined;
  const turns = new Map<string, SegmentTurn>();
  const legs: JournalOutline['legs'] = [];
  const notes: LiveNote[] = [];
  const remarks: KeptRemark[] = [];
  let [heardSamples, passedMs, over] = [0, 0, false];
  const leg = (index: number) => (legs[index] ??= { position: 0, offset: 0 });
  for await (const bytes of read()) {
    const entry = fromBytes(bytes);
    switch (entry.type) {
      case 'start':
        start = entry;
        for (const index of entry.start.legs.keys()) leg(index);
        break;
      case 'turn':
        turns.set(entry.segment, asTurn(entry));
        break;
      case 'note':
        notes.push(entry.note);
        break;
      case 'remark':
        remarks.push(entry.remark);
        break;
      case 'passed':
        passedMs = Math.max(passedMs, entry.positionMs);
        break;
      case 'count':
        leg(entry.leg).offset = entry.offset;
        break;
      case 'over':
        over = true;
        break;
      case 'audio':
        leg(entry.leg).position = Math.max(leg(entry.leg).position, entry.firstSample + entry.samples.length);
        heardSamples += entry.samples.length;
    }
  }
  if (!start) throw new EarshotError('object_damaged', { details: { part: 'journal' } });
  const { sampleRateHz } = start.start;
  // Nothing was heard of it but what was told: it lasts until that was said.
  const told = [...turns.values()].filter((turn) => start.opening.toldLegs.includes(turn.leg));
  const lastMs = Math.max(passedMs, ...told.map(({ endMs }) => endMs));
  const samples = Math.max(
    Math.round((lastMs * sampleRateHz) / 1000),
    ...legs.map(({ position }) => position),
  );
  return { start, turns: [...turns.values()], notes, remarks, legs, passedMs, samples, heardSamples, over };
}

function asTurn({ type: _, engine: __, words, ...turn }: Said & { type: 'turn' }): SegmentTurn {
  return {
    ...turn,
    words: words.map(([text, startMs, endMs, confidence]) => ({ text, startMs, endMs, confidence })),
  };
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
  for await (const { firstSample, samples } of audioOf(leg, read)) {
    yield* silence(firstSample - at);
    yield bytesOfSamples(samples);
    at = firstSample + samples.length;
  }
  yield* silence(samples - at);
}

/** What came of one leg, in order; what an earlier process and a later one both kept, once. */
export async function* audioOf(leg: number, read: ReadJournal): AsyncGenerator<HeardAudio> {
  let at = 0;
  for await (const bytes of read()) {
    const entry = fromBytes(bytes);
    if (entry.type !== 'audio' || entry.leg !== leg) continue;
    const known = at - entry.firstSample;
    if (known >= entry.samples.length) continue;
    const piece = known > 0 ? { ...entry, firstSample: at, samples: entry.samples.subarray(known) } : entry;
    at = piece.firstSample + piece.samples.length;
    yield piece;
  }
}

function* silence(samples: number): Generator<Uint8Array> {
  for (let left = samples; left > 0; left -= silenceAtOnce)
    yield Buffer.alloc(2 * Math.min(left, silenceAtOnce));
}
