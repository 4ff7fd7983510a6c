import type { Turn } from '../../model/call.ts';
import { nextDrill } from './drill.ts';
import type { Happening } from './happening.ts';
import type { PassingTime } from './passing-time.ts';
import { keepNow, type Playing } from './playing.ts';

/** The trainee begins, or ceases, to say or type what is not known yet. */
export async function traineeSpeaks(on: boolean, playing: Playing): Promise<void> {
  const { phase, run } = playing.kept.now;
  if (phase === 'open' && (run.state.waitingSinceMs !== null) !== on)
    await keepNow({ type: 'speaking', on }, playing);
}

/** The trainee may have said all: what the caller would answer is made to be heard, so that nobody waits for it. */
export function foreseeAnswer(text: string, { kept, clock, audio }: Playing): void {
  const { phase, held, muted } = kept.now;
  if (phase !== 'open' || held || muted || !audio.isHeard) return;
  const nowMs = Math.round(clock.ms);
  const said: Happening = { type: 'said', id: null, text, startMs: nowMs, endMs: nowMs };
  audio.foresee(nextDrill(kept.now, said, nowMs, kept.play).run, kept.play);
}

/** A turn of the trainee as the line's ear understood it; nobody hears it who is on hold. */
export async function traineeHeard(turn: Turn, playing: Playing, time: PassingTime): Promise<void> {
  const { kept, telling } = playing;
  const { phase, held, muted } = kept.now;
  if (phase !== 'open' || held || muted || telling.line?.knows(turn)) return;
  telling.line?.heard(turn);
  await time.pass();
  const { text, startMs, endMs } = turn;
  const span = { startMs: Math.round(startMs), endMs: Math.round(endMs) };
  await keepNow({ type: 'said', id: null, text, ...span }, playing);
  await time.pass();
}
