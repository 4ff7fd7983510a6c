import type { DrillDetail } from '../../model/drill-desk.ts';
import type { DrillSummary } from '../../model/drills.ts';
import { drillSummary } from '../../storage/db/drills.ts';
import { Ambience } from './ambience.ts';
import { CallerAudio } from './caller-audio.ts';
import { CallerWords } from './caller-words.ts';
import { DeskSeat } from './desk-seat.ts';
import { DeskTold } from './desk-told.ts';
import { detailOf } from './detail.ts';
import { DrillClock } from './drill-clock.ts';
import type { Happening } from './happening.ts';
import type { KeptDrill } from './kept-drill.ts';
import type { DrillParts } from './parts.ts';
import { Telling } from './telling.ts';

/** A drill while it is played, and what it is played with. */
export interface Playing {
  kept: KeptDrill;
  parts: DrillParts;
  clock: DrillClock;
  audio: CallerAudio;
  /** Null when the caller's lines are said as they are written. */
  words: CallerWords | null;
  seat: DeskSeat;
  telling: Telling;
}

/** @param ready called whenever the caller can say something that was waited for */
export function playingOf(kept: KeptDrill, parts: DrillParts, ready: () => void): Playing {
  const seat = new DeskSeat(() => parts.clock.now());
  const audio = new CallerAudio(kept.row.voice, parts.voices, ready);
  const words = kept.row.words === 'model' ? wordsOf(kept, parts, ready) : null;
  const playing: Playing = {
    ...{ kept, parts, audio, words, seat },
    clock: new DrillClock(() => parts.clock.now(), kept.now.atMs),
    telling: new Telling({
      ...{ kept, audio, words, ambience: new Ambience({ kept, audio, voices: parts.voices }) },
      desk: new DeskTold((message) => seat.send(message), kept.row.mode === 'text'),
      detail: () => detailNow(playing),
      keep: (happening) => keepNow(happening, playing),
    }),
  };
  if (kept.now.phase === 'ringing') audio.ahead(kept.now.run, kept.play);
  words?.warmUp();
  return playing;
}

function wordsOf({ id, play }: KeptDrill, parts: DrillParts, ready: () => void): CallerWords {
  const { models, log, settings } = parts;
  return new CallerWords({ play, models, withinMs: settings.phraseWithinMs, drillId: id, log, ready });
}

/** @throws database_unavailable: then it has not happened */
export function keepNow(happening: Happening, { kept, clock }: Playing): Promise<void> {
  return kept.keep(happening, clock.ms);
}

export function summaryNow({ kept: { row, now }, clock }: Playing): DrillSummary {
  const isHeld = now.phase === 'open' && (now.held || !clock.runs);
  return {
    ...drillSummary(row),
    phase: isHeld ? 'held' : now.phase,
    durationMs: now.phase === 'ended' ? row.duration_ms : clock.ms,
  };
}

export function detailNow(playing: Playing): DrillDetail {
  const { kept, parts, audio, telling } = playing;
  const { row, now, play } = kept;
  const rangUntil = (row.answered_at ?? row.ended_at)?.getTime() ?? parts.clock.now();
  const standing = {
    summary: summaryNow(playing),
    rangMs: Math.max(0, rangUntil - row.created_at.getTime()),
    ...hearingOf(row.mode, parts.hears(), audio.problem),
    voice: row.voice,
    turns: telling.turns(),
  };
  return detailOf(standing, now, play);
}

/** Who hears the trainee, and what is wrong, for people. */
function hearingOf(
  mode: DrillSummary['mode'],
  engine: string | null,
  problem: string | null,
): Pick<DrillDetail, 'hearing' | 'problem'> {
  if (mode !== 'voice') return { hearing: 'typing', problem };
  if (engine !== null) return { hearing: engine, problem };
  const unheard =
    'No speech engine is set up here: the browser listens where it can, and typing always works. Install a model on the page Speech.';
  return { hearing: 'browser', problem: problem ?? unheard };
}
