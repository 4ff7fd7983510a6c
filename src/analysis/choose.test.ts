import { beforeAll, expect, test } from 'vitest';
import { chooseScorecard } from './choose.ts';
import { goldenCall } from './packs/golden.ts';
import { loadPacks } from './packs/load-packs.ts';
import type { Pack } from './packs/pack.ts';
import { callOf, packsFolder } from './testing/calls.ts';

let packs: Pack[];
beforeAll(async () => {
  packs = await loadPacks(packsFolder, { golden: true });
});

const hello = () =>
  callOf(null, [
    ['agent', 'hello'],
    ['customer', 'hello'],
  ]);

test('the queue decides first', () => {
  const call = { ...hello(), kind: 'psap' as const, queue: 'billing' };
  const choice = chooseScorecard(call, packs, { queues: { billing: 'contact-centre-classic' } });
  expect(choice).toMatchObject({ kind: 'contact-centre', decidedBy: 'queue', confidence: 1 });
  expect(choice.scorecard?.format.id).toBe('contact-centre-classic');
});

test('a queue set to a scorecard nobody has says so', () => {
  const choice = chooseScorecard({ ...hello(), queue: 'billing' }, packs, { queues: { billing: 'gone' } });
  expect(choice.scorecard).toBeNull();
  expect(choice.reason).toContain('"gone"');
});

test('a kind that was given decides next', () => {
  const choice = chooseScorecard({ ...hello(), kind: 'psap' }, packs, { queues: {} });
  expect(choice).toMatchObject({ kind: 'psap', decidedBy: 'given' });
  expect(choice.scorecard?.format.id).toBe('psap-call-taking');
  expect(choice.beside.map(({ format }) => format.id)).toContain('psap-911-script');
});

test('otherwise what is said decides, on every golden call', () => {
  for (const pack of packs) {
    for (const golden of pack.golden) {
      const call = { ...goldenCall(golden, pack.format.kind), kind: null };
      const choice = chooseScorecard(call, packs, { queues: {} });
      expect(choice, golden.id).toMatchObject({ kind: pack.format.kind, decidedBy: 'words' });
    }
  }
});

test('words that show no kind of call leave it without a scorecard, with the reason', () => {
  const choice = chooseScorecard(hello(), packs, { queues: {} });
  expect(choice).toMatchObject({ kind: null, scorecard: null });
  expect(choice.reason).toMatch(/cannot be told/);
});

test('without packs a call has no scorecard, and the reason says what to do', () => {
  const choice = chooseScorecard({ ...hello(), kind: 'psap' }, [], { queues: {} });
  expect(choice.scorecard).toBeNull();
  expect(choice.reason).toContain('no pack holds a scorecard');
});

test('what a scorecard says itself of its calls stands for what the pack says of it', async () => {
  const call = { ...hello(), kind: 'psap' as const, queue: 'fire' };
  const psap = packs.find((pack) => pack.format.kind === 'psap')!;
  const script = psap.scorecards.find((card) => card.format.id === 'psap-911-script')!;
  const own = (queues: string[]) => {
    const format = { scorecard: 'psap-911-script', beside: false, queues };
    return { ...script, assignments: [{ format, observe: undefined }] };
  };
  const chosen = (queues: string[]) => {
    const scorecards = psap.scorecards.map((card) => (card === script ? own(queues) : card));
    const choice = chooseScorecard(call, [{ ...psap, scorecards }], { queues: {} });
    return [choice.scorecard, ...choice.beside].map((card) => card?.format.id);
  };
  expect(chosen(['fire'])[0]).toBe('psap-911-script');
  expect(chosen(['police'])).not.toContain('psap-911-script');
});
