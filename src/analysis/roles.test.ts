import { beforeAll, expect, test } from 'vitest';
import type { Turn } from '../model/call.ts';
import { mean } from './agreement/differences.ts';
import { goldenCall } from './packs/golden.ts';
import { loadPacks } from './packs/load-packs.ts';
import type { Pack } from './packs/pack.ts';
import { guessRoles } from './roles.ts';
import { callOf, packsFolder } from './testing/calls.ts';
import { labelledCalls } from './testing/labelled.ts';

let packs: Pack[];
beforeAll(async () => {
  packs = await loadPacks(packsFolder, { golden: true });
});

const guess = (turns: readonly Turn[]) => guessRoles(turns, packs);
/** The same turns with legs the other way round: nothing may depend on which leg comes first. */
const flipped = (turns: readonly Turn[]) => turns.map((turn) => ({ ...turn, leg: 9 - turn.leg }));

test('the call taker is the one who answers with nine one one and asks', () => {
  const { turns } = callOf('psap', [
    ['agent', "nine one one what's the address of your emergency"],
    ['customer', 'my husband fell please hurry'],
    ['agent', "what's the address"],
    ['customer', 'twelve oak street'],
  ]);
  expect(guess(turns)).toMatchObject({ roles: { 0: 'agent', 1: 'customer' } });
  expect(guess(flipped(turns))).toMatchObject({ roles: { 9: 'agent', 8: 'customer' } });
});

test('on an outbound call the one who is called is the customer, though they speak first', () => {
  const { turns } = callOf('contact-centre', [
    ['customer', 'hello'],
    [
      'agent',
      'hi am i speaking with missus adeyemi this is curtis calling from bellweather mutual about your car insurance',
    ],
    ['customer', 'yes what is this about'],
    ['agent', 'can you confirm your date of birth'],
  ]);
  expect(guess(turns).roles).toEqual({ 0: 'agent', 1: 'customer' });
});

test('a third voice is neither', () => {
  const { turns } = callOf('psap', [
    ['agent', 'nine one one where is your emergency'],
    ['customer', 'my mother passed out we are at nine pine street'],
    ['other', 'is she okay'],
    ['agent', 'is she breathing'],
    ['customer', 'yes she is breathing please hurry'],
  ]);
  expect(guess(turns).roles).toEqual({ 0: 'agent', 1: 'customer', 2: 'other' });
});

test('with one voice heard its role is told from its words, and a silent leg takes the other', () => {
  const { turns } = callOf('contact-centre', [
    ['agent', 'thank you for calling larkfield how can i help'],
    ['agent', 'can i have your account number please'],
  ]);
  expect(guess(turns)).toMatchObject({ roles: { 0: 'agent' } });
  const silent = { ...turns[0]!, index: 9, leg: 1, text: '' };
  expect(guess([...turns, silent]).roles).toEqual({ 0: 'agent', 1: 'customer' });
});

test('words that say nothing leave the guess unsure', () => {
  const { turns } = callOf('psap', [
    ['agent', 'okay'],
    ['customer', 'okay'],
    ['agent', 'right'],
    ['customer', 'right'],
  ]);
  expect(guess(turns).confidence).toBeLessThan(0.75);
});

test('no turns give no roles', () => {
  expect(guess([])).toEqual({ roles: {}, confidence: 0, turns: [] });
});

test('the turns that spoke for the guess are turns of the call', () => {
  const { turns } = callOf('psap', [
    ['agent', 'nine one one where is your emergency'],
    ['customer', 'my house is on fire'],
  ]);
  expect(guess(turns).turns).toContain(0);
});

test('golden and labelled calls get their roles from words alone, either way round, whole and from their first four turns', async (context) => {
  const labelled = await labelledCalls();
  if (!labelled)
    console.warn('The labelled calls (../shared/eval/dev) are absent: roles are tried on golden calls only.');
  const golden = packs.flatMap((pack) => pack.golden.map((one) => goldenCall(one, pack.format.kind)));
  const calls = [...golden, ...(labelled ?? []).map(({ call }) => call)];
  const right = (turns: readonly Turn[]) => {
    const { roles } = guess(turns);
    return turns.every((turn) => turn.role === 'other' || roles[turn.leg] === turn.role) ? 1 : 0;
  };
  for (const cut of [undefined, 4]) {
    const tries = calls.flatMap(({ turns }) => [
      right(turns.slice(0, cut)),
      right(flipped(turns.slice(0, cut))),
    ]);
    expect(mean(tries)).toBeGreaterThanOrEqual(0.97);
  }
  if (!labelled) context.annotate('labelled calls absent');
});
