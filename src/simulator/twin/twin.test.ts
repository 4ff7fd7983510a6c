import { beforeAll, expect, test } from 'vitest';
import type { JudgedCall } from '../../analysis/judged-call.ts';
import { goldenCall } from '../../analysis/packs/golden.ts';
import { loadPacks } from '../../analysis/packs/load-packs.ts';
import type { Golden, Pack } from '../../analysis/packs/pack.ts';
import { callOf } from '../../analysis/testing/calls.ts';
import { commonWords } from '../../analysis/text/common-words.ts';
import { isNumberWord, numberRuns } from '../../analysis/text/numbers.ts';
import { tokenise } from '../../analysis/text/tokens.ts';
import { packsFolder, scenariosFolder } from '../../places.ts';
import { loadScenarioParts, readScenarioText, type ScenarioParts } from '../load-scenarios.ts';
import { playDrill } from '../play.ts';
import { leaksIn } from './leaks.ts';
import type { Original } from './originals.ts';
import { isPlain } from './plain-words.ts';
import { makeTwin } from './twin.ts';

const packs: Pack[] = await loadPacks(packsFolder, { golden: true });
let parts: ScenarioParts;

beforeAll(async () => {
  parts = await loadScenarioParts({ scenarios: scenariosFolder, packs: packsFolder }, packs);
});

const twinOf = (call: JudgedCall, seed: number, pack: Pack) =>
  makeTwin(call, seed, { pack, acts: parts.acts.get(pack.format.kind)! });

const service = packs.find(({ format }) => format.kind === 'contact-centre')!;
const emergency = packs.find(({ format }) => format.kind === 'psap')!;

const telling = /^(person|address|cross_street|phone|email|card|account|plate|ssn|dob|cvv)$/i;

/** Words and numbers by which people who read the call know somebody in it. */
function labelled({ format }: Golden): { words: string[]; numbers: string[] } {
  const labels = [...(format.labels?.pii ?? []), ...(format.labels?.entities ?? [])];
  const texts = labels.filter(({ type }) => telling.test(type)).map(({ text }) => text);
  const tokens = texts.map((text) => tokenise(text).tokens);
  const words = tokens
    .flat()
    .filter((token) => token.word.length > 2 && !isNumberWord(token.word) && !/\d/.test(token.word))
    .map(({ word }) => word)
    .filter((word) => !commonWords.has(word) && !isPlain(word) && !/^(missus|example)$/.test(word));
  const numbers = tokens.flatMap((one) => numberRuns(one).map(({ digits }) => digits));
  return { words, numbers: numbers.filter((digits) => digits.length > 2) };
}

test.each(packs.map((pack) => [pack.format.id, pack] as const))(
  'no name, number or street of a golden call of %s is in its twin, and the twin can be played',
  (_id, pack) => {
    const golden = pack.golden.map((one, at) => ({ one, seed: 17 * at + 3 }));
    for (const { one, seed } of golden) {
      const twin = twinOf(goldenCall(one, pack.format.kind), seed, pack);
      expect(leaksIn(twin.yaml, twin.known.originals), one.id).toEqual([]);
      const said = tokenise(twin.yaml.replaceAll(/^#.*$/gm, '')).tokens;
      const words = new Set(said.map(({ word }) => word));
      const numbers = new Set(numberRuns(said).map(({ digits }) => digits));
      const known = labelled(one);
      expect(
        known.words.filter((word) => words.has(word)),
        one.id,
      ).toEqual([]);
      expect(
        known.numbers.filter((digits) => numbers.has(digits)),
        one.id,
      ).toEqual([]);
      expect(readScenarioText(twin.id, twin.yaml, parts).facts.length).toBeGreaterThan(2);
    }
    expect(golden.length).toBeGreaterThan(20);
  },
);

const cardiac = callOf('psap', [
  ['agent', '911, what is the address of the emergency?'],
  ['customer', '1422 East Maple Street, apartment 12. My husband fell down and he will not wake up.'],
  ['agent', 'And what is your phone number, and your name?'],
  ['customer', "It's 312-555-0142. Gwen Hathaway, H-A-T-H-A-W-A-Y."],
  ['agent', 'Okay Gwen. How old is he?'],
  ['customer', 'He is 58. His name is Walter.'],
  ['agent', 'Is Walter breathing normally?'],
  ['customer', 'No, Walter is making a snoring sound.'],
]);

test('a twin keeps what happened and answers what the call answered, as somebody else', () => {
  const twin = twinOf(cardiac, 5, emergency);
  const play = readScenarioText(twin.id, twin.yaml, parts);
  const { address, phone, name, age, breathing, unit } = play.format.facts;
  expect(play.format.opening.says[0]).toMatch(/husband fell down/);
  expect(address!.value).toMatch(/^\d{4} [A-Z]\w+ Street$/);
  expect(unit!.value).toMatch(/^unit \d\d$/);
  expect(phone!.value).toMatch(/^[2-9]00-555-01\d\d$/);
  expect(name!.value.split(' ')).toHaveLength(2);
  expect(Math.abs(Number.parseInt(age!.value, 10) - 58)).toBeLessThanOrEqual(3);
  expect(breathing!.says[0]).toMatch(/^No, \w+ is making a snoring sound\.$/);
  for (const gone of ['Maple', 'Gwen', 'Hathaway', 'Walter', '1422', '0142', '58'])
    expect(twin.yaml).not.toContain(gone);
  const { drill } = playDrill(play, [
    '911, what is the address of the emergency?',
    'Is he breathing normally?',
  ]);
  const heard = drill.transcript.map(({ text }) => text).join(' ');
  expect(heard).toContain(address!.value);
  expect(heard).toContain('snoring');
});

test('the same call and seed give the same twin, another seed other people', () => {
  const [one, again, other] = [
    twinOf(cardiac, 5, emergency),
    twinOf(cardiac, 5, emergency),
    twinOf(cardiac, 6, emergency),
  ];
  expect(again.yaml).toBe(one.yaml);
  expect(other.yaml).not.toBe(one.yaml);
});

test('one person keeps one new name, by first name, family name and title', () => {
  const call = callOf('contact-centre', [
    ['agent', 'Thanks for calling Brindle Power, this is Dana. May I have your name?'],
    ['customer', 'Marisol Vega. I called Mr. Vega at the desk before.'],
    ['agent', 'What did he tell you?'],
    ['customer', 'Mr. Vega told me to wait. Marisol, he said, just wait for it.'],
  ]);
  const twin = twinOf(call, 9, service);
  const { name, ...rest } = readScenarioText(twin.id, twin.yaml, parts).format.facts;
  const [given, family] = name!.value.split(' ');
  const told = Object.values(rest)
    .flatMap(({ says }) => says)
    .join(' ');
  expect(told).toContain(`Mr. ${family} told me`);
  expect(told).toContain(`${given}, he said`);
});

const original = (more: Partial<Original>): Original[] => [
  { id: 'x', kind: 'person', text: '', turn: 0, words: [], phrases: [], codes: [], ...more },
];

test.each([
  ['a name', { words: ['hathaway'] }, 'ask Hathaway about it'],
  ['a name that owns something', { words: ['gwen'] }, "Gwen's door"],
  ['a name spelled', { words: ['hathaway'] }, 'H-A-T-H-A-W-A-Y'],
  ['a name by the spelling alphabet', { words: ['krol'] }, 'kilo romeo oscar lima'],
  ['a name misspelled', { words: ['hathaway'] }, 'with a Hathway'],
  ['a name in an address for mail', { words: ['hathaway'] }, 'gwenhathaway@example.com'],
  ['a name in pieces', { words: ['sagamore'] }, 'on sag a more'],
  ['a number in words', { codes: ['5550142'] }, 'five five five oh one four two'],
  ['a number with pauses', { codes: ['5550142'] }, 'five five five, oh one, four two'],
  ['the end of a number', { codes: ['3125550142'] }, 'the one that ends in 0142'],
  ['a house number as it is spoken', { codes: ['1422'] }, 'fourteen twenty two'],
  ['a plate', { codes: ['7abc123'] }, 'plate 7 ABC 123'],
  ['two words that are everybody’s', { phrases: ['mr long'] }, 'with Mr. Long'],
] as [string, Partial<Original>, string][])('%s is found', (_what, known, text) => {
  expect(leaksIn(text, original(known))).toHaveLength(1);
});

test.each([
  ['words that look like a name', { words: ['hathaway'] }, 'he has a way with words'],
  ['part of a longer number', { codes: ['142'] }, '555-0142'],
  ['other numbers of the same range', { codes: ['5550142'] }, '555-0167'],
  ['the words apart', { phrases: ['mr long'] }, 'how long, Mr. Ames'],
] as [string, Partial<Original>, string][])('%s is not', (_what, known, text) => {
  expect(leaksIn(text, original(known))).toEqual([]);
});
