import path from 'node:path';
import type { Leg, Role, Turn } from '../../model/call.ts';
import type { JudgedCall } from '../judged-call.ts';
import { compileScorecard, type Scorecard } from '../packs/pack.ts';
import type { Questions } from '../packs/questions.ts';
import { ScorecardFormat } from '../packs/scorecard-format.ts';
import type { Cue } from '../rules/phrases.ts';

export const packsFolder = path.join(import.meta.dirname, '../../../packs');

const roles: Record<string, Role> = { agent: 'agent', customer: 'customer', other: 'other' };
const msPerWord = 380;

/** A call from lines like `['agent', 'nine one one']`; a number between lines is seconds of silence, or of overlap when negative. */
export function callOf(kind: JudgedCall['kind'], lines: ([Role, string] | number)[]): JudgedCall {
  const turns: Turn[] = [];
  let at = 500;
  let gapMs = 400;
  for (const line of lines) {
    if (typeof line === 'number') {
      gapMs = line * 1000;
      continue;
    }
    const [role, text] = line;
    const startMs = at + gapMs;
    const endMs = startMs + text.split(/\s+/).length * msPerWord;
    const leg = Object.keys(roles).indexOf(role);
    turns.push({ index: turns.length, leg, role, startMs, endMs, text, words: [], confidence: null });
    at = endMs;
    gapMs = 400;
  }
  return { kind, durationMs: at, legs: [], turns, metrics: null };
}

export function legOf(index: number, role: Role, more: Partial<Leg> = {}): Leg {
  return {
    index,
    channel: index,
    mixed: false,
    role,
    roleSource: 'given',
    roleConfidence: 1,
    certainty: 1,
    speech: [],
    ...more,
  };
}

/** A scorecard with one criterion, from what a test wants to try. */
export function cardOf(
  criterion: object,
  more: object = {},
  cues: Record<string, Cue> = {},
  questions?: Questions,
): Scorecard {
  const format = ScorecardFormat.parse({
    id: 'tried',
    version: 1,
    title: 'Tried',
    kind: 'psap',
    threshold: 80,
    bands: [
      { id: 'good', title: 'Good', atLeast: 80 },
      { id: 'poor', title: 'Poor', atLeast: 0 },
    ],
    sections: [
      {
        id: 'all',
        title: 'All',
        criteria: [{ id: 'one', title: 'One', question: 'One?', weight: 1, ...criterion }],
      },
    ],
    ...more,
  });
  return compileScorecard(format, new Map(Object.entries(cues)), undefined, questions);
}

/** A criterion that is yes when a condition holds, and no otherwise. */
export function check(when: unknown): object {
  return {
    answers: 'check',
    judge: {
      answers: [{ answer: 'yes', when, because: 'It was found.' }],
      otherwise: { answer: 'no', because: 'It was not found.' },
    },
  };
}
