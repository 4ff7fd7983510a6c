import type { Evidence, MarkItem } from '../../model/judgement.ts';
import type { Hearing, Observe, Observed } from '../rules/observed.ts';
import { turnsEvidence } from '../rules/observed.ts';

/** One thing that a situation calls for, ready to be looked for. */
export interface ListedRule {
  id: string;
  need: string;
  when: Observe;
  from: Observe | undefined;
  done: Observe;
  partly: Observe | undefined;
  withinS: number | undefined;
  grave: boolean;
}

export interface ListRule {
  clock: Observe | undefined;
  items: ListedRule[];
  met: string;
  partly: string;
  unmet: string;
}

export interface ListJudged {
  answer: 'yes' | 'partial' | 'no';
  reason: string;
  evidence: Evidence[];
  items: MarkItem[];
  /** Something grave was not done at all. */
  isGrave: boolean;
}

interface Applied {
  rule: ListedRule;
  called: Observed;
  turns: number[];
  state: 'done' | 'late' | 'half' | 'missed';
  lateS: number;
  fromMs: number;
}

/** Judges by what the call's situations called for and whether it was done in time; null when they called for nothing. */
export function listed(list: ListRule, hearing: Hearing): ListJudged | null {
  const clockMs = list.clock ? firstEnd(list.clock(hearing)) : Number.NEGATIVE_INFINITY;
  const applied = list.items.flatMap((rule): Applied[] => {
    const called = rule.when(hearing);
    return called.holds ? [appliedOf(rule, called, clockMs, hearing)] : [];
  });
  if (applied.length === 0) return null;
  const isGrave = applied.some(({ rule, state }) => rule.grave && state === 'missed');
  const answer = answerOf(applied, isGrave);
  const short = applied.filter(({ state }) => state !== 'done');
  const because = { yes: list.met, partial: list.partly, no: list.unmet }[answer];
  return {
    answer,
    reason: short.length === 0 ? because : `${because} ${short.map(said).join('; ')}.`,
    evidence: applied.flatMap((one) => evidenceOf(one, hearing)),
    items: applied.map(({ rule, state, turns }) => ({
      id: rule.id,
      need: rule.need,
      state: state === 'done' ? 'done' : 'missed',
      turns,
    })),
    isGrave,
  };
}

function answerOf(applied: readonly Applied[], isGrave: boolean): ListJudged['answer'] {
  if (isGrave || applied.every(({ state }) => state === 'missed')) return 'no';
  return applied.every(({ state }) => state === 'done') ? 'yes' : 'partial';
}

function appliedOf(rule: ListedRule, called: Observed, clockMs: number, hearing: Hearing): Applied {
  const done = rule.done(hearing);
  const fromMs = Math.max(firstEnd(rule.from?.(hearing) ?? called, hearing.call.startMs), clockMs);
  const starts = done.holds ? done.hits.map(({ turn }) => turn.startMs) : [];
  const lateS = starts.length === 0 ? 0 : Math.round((Math.min(...starts) - fromMs) / 1000);
  const one = { rule, called, fromMs, lateS };
  if (done.holds) {
    const isLate = rule.withinS !== undefined && lateS > rule.withinS;
    return { ...one, turns: turnsOf(done), state: isLate ? 'late' : 'done' };
  }
  const half = rule.partly?.(hearing);
  if (half?.holds) return { ...one, turns: turnsOf(half), state: 'half' };
  return { ...one, turns: [], state: 'missed' };
}

function firstEnd({ hits }: Observed, otherwise = Number.NEGATIVE_INFINITY): number {
  return hits.length === 0 ? otherwise : Math.min(...hits.map(({ turn }) => turn.endMs));
}

function turnsOf({ hits }: Observed): number[] {
  return [...new Set(hits.map(({ turn }) => turn.index))].sort((a, b) => a - b);
}

function said({ rule, state, lateS }: Applied): string {
  if (state === 'late') return `${rule.need} came ${lateS} s after it was called for`;
  return state === 'half' ? `${rule.need} only in part` : `${rule.need} was missing`;
}

const mostTurns = 6;

/** What was done, and for what was not the stretch in which it should have been. */
function evidenceOf({ rule, called, turns, state, fromMs }: Applied, hearing: Hearing): Evidence[] {
  const shows = turns.slice(0, mostTurns);
  if (state !== 'missed') return [{ kind: 'turns', turns: shows, shows: rule.need }];
  const { endMs } = hearing.call;
  const nearestTurn = rule.done(hearing).searched[0]?.nearest() ?? null;
  const window: Evidence = {
    kind: 'window',
    startMs: Math.min(fromMs, endMs),
    endMs,
    soughtFor: rule.need,
    nearestTurn,
  };
  const trigger = turnsEvidence(called, `what called for ${rule.need}`);
  return trigger ? [trigger, window] : [window];
}
