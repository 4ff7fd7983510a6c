import { EarshotError } from '../../errors.ts';
import type { Answer, EvaluationState } from '../../model/judgement.ts';
import type { Reading, ReviewEntry, ReviewEvent } from '../../model/review.ts';

/** The last answer of one person to one criterion. */
export interface PersonAnswer {
  author: string;
  at: string;
  answer: Answer;
  comment: string | null;
  turns: readonly number[];
}

/** How the review of an evaluation stands: its history, told by `next` from the first entry on. */
export interface ReviewStanding {
  state: EvaluationState;
  /** By criterion, who spoke last at the end. */
  answers: ReadonlyMap<string, readonly PersonAnswer[]>;
  /** By auto-fail, what each person said of it last. */
  readings: ReadonlyMap<string, readonly Reading[]>;
  /** Criteria left open on purpose. */
  left: ReadonlySet<string>;
}

export const untouched: ReviewStanding = {
  state: 'draft',
  answers: new Map(),
  readings: new Map(),
  left: new Set(),
};

/**
 *            release            acknowledge
 *   draft ────────────▶ released ─────────▶ acknowledged
 *     ▲                    │ dispute             │ dispute
 *     │ reopen, rejudged   └────▶ disputed ◀─────┘
 *     └── (from any other)           │ resolve
 *                                    └────▶ resolved
 */
const moves: Partial<
  Record<ReviewEntry['event']['kind'], Partial<Record<EvaluationState, EvaluationState>>>
> = {
  release: { draft: 'released' },
  acknowledge: { released: 'acknowledged' },
  dispute: { released: 'disputed', acknowledged: 'disputed' },
  resolve: { disputed: 'resolved' },
  reopen: { released: 'draft', acknowledged: 'draft', resolved: 'draft' },
};

/** What is judged may change while nobody relies on it. */
const openStates: ReadonlySet<EvaluationState> = new Set(['draft', 'disputed']);

/** The review after one more entry. Pure. @throws conflict when the state does not allow it */
export function next(standing: ReviewStanding, entry: ReviewEntry): ReviewStanding {
  const { event } = entry;
  // What people read and left was another judging; their answers are about the call and stay.
  if (event.kind === 'rejudged') return { ...untouched, answers: standing.answers };
  if (event.kind === 'see') return standing;
  const move = moves[event.kind];
  if (move) {
    const state = move[standing.state];
    if (!state) throw notNow(standing, event);
    return { ...standing, state };
  }
  if (!openStates.has(standing.state)) throw notNow(standing, event);
  return changed(standing, event, { author: entry.author ?? '', at: entry.at });
}

function changed(
  standing: ReviewStanding,
  event: ReviewEvent,
  by: { author: string; at: string },
): ReviewStanding {
  switch (event.kind) {
    case 'mark': {
      const { criterionId, answer, comment, turns } = event;
      const others = otherPeople(standing.answers.get(criterionId) ?? [], by.author);
      const own = answer === null ? [] : [{ ...by, answer, comment, turns }];
      const answers = new Map(standing.answers).set(criterionId, [...others, ...own]);
      return { ...standing, answers };
    }
    case 'read': {
      const { autoFailId, stands, comment } = event;
      const others = otherPeople(standing.readings.get(autoFailId) ?? [], by.author);
      const readings = new Map(standing.readings).set(autoFailId, [...others, { ...by, stands, comment }]);
      return { ...standing, readings };
    }
    case 'leave':
      return { ...standing, left: new Set([...standing.left, ...event.criterionIds]) };
    default:
      return standing;
  }
}

function otherPeople<One extends { author: string }>(all: readonly One[], author: string): One[] {
  return all.filter((one) => !isSamePerson(one.author, author));
}

/** Names are typed by hand: capitals and spaces make no second person. */
function isSamePerson(a: string, b: string): boolean {
  const plain = (name: string) => name.normalize('NFKC').trim().replace(/\s+/g, ' ').toLowerCase();
  return plain(a) === plain(b);
}

function notNow({ state }: ReviewStanding, { kind }: ReviewEvent): EarshotError {
  return new EarshotError('review_conflict', { details: { state, event: kind } });
}

export function standingOf(history: readonly ReviewEntry[]): ReviewStanding {
  return history.reduce(next, untouched);
}

/** What two different people say alike of an auto-fail. */
export function verdictOf(readings: readonly Reading[]): 'open' | 'stands' | 'overturned' {
  const stands = readings.filter((one) => one.stands).length;
  const overturned = readings.length - stands;
  // Each reading is of another person: see `otherPeople`.
  if (stands >= 2 && stands > overturned) return 'stands';
  return overturned >= 2 && overturned > stands ? 'overturned' : 'open';
}
