import { beforeAll, expect, test } from 'vitest';
import { Finding } from '../model/judgement.ts';
import { analyse } from './analyse.ts';
import type { JudgedCall } from './judged-call.ts';
import { loadPacks } from './packs/load-packs.ts';
import type { Pack } from './packs/pack.ts';
import { callOf, legOf, packsFolder } from './testing/calls.ts';

let packs: Pack[];
beforeAll(async () => {
  packs = await loadPacks(packsFolder);
});

const types = (call: JudgedCall) => analyse(call, packs).findings.map((finding) => finding.type);

const emergency = () =>
  callOf('psap', [
    ['agent', "nine one one what's the address of your emergency"],
    ['customer', 'ten elm street my kitchen is on fire please hurry'],
    ['agent', 'is everyone out of the house what is your phone number'],
    ['customer', 'yes we are out on the street'],
  ]);

test('an empty transcript is found empty, and nothing else is made up', () => {
  expect(types(callOf('psap', []))).toEqual(['empty']);
});

test('one speaker only is found', () => {
  const call = callOf('psap', [
    ['customer', 'hello'],
    ['customer', 'is anybody there'],
    ['customer', 'please help'],
  ]);
  expect(types(call)).toContain('one_speaker_only');
});

test('roles given the wrong way round are found, and a person’s word is not doubted', () => {
  const call = emergency();
  const swapped = (source: 'given' | 'person') => ({
    ...call,
    legs: [legOf(0, 'customer', { roleSource: source }), legOf(1, 'agent', { roleSource: source })],
  });
  expect(types(swapped('given'))).toContain('roles_swapped');
  expect(types(swapped('person'))).not.toContain('roles_swapped');
  expect(types({ ...call, legs: [legOf(0, 'agent'), legOf(1, 'customer')] })).not.toContain('roles_swapped');
});

test('roles that only words could tell, and do not, are uncertain', () => {
  const call = callOf('psap', [
    ['agent', 'okay'],
    ['customer', 'okay'],
  ]);
  const legs = [0, 1].map((index) => legOf(index, 'other', { roleSource: 'unknown' }));
  expect(types({ ...call, legs })).toContain('roles_uncertain');
});

test('a call in another language is found, with the language', () => {
  const call = callOf('psap', [
    ['customer', 'por favor ayuda mi casa está en fuego y mi hijo no está con nosotros en la calle'],
  ]);
  const { language, findings } = analyse(call, packs);
  expect(language.language).toBe('es');
  expect(findings).toContainEqual(expect.objectContaining({ type: 'other_language', value: 'es' }));
});

test('topics point at the words that showed them', () => {
  const call = emergency();
  const topic = analyse(call, packs).findings.find((finding) => finding.kind === 'topic')!;
  expect(topic).toMatchObject({ type: 'fire', turn: 1 });
  expect(call.turns[1]!.text.slice(topic.chars!.start, topic.chars!.end)).toBe('fire');
});

test('figures of speech are no topic', () => {
  const call = callOf('psap', [
    ['customer', 'he dropped the nail gun across from the fire station'],
    ['agent', 'okay'],
  ]);
  expect(types(call)).not.toContain('weapon');
  expect(types(call)).not.toContain('fire');
});

test('every finding is of the shape of the model', () => {
  for (const finding of analyse(emergency(), packs).findings) expect(Finding.parse(finding)).toEqual(finding);
});
