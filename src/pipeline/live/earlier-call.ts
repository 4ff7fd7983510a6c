import { RecentAudio } from '../../audio/live/recent-audio.ts';
import type { LiveNote } from '../../model/live.ts';
import type { EarlierBook } from './call-book.ts';
import { audioOf, type JournalOutline, type ReadJournal } from './finish.ts';
import type { EarlierLeg } from './live-leg.ts';

/** An open call as an earlier process left it. */
export interface EarlierCall {
  book: EarlierBook;
  legs: EarlierLeg[];
  passedMs: number;
  /** By leg, from where on it is to be heard: what was said since its last turn was not told yet. */
  hearFromMs: number[];
}

/** Audio that is heard again at most. */
const mostAgainMs = 60_000;

/** @throws as reading the journal does */
export async function earlierCall(outline: JournalOutline, read: ReadJournal): Promise<EarlierCall> {
  const { sampleRateHz } = outline.start.start;
  const legs: EarlierLeg[] = [];
  for (const [leg, { position, offset }] of outline.legs.entries()) {
    const recent = await lastAudio(leg, position, outline, read);
    legs.push({ position, offset, recent, ...standing(leg, outline.notes) });
  }
  const hearFromMs = legs.map(({ position, recent }, leg) => {
    const toldMs = Math.max(0, ...outline.turns.filter((turn) => turn.leg === leg).map(({ endMs }) => endMs));
    const keptMs = ((position - recent.length) * 1000) / sampleRateHz;
    return Math.min((position * 1000) / sampleRateHz, Math.max(toldMs, keptMs));
  });
  return { book: outline, legs, passedMs: outline.passedMs, hearFromMs };
}

async function lastAudio(
  leg: number,
  position: number,
  { start }: JournalOutline,
  read: ReadJournal,
): Promise<Int16Array> {
  const { sampleRateHz } = start.start;
  const last = new RecentAudio(sampleRateHz, mostAgainMs);
  for await (const { firstSample, samples } of audioOf(leg, read)) {
    // A hole longer than what is kept leaves nothing of what was before it.
    if (firstSample > last.end) last.push(new Int16Array(firstSample - last.end));
    last.push(samples);
  }
  return last.slice({ startMs: 0, endMs: (position * 1000) / sampleRateHz }).samples;
}

/** How its line stood, from what was noted of it. */
function standing(
  leg: number,
  notes: readonly LiveNote[],
): Pick<EarlierLeg, 'muted' | 'held' | 'stalledSinceMs'> {
  const last = (kind: LiveNote['kind']) =>
    notes.findLast((note) => note.kind === kind && (note.leg === null || note.leg === leg));
  const isOpen = (kind: LiveNote['kind']) => last(kind)?.endMs === null;
  return {
    muted: isOpen('mute'),
    held: isOpen('hold'),
    stalledSinceMs: isOpen('stall') ? last('stall')!.startMs : null,
  };
}
