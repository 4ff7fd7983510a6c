import { expect, test } from 'vitest';
import { assignmentWords } from './assignment-words.ts';
import { loadPacks } from './packs/load-packs.ts';
import type { Pack } from './packs/pack.ts';
import { packsFolder } from './testing/calls.ts';

const psap = (await loadPacks(packsFolder)).find((pack) => pack.format.kind === 'psap')!;

function withAssignment(assignment: object): Pack {
  const format = { scorecard: 'tcpr-supplement', beside: false, ...assignment };
  return { ...psap, assignments: [{ format, observe: undefined }] };
}

test('queue, direction, length and condition of an assignment are told in a sentence', () => {
  const limits = { queues: ['fire', 'ems'], directions: ['inbound'], minDurationS: 10, maxDurationS: 600 };
  const when = { found: 'incident', type: ['DROWN'], atLeast: 1 };
  expect(assignmentWords(withAssignment({ ...limits, when }), 'tcpr-supplement', { queues: {} })).toEqual([
    'Calls inbound, of the queue fire or ems, of 10 s or more, of 600 s or less, with incident DROWN.',
  ]);
  const joined = { any: [when, { all: ['not_breathing', { not: { says: ['hello'], atLeast: 1 } }] }] };
  expect(assignmentWords(withAssignment({ when: joined }), 'tcpr-supplement', { queues: {} })).toEqual([
    'Calls with incident DROWN or (not breathing and not { says: [ hello ] }).',
  ]);
});

test('a queue set to a scorecard and the calls nobody else is for are told too', () => {
  const pack = { ...psap, assignments: [] };
  const own = psap.format.scorecard;
  expect(assignmentWords(pack, own, { queues: { night: own } })).toEqual([
    'All calls of the queue night, by a setting.',
    'Calls of the pack that no other is for.',
  ]);
  expect(assignmentWords(pack, 'tcpr-supplement', { queues: {} })).toEqual([]);
});
