import type { Evaluation, Mark } from '../../../../src/model/judgement.ts';
import type { ScorecardOutline } from '../../../../src/model/scorecard.ts';
import { wordsOfCode } from '../../words.ts';
import { bySection } from '../call/marks/form.ts';

/** What is not done while a call lasts can still be done: there are no faults here. */
export type StepState = 'done' | 'open' | 'skipped';

export interface Step {
  id: string;
  title: string;
  state: StepState;
  /** Where it was done, from the first of its turns. */
  turn: number | null;
  /** Since when it is looked for, on the call's own clock; null when it is not open. */
  sinceMs: number | null;
  /** Where the form asks for a list: what of it is still open. */
  missing: string[];
}

export interface StepSection {
  id: string;
  title: string;
  steps: Step[];
}

export function checklistOf(evaluation: Evaluation, card: ScorecardOutline | undefined): StepSection[] {
  return bySection(evaluation, card).map(({ id, title, marked }) => ({
    id,
    title,
    steps: marked.map(({ mark, criterion }) => stepOf(mark, criterion?.title)),
  }));
}

function stepOf(mark: Mark, title: string | undefined): Step {
  const state = stateOf(mark);
  const places = mark.evidence.find(({ kind }) => kind === 'turns');
  const searched = mark.evidence.find(({ kind }) => kind === 'window');
  return {
    id: mark.criterionId,
    title: title ?? wordsOfCode(mark.criterionId),
    state,
    turn: places?.kind === 'turns' ? (places.turns[0] ?? null) : null,
    sinceMs: state === 'open' ? (searched?.kind === 'window' ? searched.startMs : 0) : null,
    missing:
      state === 'open' ? mark.items.filter((item) => item.state === 'missed').map(({ need }) => need) : [],
  };
}

/** A rating is done from the minimum of its scale on. */
const leastRating = 3;

export function stateOf({ answer }: Pick<Mark, 'answer'>): StepState {
  if (answer === 'na') return 'skipped';
  const isDone = typeof answer === 'number' ? answer >= leastRating : answer === 'yes';
  return isDone ? 'done' : 'open';
}

export function countSteps(sections: StepSection[]): { done: number; of: number } {
  const counted = sections.flatMap(({ steps }) => steps).filter(({ state }) => state !== 'skipped');
  return { done: counted.filter(({ state }) => state === 'done').length, of: counted.length };
}
