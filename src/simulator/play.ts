import type { JudgedCall } from '../analysis/judged-call.ts';
import type { Leg, Role } from '../model/call.ts';
import type { DrillState, PlayedDrill, TraineeTurn } from '../model/drill.ts';
import type { Playable } from './playable.ts';
import { firstRun, nextRun, playedDrill, type Run } from './run.ts';

const answeredAtMs = 500;
const gapMs = 800;
const traineeMsPerWord = 330;
/** How long after the last words the drill is over, when nothing else ended it. */
const lastMs = 3000;

/** Plays a prepared drill: the trainee's turns against the caller's mind. Same seed and same turns, same drill. */
export function playDrill(
  play: Playable,
  turns: readonly TraineeTurn[],
  seed: number = play.format.seed,
): { drill: PlayedDrill; state: DrillState } {
  const run = playedToItsEnd(
    turns.reduce((before, turn) => saidNext(before, turn, play), firstRun(play, seed)),
    play,
  );
  return { drill: playedDrill(run, play, turns.length - run.after.length), state: run.state };
}

/** The run after the trainee's next turn; the same run once it has ended. */
export function saidNext(before: Run, turn: TraineeTurn, play: Playable): Run {
  if (before.state.ended) return before;
  const said = timedTurn(turn, before.state);
  const run = nextRun(before, { type: 'time', atMs: said.startMs }, play);
  return nextRun(run, { type: 'said', ...said }, play);
}

/** The trainee says no more. */
export function playedToItsEnd(run: Run, play: Playable): Run {
  return nextRun(run, { type: 'stopped', atMs: run.state.heardUntilMs + lastMs }, play);
}

/** When a turn is said: at its time, or shortly after the caller has finished; and how long it takes. */
export function timedTurn(
  turn: TraineeTurn,
  state: DrillState,
): { text: string; startMs: number; endMs: number } {
  const { text, atMs } = typeof turn === 'string' ? { text: turn, atMs: undefined } : turn;
  const wanted = atMs ?? (state.heardUntilMs === 0 ? answeredAtMs : state.heardUntilMs + gapMs);
  // Nobody speaks before they have finished what they said last.
  const startMs = Math.round(Math.max(wanted, state.atMs));
  return { text, startMs, endMs: startMs + spokenMs(text) };
}

/** About how long it takes to say something. */
export function spokenMs(text: string): number {
  return text.trim().split(/\s+/).length * traineeMsPerWord;
}

/** The drill as any other call: two legs whose roles are known. */
export function judgedCallOf({ transcript, durationMs, scenario }: PlayedDrill): JudgedCall {
  const leg = (index: number, role: Role): Leg => ({
    index,
    channel: index,
    mixed: false,
    role,
    roleSource: 'given',
    roleConfidence: 1,
    certainty: 1,
    speech: transcript.filter((turn) => turn.leg === index).map(({ startMs, endMs }) => ({ startMs, endMs })),
  });
  return {
    kind: scenario.kind,
    durationMs,
    legs: [leg(0, 'agent'), leg(1, 'customer')],
    turns: transcript,
    metrics: null,
    direction: 'inbound',
  };
}
