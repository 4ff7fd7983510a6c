import type { ScoreItem } from '../../model/drill.ts';
import type { PlayableFact } from '../playable.ts';
import { hasHappened } from '../reveal.ts';
import { type ScoredDrill, seconds, soughtInVain, tellingTurn } from './scored-drill.ts';

const criticalWeight = 2;

/** Facts won, volunteered and missed. A critical fact counts twice. */
export function factItems(scored: ScoredDrill): { item: ScoreItem; weight: number }[] {
  return scored.play.facts.map((fact) => ({
    item: itemOf(fact, scored),
    weight: fact.format.critical ? criticalWeight : 1,
  }));
}

function itemOf({ id, format }: PlayableFact, scored: ScoredDrill): ScoreItem {
  const { state } = scored;
  const { title, reveal, until, critical, ask } = format;
  const told = state.told.find((one) => one.fact === id);
  if (told) {
    const reason =
      told.how === 'won'
        ? `Learned by asking, ${seconds(told.atMs)} s after the answer.`
        : `The caller told it unasked, ${seconds(told.atMs)} s after the answer.`;
    return { id, title, state: told.how, points: 1, reason, evidence: tellingTurn(told.atMs, title, scored) };
  }
  const evidence = soughtInVain(title, scored);
  if (reveal.events.some((event) => !hasHappened(event, state)))
    return {
      id,
      title,
      state: 'not reached',
      points: null,
      reason: 'It had not come to that yet.',
      evidence,
    };
  if (!critical && until && hasHappened(until, state))
    return { id, title, state: 'overtaken', points: null, reason: 'Events overtook it.', evidence };
  const times = state.asked[id] ?? 0;
  const hint = ask === undefined ? '' : ` It comes out with words like: "${ask}"`;
  const reason =
    times > 0 ? `Asked for ${times} times without getting it.${hint}` : `It was never asked for.${hint}`;
  return { id, title, state: 'missed', points: 0, reason, evidence };
}
