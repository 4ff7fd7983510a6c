import { expect, test } from 'vitest';
import type { LiveDetail, Need } from '../../../../src/model/live.ts';
import { excerptOf } from '../../parts/PassageHit.tsx';
import { isDismissed, promptsOf, withPlace } from './prompts.ts';

const need = (code: string, weight: Need['weight']): Need => ({
  code,
  weight,
  text: code,
  sinceMs: 0,
  turn: null,
});
const question = (id: string, state = 'missed') => ({ id, ask: `${id}?`, why: '', state, turns: [] });

function callWith(more: object): LiveDetail {
  return { needs: [], remarks: [], guide: null, ...more } as unknown as LiveDetail;
}

test('what presses most comes first, and no more than two questions stand ready', () => {
  const call = callWith({
    needs: [need('fire', 'now'), need('quiet', 'watch')],
    remarks: [
      { id: 'm1', kind: 'message', author: 'Rosa', text: 'ask for the floor', atMs: 5 },
      { id: 'n1', kind: 'note', author: 'Rosa', text: 'for later', atMs: 6 },
    ],
    guide: { questions: ['a', 'b', 'c'].map((id) => question(id)).concat(question('d', 'done')) },
  });
  const codes = withPlace(promptsOf(call), 10).map(({ code }) => code);
  expect(codes).toEqual(['fire', 'm1', 'a', 'b', 'quiet']);
  expect(withPlace(promptsOf(call), 3)).toHaveLength(3);
});

test('what was dismissed comes back when it is graver, and not otherwise', () => {
  const dismissed = [{ kind: 'need' as const, code: 'quiet', grade: 'soon' }];
  const quiet = (grade: string) => isDismissed({ kind: 'need', code: 'quiet', grade }, dismissed);
  expect(['watch', 'soon', 'now'].map(quiet)).toEqual([true, true, false]);
  const asked = [{ kind: 'question' as const, code: 'a', grade: '' }];
  expect(isDismissed({ kind: 'question', code: 'a', grade: '' }, asked)).toBe(true);
  expect(isDismissed({ kind: 'question', code: 'b', grade: '' }, asked)).toBe(false);
});

test('an excerpt holds the first hit, and is cut between words', () => {
  const pieces = [
    { text: 'one two three four five six seven ', hit: false },
    { text: 'eight', hit: true },
    { text: ' nine ten eleven twelve', hit: false },
  ];
  const shown = excerptOf(pieces, 20);
  expect(shown.map(({ text }) => text).join('')).toBe('… seven eight nine ten …');
  expect(shown.filter(({ hit }) => hit)).toEqual([{ text: 'eight', hit: true }]);
  expect(excerptOf(pieces, 200)).toEqual(pieces);
});
