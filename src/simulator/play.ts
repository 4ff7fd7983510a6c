import type { JudgedCall } from '../analysis/judged-call.ts';
import type { Leg, Role, Turn } from '../model/call.ts';
import type { DrillState, PlayedDrill, StateAfter, TraineeTurn, Utterance } from '../model/drill.ts';
import { firstState, next } from './caller.ts';
import { outlineOf, type Playable } from './playable.ts';
import type { Step } from './speak.ts';

const answeredAtMs = 500;
const gapMs = 800;
const traineeMsPerWord = 330;
/** How long after the last words the drill is over, when nothing else ended it. */
const lastMs = 3000;

interface Heard {
  role: Role;
  text: string;
  startMs: number;
  endMs: number;
  isSpeech: boolean;
}

/** Plays a prepared drill: the trainee's turns against the caller's mind. Same seed and same turns, same drill. */
export function playDrill(
  play: Playable,
  turns: readonly TraineeTurn[],
  seed: number = play.format.seed,
): { drill: PlayedDrill; state: DrillState } {
  let state = firstState(play, seed);
  let heard: Heard[] = [];
  const states: (Omit<StateAfter, 'turn'> & { startMs: number })[] = [];
  let played = 0;
  const take = (step: Step) => {
    if (step.cutAtMs !== null) heard = cutAt(heard, step.cutAtMs);
    heard.push(...step.said.map(heardOf));
    state = step.state;
  };
  for (const turn of turns) {
    const said = timed(turn, state);
    take(next(state, { type: 'time', atMs: said.startMs }, play));
    if (state.ended) break;
    const step = next(state, { type: 'said', ...said }, play);
    // What the trainee talks over is cut before the turn is entered.
    if (step.cutAtMs !== null) heard = cutAt(heard, step.cutAtMs);
    heard.push({ role: 'agent', ...said, isSpeech: true });
    take({ ...step, cutAtMs: null });
    states.push({ ...stateAfter(state), startMs: said.startMs });
    played++;
  }
  take(next(state, { type: 'stopped', atMs: state.heardUntilMs + lastMs }, play));
  const transcript = turnsOf(heard);
  const turnAt = (startMs: number) =>
    transcript.findIndex((turn) => turn.role === 'agent' && turn.startMs === startMs);
  const drill: PlayedDrill = {
    scenario: outlineOf(play),
    source: 'simulated',
    seed,
    durationMs: Math.max(state.ended!.atMs, ...transcript.map(({ endMs }) => endMs)),
    transcript,
    states: states.map(({ startMs, ...after }) => ({ turn: turnAt(startMs), ...after })),
    ended: state.ended!,
    unheardTurns: turns.length - played,
  };
  return { drill, state };
}

function timed(turn: TraineeTurn, state: DrillState): { text: string; startMs: number; endMs: number } {
  const { text, atMs } = typeof turn === 'string' ? { text: turn, atMs: undefined } : turn;
  const wanted = atMs ?? (state.heardUntilMs === 0 ? answeredAtMs : state.heardUntilMs + gapMs);
  // Nobody speaks before they have finished what they said last.
  const startMs = Math.round(Math.max(wanted, state.atMs));
  return { text, startMs, endMs: startMs + text.trim().split(/\s+/).length * traineeMsPerWord };
}

function stateAfter(state: DrillState): Omit<StateAfter, 'turn'> {
  const { atMs, speaker, mood, told, acts, happened } = state;
  return {
    atMs,
    speaker,
    mood,
    told: told.map(({ fact }) => fact),
    acts,
    happened: happened.map(({ event }) => event),
  };
}

function heardOf({ kind, text, startMs, endMs }: Utterance): Heard {
  return { role: 'customer', text, startMs, endMs, isSpeech: kind === 'speech' };
}

/** Only the words that had been said stay; sounds go on. */
function cutAt(heard: readonly Heard[], atMs: number): Heard[] {
  return heard.flatMap((one): Heard[] => {
    if (one.role === 'agent' || !one.isSpeech || one.endMs <= atMs) return [one];
    const words = one.text.split(/\s+/);
    const kept = Math.floor((words.length * (atMs - one.startMs)) / (one.endMs - one.startMs));
    if (kept < 1) return [];
    return [{ ...one, text: `${words.slice(0, kept).join(' ')} —`, endMs: atMs }];
  });
}

function turnsOf(heard: readonly Heard[]): Turn[] {
  return [...heard]
    .sort((a, b) => a.startMs - b.startMs || a.endMs - b.endMs)
    .map(({ role, text, startMs, endMs }, index) => ({
      index,
      leg: role === 'agent' ? 0 : 1,
      role,
      startMs: Math.round(startMs),
      endMs: Math.round(endMs),
      text,
      words: [],
      confidence: null,
    }));
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
