import { expect, test } from 'vitest';
import { loadPacks } from '../packs/load-packs.ts';
import { callOf, packsFolder } from '../testing/calls.ts';
import { hear } from '../text/hear.ts';
import { noRisksYet, riskFindings, risksInTurn } from './risks.ts';

const packs = await loadPacks(packsFolder);
const psap = packs.find((pack) => pack.format.id === 'psap')!;

type Lines = Parameters<typeof callOf>[1];

/** "weapon_firearm asserted @0" for each risk found. */
function found(lines: Lines, kind: 'psap' | 'contact-centre' = 'psap'): string[] {
  const call = callOf(kind, lines);
  return riskFindings(call, hear(call), packs).map(({ type, status, turn }) => `${type} ${status} @${turn}`);
}

function statuses(role: 'agent' | 'customer', text: string): Record<string, string> {
  const call = callOf('psap', [[role, text]]);
  const risks = riskFindings(call, hear(call), packs);
  return Object.fromEntries(risks.map(({ type, status }) => [type, status!]));
}

/** What must be found in a turn on its own; `null` where nothing may be. */
const utterances: [role: 'agent' | 'customer', text: string, expected: Record<string, string | null>][] = [
  ['customer', 'He has a gun', { weapon_firearm: 'asserted' }],
  ['customer', "There's no gun", { weapon_firearm: 'denied' }],
  [
    'customer',
    "He doesn't have a gun, he has a knife",
    { weapon_firearm: 'denied', weapon_other: 'asserted' },
  ],
  ['customer', 'No, he has a gun!', { weapon_firearm: 'asserted' }],
  [
    'customer',
    'No weapons, no guns, nothing like that',
    { weapon_firearm: 'denied', weapon_other: 'denied' },
  ],
  [
    'customer',
    "He doesn't have a knife, gun, or anything",
    { weapon_firearm: 'denied', weapon_other: 'denied' },
  ],
  ['customer', "I don't know if he has a gun", { weapon_firearm: 'possible' }],
  ['customer', "I think he's got a pistol", { weapon_firearm: 'possible' }],
  ['agent', 'Are there any weapons in the house?', { weapon_other: 'asked' }],
  [
    'customer',
    'My husband shot himself in the hand with a nail gun',
    { shooting: null, weapon_firearm: null },
  ],
  ['customer', "They're having a shotgun wedding on Saturday", { weapon_firearm: null }],
  ['customer', 'I was riding shotgun when we got hit', { weapon_firearm: null }],
  ['customer', 'He was armed with a shotgun', { weapon_firearm: 'asserted' }],
  ['customer', "My son got his flu shot and now he's got hives", { shooting: null }],
  ['customer', 'My brother was shot', { shooting: 'asserted' }],
  ['customer', 'I heard gunshots outside', { shooting: 'asserted' }],
  ['customer', 'Shots fired, shots fired', { shooting: 'asserted' }],
  ['customer', "He's shooting hoops in the driveway with loud music", { shooting: null }],
  ['customer', 'I have stabbing pains in my side', { stabbing: null }],
  ['customer', 'She got stabbed in the leg', { stabbing: 'asserted' }],
  ['customer', 'There is an active shooter at the mall', { active_assailant: 'asserted' }],
  ['customer', "He's not breathing", { not_breathing: 'asserted' }],
  ['customer', 'My baby stopped breathing', { not_breathing: 'asserted' }],
  ['customer', "She's breathing fine now", { not_breathing: null }],
  ['customer', "He doesn't have a pulse", { not_breathing: 'asserted' }],
  ['customer', "I can't breathe", { not_breathing: 'asserted' }],
  ['customer', "He's making a gurgling noise, gasping", { not_breathing: 'asserted' }],
  ['customer', "He wasn't breathing but he started breathing again", { not_breathing: 'resolved' }],
  ['agent', 'Is he breathing?', { not_breathing: null }],
  ['customer', "She won't wake up", { unconscious: 'asserted' }],
  ['customer', 'The shed collapsed, nobody was in it', { unconscious: null }],
  ['customer', 'My dad is having chest pain', { cardiac: 'asserted' }],
  ['customer', 'You nearly gave me a heart attack', { cardiac: null }],
  ['customer', "There's blood everywhere", { bleeding: 'asserted' }],
  ['customer', 'He overdosed, I gave him Narcan', { overdose: 'asserted' }],
  ['customer', 'She took a bunch of pills', { overdose: 'asserted' }],
  ['customer', "That's odd", { overdose: null }],
  ['customer', 'The baby is choking on a grape', { choking: 'asserted', sexual_assault: null }],
  ['customer', 'He was choking me', { strangulation: 'asserted', choking: null }],
  ['customer', "I'm drowning in bills", { drowning: null }],
  ['customer', 'A kid fell in the pool', { drowning: 'asserted' }],
  ['customer', 'Her face is drooping and her speech is slurred', { stroke: 'asserted' }],
  ['customer', 'Her water broke and the baby is coming', { childbirth: 'asserted' }],
  ['customer', 'A water main broke on Elm', { childbirth: null }],
  ['customer', 'My house is on fire', { fire: 'asserted' }],
  ['customer', "There's no fire, just smoke coming from the oven", { fire: 'denied', smoke_gas: 'asserted' }],
  ['customer', 'I got fired today', { fire: null }],
  ['customer', "I'm across from the fire station by the fire hydrant", { fire: null }],
  ['customer', 'My throat is on fire', { fire: null }],
  ['customer', 'My kids are still inside', { trapped: 'asserted' }],
  ['customer', 'I want to kill myself', { suicide: 'asserted' }],
  ['customer', "I don't want to live anymore", { suicide: 'asserted' }],
  ['customer', "I'm not going to hurt myself", { suicide: 'denied' }],
  ['customer', 'She tried to kill herself last year', { suicide: 'context' }],
  ['agent', 'Are you thinking of killing yourself?', { suicide: 'asked' }],
  ['customer', "He's going to kill me", { homicide_threat: 'asserted' }],
  ['customer', 'My mom is going to kill me when she sees the car', { homicide_threat: null }],
  ['customer', 'My back is killing me', { homicide_threat: null }],
  ['customer', 'The airline held us hostage, we were hostage to the airline', {}],
  ['customer', "He won't let me leave", { hostage: 'asserted' }],
  ['customer', 'My boyfriend just hit me', { domestic: 'asserted' }],
  ['customer', "It's my dad, his chest hurts really bad", { domestic: null, cardiac: 'asserted' }],
  ['customer', 'My dad is hurting all over', { domestic: null }],
  ['customer', 'Daddy is in the kitchen hurting mommy', { domestic: 'asserted' }],
  ['customer', 'Mom and dad are fighting again', { domestic: 'asserted' }],
  ['customer', 'She made a noise. But her eyes are closed.', { allergic: null }],
  ['customer', 'His throat is closing up', { allergic: 'asserted' }],
  ['customer', 'Her eyes are swollen shut and she has hives', { allergic: 'asserted' }],
  ['customer', 'Officer down, officer down', { officer_help: 'asserted' }],
  ['customer', 'I tried to calm the officer down', { officer_help: null }],
  ['customer', "I'd like to order a large pizza", { covert_request: 'asserted' }],
  ['customer', 'No hablo, no English, ayuda', { language_barrier: 'asserted' }],
  ['customer', "I don't know where I am", { location_unknown: 'asserted' }],
  ['customer', "I can't find my daughter", { child_danger: 'asserted' }],
  ['customer', 'He had a gun in the video game', { weapon_firearm: 'context' }],
  ['customer', 'It looked like a toy gun', { weapon_other: 'possible' }],
  ['customer', "He's in a blue car", { not_breathing: null }],
  ['customer', 'His lips are blue', { not_breathing: 'asserted' }],
  ['customer', 'She passed out flyers', { unconscious: null }],
  ['customer', 'This is a test of the fire alarm', {}],
  ['customer', 'Nobody is trapped', { trapped: 'denied' }],
  ['customer', "He said he'll shoot me", { homicide_threat: 'asserted', shooting: 'asserted' }],
];

test.each(utterances)('%s: "%s"', (role, text, expected) => {
  const got = statuses(role, text);
  for (const [category, status] of Object.entries(expected)) {
    expect(got[category] ?? null, category).toBe(status);
  }
});

test('a yes or no answers the question before it', () => {
  const asked = (answer: string) =>
    found([
      ['agent', 'Does he have a gun?'],
      ['customer', answer],
    ]);
  expect(asked('Yes.')).toEqual(['weapon_firearm asked @0', 'weapon_firearm asserted @1']);
  expect(asked('No, sir.')).toEqual(['weapon_firearm asked @0', 'weapon_firearm denied @1']);
  expect(asked("I don't know.")).toEqual(['weapon_firearm asked @0', 'weapon_firearm possible @1']);
  expect(asked('He went upstairs.')).toEqual(['weapon_firearm asked @0']);
});

test('an answer that comes too late answers nothing', () => {
  const late = found([['agent', 'Does he have a gun?'], 9, ['customer', 'Yes.']]);
  expect(late).toEqual(['weapon_firearm asked @0']);
});

test('a no to whether somebody breathes says that nobody does, and the question itself is not noted', () => {
  const answered = (answer: string) =>
    found([
      ['agent', 'Is she breathing?'],
      ['customer', answer],
    ]);
  expect(answered('No!')).toEqual(['not_breathing asserted @1']);
  expect(answered('Yes.')).toEqual([]);
});

test('the agent asserts nothing', () => {
  expect(found([['agent', 'The house is on fire and he has a gun.']])).toEqual([]);
});

test('what a recogniser may have misheard is possible beside its family only', () => {
  const misheard: Lines[number] = ['customer', 'he got a gum in his hand'];
  expect(found([misheard])).toEqual([]);
  expect(found([misheard, ['customer', 'he shot my brother']])).toContain('weapon_firearm possible @0');
});

test('the dad who will kill his son over the car is meant once there was violence', () => {
  const threat: Lines[number] = ['customer', 'my dad is going to kill me'];
  expect(found([threat])).toEqual([]);
  expect(found([['customer', 'he stabbed my mom'], threat])).toContain('homicide_threat asserted @1');
});

test('a category has one finding per turn, the strongest, with the words that say it', () => {
  const text = 'maybe he has a gun. He has a gun!';
  const call = callOf('psap', [['customer', text]]);
  const risks = riskFindings(call, hear(call), packs);
  expect(risks.map(({ status }) => status)).toEqual(['asserted']);
  expect(text.slice(risks[0]!.chars!.start, risks[0]!.chars!.end)).toBe('gun');
});

test('turns heard one at a time give what the whole call gives', () => {
  const call = callOf('psap', [
    ['agent', 'does he have any weapons'],
    ['customer', 'no'],
    ['agent', 'is he breathing'],
    ['customer', 'no he is turning blue'],
  ]);
  let soFar = noRisksYet;
  const live = call.turns.flatMap((turn) => {
    const heard = hear({ turns: [turn], metrics: null });
    const next = risksInTurn({ ...heard.turns[0]!, place: 0 }, heard, psap.lexicon!, soFar);
    soFar = next.soFar;
    return next.findings;
  });
  expect(live).toEqual(riskFindings(call, hear(call), packs));
});

test('a yes that ends a short answer answers, one in the middle of a story does not', () => {
  const asks: Lines[number] = ['agent', 'Is there a gun in the house?'];
  expect(found([asks, ['customer', 'In the bedroom closet, yes.']])).toContain('weapon_firearm asserted @1');
  expect(found([asks, ['customer', 'She asked him and yes came out of the kitchen window']])).toEqual([
    'weapon_firearm asked @0',
  ]);
});
