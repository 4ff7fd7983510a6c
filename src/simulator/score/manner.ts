import type { ScoreItem, ScorePart } from '../../model/drill.ts';
import { firstDistress } from '../mood.ts';
import { personOf } from '../playable.ts';
import { rounded, type ScoredDrill, soughtInVain } from './scored-drill.ts';
import { forbiddenItems } from './steps.ts';

const calmedShare = 0.5;
const neverRaisedShare = 0.3;
const stayedShare = 0.2;
const perForbidden = 0.25;
/** Anxious and cooperative: nobody in need of help gets calmer than that, nor has to. */
const calmDistress = 2;

type Manner = Pick<ScorePart, 'points' | 'reason' | 'items'>;

/**
 * 0.5 × how far the caller came down from their worst to calm + 0.3 when no turn of the trainee upset them + 0.2 when they
 * did not hang up, − 0.25 for each forbidden act. Where calming is not the point, only forbidden acts count.
 */
export function manner(scored: ScoredDrill): Manner {
  const { play, drill } = scored;
  if (drill.states.length === 0) return { points: null, reason: 'The trainee was not heard.', items: [] };
  const forbidden = forbiddenItems(scored);
  const items = play.format.calming ? [calmed(scored), neverRaised(scored), stayed(scored)] : [];
  const shares = [calmedShare, neverRaisedShare, stayedShare];
  const base = items.length === 0 ? 1 : items.reduce((sum, { points }, at) => sum + points! * shares[at]!, 0);
  const points = rounded(Math.max(0, base - perForbidden * forbidden.length));
  const reason =
    forbidden.length > 0
      ? `${forbidden.length} forbidden act${forbidden.length > 1 ? 's' : ''} taken off.`
      : 'No forbidden act.';
  return { points, reason, items: [...items, ...forbidden] };
}

function calmed(scored: ScoredDrill): ScoreItem {
  const { drill, play, state } = scored;
  const start = firstDistress(personOf(play.format.caller, play), state.seed);
  const calm = Math.max(calmDistress, personOf(state.speaker, play).floor);
  const worst = Math.max(start, ...drill.states.map(({ mood }) => mood.distress));
  const final = state.mood.distress;
  const points =
    final <= calm ? 1 : rounded(Math.min(1, Math.max(0, (worst - final) / Math.max(0.5, worst - calm))));
  const evidence = drill.states
    .filter(({ acts }) => acts.some(({ distress }) => distress < 0))
    .slice(0, mostTurns)
    .map(({ turn }) => turn);
  return {
    id: 'calmed',
    title: 'The caller calmed down',
    state: `${worst} to ${final}`,
    points,
    reason: `Distress went from ${worst} at its worst to ${final} (scale 1 to 5).`,
    evidence:
      evidence.length > 0
        ? [{ kind: 'turns', turns: evidence, shows: 'what calmed the caller' }]
        : soughtInVain('something that calms the caller', scored),
  };
}

const mostTurns = 6;

function neverRaised(scored: ScoredDrill): ScoreItem {
  const raised = scored.drill.states.filter(
    ({ acts }) => acts.reduce((sum, { distress }) => sum + distress, 0) > 0,
  );
  const turns = raised.slice(0, mostTurns).map(({ turn }) => turn);
  const what = [
    ...new Set(raised.flatMap(({ acts }) => acts.filter((act) => act.distress > 0).map(({ id }) => id))),
  ];
  return {
    id: 'not_upset',
    title: 'The trainee upset nobody',
    state: turns.length === 0 ? 'done' : 'missed',
    points: turns.length === 0 ? 1 : 0,
    reason:
      turns.length === 0
        ? 'No turn of the trainee made it worse.'
        : `Made it worse: ${what.map((id) => scored.play.acts.format.acts[id]?.title ?? titleOf(id, scored)).join('; ')}.`,
    evidence:
      turns.length > 0
        ? [{ kind: 'turns', turns, shows: 'what upset the caller' }]
        : soughtInVain('something that upsets the caller', scored),
  };
}

function titleOf(id: string, { play }: ScoredDrill): string {
  return Object.entries(play.acts.format.situations).find(([situation]) => situation === id)?.[1].title ?? id;
}

function stayed(scored: ScoredDrill): ScoreItem {
  const hungUp = scored.state.ended?.reason === 'caller_hung_up';
  return {
    id: 'stayed',
    title: 'The caller did not hang up',
    state: hungUp ? 'missed' : 'done',
    points: hungUp ? 0 : 1,
    reason: hungUp ? 'The caller hung up.' : 'The caller stayed on the line.',
    evidence: soughtInVain('the caller hanging up', scored),
  };
}
