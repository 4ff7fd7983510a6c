import { newId } from '../../../lib/ids.ts';
import type { Leg, Turn } from '../../../model/call.ts';
import type { Evaluation, Finding, Mark } from '../../../model/judgement.ts';
import { type CallPatch, insertCall, type NewCall, setCall } from '../calls.ts';
import type { Db } from '../tables.ts';
import { saveTranscript } from '../transcripts.ts';

/** A call as it comes in, with what a test cares about in it. */
export function newCall(own: Partial<NewCall> = {}): NewCall {
  const id = newId();
  return {
    id,
    source: 'recording',
    kind: null,
    channel: 'upload',
    contentHash: `hash of ${id}`,
    metadata: {},
    givenTranscript: null,
    receivedAt: new Date('2026-03-01T12:00:00.000Z'),
    ...own,
  };
}

/** Stores a call with these words, one turn each, the legs taking turns. Returns its id. */
export async function storeCall(
  own: Partial<NewCall> & { patch?: CallPatch; said?: string[] },
  db: Db,
): Promise<string> {
  const { patch, said, ...call } = own;
  const { id } = await insertCall(newCall(call), db);
  if (patch) await setCall(id, patch, db);
  if (said) await saveTranscript(id, { language: 'en', engine: 'given', turns: said.map(newTurn) }, db);
  return id;
}

export function newTurn(text: string, index: number): Turn {
  const leg = index % 2;
  const startMs = index * 2000;
  return {
    index,
    leg,
    role: leg === 0 ? 'agent' : 'customer',
    startMs,
    endMs: startMs + 1500,
    text,
    words: [],
    confidence: null,
  };
}

export function newLeg(own: Partial<Leg>): Leg {
  return {
    index: 0,
    channel: 0,
    mixed: false,
    role: 'agent',
    roleSource: 'given',
    roleConfidence: 1,
    certainty: 1,
    speech: [{ startMs: 0, endMs: 1500.5 }],
    ...own,
  };
}

export function newFinding(own: Partial<Finding>): Finding {
  return {
    kind: 'entity',
    type: 'address',
    value: '12 main street',
    status: 'asserted',
    turn: 0,
    chars: { start: 3, end: 9 },
    span: { startMs: 100, endMs: 900 },
    confidence: 0.75,
    source: 'rule',
    ...own,
  };
}

export function newMark(own: Partial<Mark>): Mark {
  return {
    criterionId: 'greeting',
    answer: 'yes',
    points: 1,
    weight: 0.1,
    source: 'rule',
    confidence: 0.9,
    reason: 'The call was answered with the greeting.',
    evidence: [{ kind: 'turns', turns: [0], shows: 'the greeting' }],
    fault: 'none',
    items: [],
    opinions: [],
    ...own,
  };
}

export function newEvaluation(own: Partial<Evaluation>): Evaluation {
  return {
    scorecardId: 'classic',
    scorecardVersion: 1,
    scorecardTitle: 'Classic',
    score: 83.25,
    rawScore: 83.25,
    coverage: 0.9,
    band: 'good',
    faults: { critical: 0, major: 0, moderate: 0, minor: 0 },
    autoFails: [],
    state: 'draft',
    marks: [newMark({})],
    weak: ['closing'],
    ...own,
  };
}
