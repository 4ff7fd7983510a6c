import type { IncomingFile } from '../../ingest/intake.ts';
import type { LiveNote } from '../../model/live.ts';
import type { StagedCall } from '../intake.ts';
import { type JournalOutline, legAsWav, outlineOf } from './finish.ts';
import type { LiveParts } from './parts.ts';

/**
 * Makes a call like any other of what a journal holds: its audio, the words that were heard, what is known of it. The
 * journal goes once that is safe.
 * @param apart kept as a call of its own, which says why: another server goes on with this one
 * @returns false when no audio came and nothing was told: there is nothing to keep
 * @throws object_*, disk_full, storage_unavailable: the journal then stays
 */
export async function keepCall(
  id: string,
  parts: Pick<LiveParts, 'journals' | 'intake'>,
  apart?: { id: string; note: LiveNote },
): Promise<boolean> {
  const read = () => parts.journals.read(id);
  const outline = await outlineOf(read);
  if (apart) outline.notes.push(apart.note);
  const isThere = outline.samples > 0 && (outline.heardSamples > 0 || outline.turns.length > 0);
  if (isThere) {
    const { legs } = outline.start.start;
    const wav = (leg: number): IncomingFile => ({
      fileName: `${nameOf(outline)}-${legs[leg] ?? leg}.wav`,
      bytes: legAsWav(leg, outline, read),
    });
    const first = await parts.intake.stageFile(wav(0));
    const files = legs.length === 1 ? [first] : [first, await parts.intake.stageFile(wav(1))];
    await parts.intake.receiveStaged(asCall(apart?.id ?? id, outline, files));
  }
  await parts.journals.remove(id);
  return isThere;
}

function nameOf({ start }: JournalOutline): string {
  return `live-${start.startedAt.replace(/[-:]|\.\d+/g, '')}`;
}

function asCall(id: string, outline: JournalOutline, files: StagedCall['files']): StagedCall {
  const { start, turns, notes, remarks } = outline;
  const { call, legs } = start.start;
  const text = JSON.stringify({
    language: call.language ?? null,
    turns: turns
      .toSorted((a, b) => a.startMs - b.startMs)
      .map(({ leg, startMs, endMs, text, words, confidence }) => ({
        channel: leg,
        role: legs[leg],
        startMs,
        endMs,
        text,
        confidence,
        words,
      })),
  });
  return {
    id,
    source: start.opening.source,
    channel: start.opening.channel,
    files,
    metadata: {
      title: nameOf(outline),
      ...call,
      startedAt: call.startedAt ?? start.startedAt,
      channels: legs,
      extra: {
        ...call.extra,
        ...(notes.length > 0 ? { liveNotes: notes } : {}),
        ...(remarks.length > 0 ? { liveRemarks: remarks } : {}),
      },
    },
    ...(turns.length > 0 ? { transcript: { fileName: 'live.json', text } } : {}),
  };
}
