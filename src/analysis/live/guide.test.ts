import { expect, test } from 'vitest';
import { analyse } from '../analyse.ts';
import { loadPacks } from '../packs/load-packs.ts';
import { callOf, packsFolder } from '../testing/calls.ts';
import { guideOf } from './guide.ts';

const packs = await loadPacks(packsFolder);

function guided(...said: Parameters<typeof callOf>) {
  const call = callOf(...said);
  const { findings } = analyse(call, packs);
  const guide = guideOf(call, findings, packs);
  return { guide, next: guide?.questions.filter(({ state }) => state === 'missed').map(({ id }) => id) };
}

test('before anything is known the questions of every call are asked, the place first', () => {
  const { guide, next } = guided('psap', [['agent', 'nine one one']]);
  expect(guide?.id).toBe('opening');
  expect(next).toEqual(['loc', 'locv', 'cb', 'what', 'safe', 'name']);
});

test('what was asked or is plain is not asked again, and the set of the incident comes before the name', () => {
  const { guide, next } = guided('psap', [
    ['agent', 'nine one one what is the address of the emergency'],
    ['customer', 'twelve elm street my husband collapsed he is not breathing and he is not waking up'],
    ['agent', 'okay what number are you calling from'],
    ['customer', 'five five five two one two one'],
  ]);
  expect(guide?.id).toBe('cardiac');
  expect(next).not.toContain('loc');
  expect(next).not.toContain('cb');
  expect(next).not.toContain('breath');
  expect(guide?.questions.map(({ id }) => id).slice(0, 4)).toEqual(['loc', 'awake', 'breath', 'locv']);
  expect(next?.at(-1)).toBe('name');
  expect(guide?.questions.find(({ id }) => id === 'cb')).toMatchObject({ state: 'done', turns: [2] });
});

test('a number is not known before it is heard, however it was asked for', () => {
  const said: Parameters<typeof callOf>[1] = [
    ['agent', 'nine one one what is the address'],
    ['customer', 'twenty seven alder court there is a fire in my kitchen'],
    ['agent', 'twenty seven alder court is that correct what number are you calling from'],
  ];
  expect(guided('psap', said).next).toContain('cb');
  expect(guided('psap', said).next).not.toContain('loc');
  const answer: (typeof said)[number] = ['customer', 'yes five five five two one two one'];
  expect(guided('psap', [...said, answer]).next).not.toContain('cb');
});

test('an agent is guided by why the customer calls', () => {
  const { guide, next } = guided('contact-centre', [
    ['agent', 'thank you for calling northfield how can I help you'],
    ['customer', 'I want to cancel my subscription please'],
    ['agent', 'sure may I ask why you want to cancel'],
  ]);
  expect(guide?.id).toBe('cancel');
  expect(next).not.toContain('why_leave');
  expect(next).toContain('terms');
  expect(next?.at(-1)).toBe('more');
});

test('every question of every set has words to ask it with, and every set a guide', () => {
  for (const { guides } of packs) {
    const { format, questions } = guides!;
    expect(Object.keys(questions.format.items).filter((id) => !format.items[id])).toEqual([]);
    const shown = format.guides.flatMap((guide) => [...(guide.for.questions ?? []), guide.set]);
    expect([...questions.sets.keys()].filter((set) => !shown.includes(set))).toEqual([]);
  }
});
