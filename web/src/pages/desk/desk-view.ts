import { z } from 'zod';
import type { Role, Turn } from '../../../../src/model/call.ts';
import type { CallerSpeaks, DrillDetail, DrillNote, ToDesk } from '../../../../src/model/drill-desk.ts';

/** Something typed, or heard by the browser, that does not stand in the transcript yet. */
export const Pending = z.object({
  id: z.string(),
  text: z.string(),
  /** How many turns of the trainee with these words there will be once it is one of them. */
  nth: z.int(),
});
export type Pending = z.infer<typeof Pending>;

/** What the desk shows of a drill. A value: the next one is made of it and what the server told. */
export interface DeskView {
  drill: DrillDetail | null;
  /** When the drill's clock was at zero, by the clock of this browser; null before it was answered. */
  beganAtMs: number | null;
  /** When it began to ring. */
  rangSinceMs: number;
  /** Words that may still change, by who says them; no words at all while the other side of a text session writes. */
  partials: Partial<Record<Role, string>>;
  pending: Pending[];
  /** What the caller is saying now; the turn it becomes follows when it is said. */
  speaks: (CallerSpeaks & { sinceMs: number }) | null;
  /** Words of the instructor that are still shown. */
  whispers: DrillNote[];
  /** What the server says is wrong, or null. */
  problem: string | null;
}

export const nothingKnown: DeskView = {
  drill: null,
  beganAtMs: null,
  rangSinceMs: 0,
  partials: {},
  pending: [],
  speaks: null,
  whispers: [],
  problem: null,
};

/** @param nowMs the clock of this browser */
export function withMessage(view: DeskView, message: ToDesk, nowMs: number): DeskView {
  switch (message.type) {
    case 'drill':
      return withDrill(view, message.drill, nowMs);
    case 'turn':
      return withTurn(view, message.turn);
    case 'partial':
      return { ...view, partials: { ...view.partials, [message.role]: message.text } };
    case 'whisper': {
      const known = view.whispers.some(({ id }) => id === message.note.id);
      return known ? view : { ...view, whispers: [...view.whispers, message.note] };
    }
    case 'speaks':
      return { ...view, speaks: { ...message.speaks, sinceMs: spokenSince(view, message.speaks, nowMs) } };
    case 'hush':
      return { ...view, speaks: null };
    case 'error':
      return withProblem(view, message);
    default:
      return view;
  }
}

/** Told late, as after a reload, it began earlier than now. */
function spokenSince({ beganAtMs }: DeskView, { startMs }: CallerSpeaks, nowMs: number): number {
  return beganAtMs === null ? nowMs : Math.min(nowMs, beganAtMs + startMs);
}

/** What was said on hold is not part of the call, and waits for nothing. */
function withProblem(view: DeskView, { code, message }: { code: string; message: string }): DeskView {
  const pending = code === 'drill_not_heard' ? [] : view.pending;
  return { ...view, pending, problem: message };
}

function withDrill(view: DeskView, drill: DrillDetail, nowMs: number): DeskView {
  const isOver = drill.phase === 'ended';
  const answered = drill.answeredAt !== null;
  const began = steady(view.beganAtMs, nowMs - drill.durationMs);
  return {
    ...view,
    drill,
    beganAtMs: answered ? began : null,
    rangSinceMs: view.drill === null ? nowMs - drill.rangMs : view.rangSinceMs,
    partials: isOver ? {} : view.partials,
    speaks: isOver ? null : view.speaks,
    pending: isOver ? [] : stillPending(view.pending, drill.turns),
    problem: null,
  };
}

/** Messages take a little longer now and then: that moves no clock. One that stood still, while nobody was here, does. */
function steady(beforeMs: number | null, nowMs: number): number {
  return beforeMs !== null && Math.abs(beforeMs - nowMs) < noticedMs ? Math.min(beforeMs, nowMs) : nowMs;
}

const noticedMs = 1_000;

function withTurn(view: DeskView, turn: Turn): DeskView {
  if (!view.drill) return view;
  const others = view.drill.turns.filter(({ index }) => index !== turn.index);
  const turns = [...others, turn].sort((a, b) => a.index - b.index);
  return {
    ...view,
    drill: { ...view.drill, turns },
    partials: { ...view.partials, [turn.role]: undefined },
    speaks: turn.role === 'agent' ? view.speaks : null,
    pending: stillPending(view.pending, turns),
  };
}

function stillPending(pending: Pending[], turns: Turn[]): Pending[] {
  return pending.filter(({ text, nth }) => timesSaid(turns, text) < nth);
}

function timesSaid(turns: Turn[], text: string): number {
  return turns.filter((turn) => turn.role === 'agent' && turn.text.trim() === text).length;
}

/** Shows at once what was typed; it gives way to the turn it becomes, also when the same is said twice. */
export function withPending(view: DeskView, id: string, words: string): DeskView {
  const text = words.trim();
  const before = timesSaid(view.drill?.turns ?? [], text);
  const waiting = view.pending.filter((one) => one.text === text).length;
  return { ...view, pending: [...view.pending, { id, text, nth: before + waiting + 1 }] };
}
