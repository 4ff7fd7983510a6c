import { expect, test } from 'vitest';
import { parse } from 'yaml';
import {
  addEntry,
  addItem,
  addKey,
  moveItem,
  removeItem,
  removeKey,
  setValue,
} from '../../../parts/text-editor/yaml-edit.ts';
import { newCriterion, readForm } from './form.ts';

const shipped = import.meta.glob<string>('../../../../../packs/*/scorecards/*.yaml', {
  query: '?raw',
  import: 'default',
  eager: true,
});

const card = `# Why.
title: Desk # the first
threshold: 70
sections:
  - id: desk
    criteria:
      # about a
      - id: a
        title: A
        weight: 10 # all
        comment: ["no"]
      - { id: b, title: B, weight: 5 }

      # about c
      - id: c
        title: >
          A long
          title
        fault: { class: minor, criticalWhen: named }
`;
const criteria = ['sections', 0, 'criteria'];

/** The lines in which two texts differ. */
function changedLines(before: string, after: string): string[] {
  const old = new Set(before.split('\n'));
  return after.split('\n').filter((line) => !old.has(line));
}

test('a value is replaced where it stands, and nothing else of the text changes', () => {
  expect(changedLines(card, setValue(card, ['title'], 'Front desk'))).toEqual([
    'title: Front desk # the first',
  ]);
  expect(changedLines(card, setValue(card, [...criteria, 0, 'weight'], 12.5))).toEqual([
    '        weight: 12.5 # all',
  ]);
  expect(changedLines(card, setValue(card, [...criteria, 2, 'fault', 'class'], 'major'))).toEqual([
    '        fault: { class: major, criticalWhen: named }',
  ]);
  expect(changedLines(card, setValue(card, [...criteria, 0, 'comment'], ['no', 'partial']))).toEqual([
    '        comment: ["no", partial]',
  ]);
});

test.each(['Plain words', 'no', 'a: b # c', '"quoted"', '', ' spaced ', '{x}', '1', 'two\nlines', 'Ünï 🔥'])(
  'any words are read back as they were given: %j',
  (value) => {
    for (const path of [['title'], [...criteria, 1, 'title'], [...criteria, 2, 'title']]) {
      const text = setValue(card, path, value);
      const expected = parse(card);
      if (path.length === 1) expected.title = value;
      else expected.sections[0].criteria[path[3] as number].title = value;
      expect(parse(text)).toEqual(expected);
    }
  },
);

test('a key that is not there is added beside the others, in a block and between braces', () => {
  const block = setValue(card, [...criteria, 0, 'fault'], { class: 'critical' });
  expect(changedLines(card, block)).toEqual(['        fault: { class: critical }']);
  expect(parse(block).sections[0].criteria[0].fault).toEqual({ class: 'critical' });
  const braces = setValue(card, [...criteria, 1, 'comment'], ['no']);
  expect(changedLines(card, braces)).toEqual(['      - { id: b, comment: ["no"], title: B, weight: 5 }']);
});

test('a list over several lines is replaced as a whole, and what stands around it stays', () => {
  const text = 'id: a\nassign: # who\n  - queues: [x]\n    beside: true\n\n# next\nsections: []\n';
  const entry = {
    queues: ['night', 'no'],
    minDurationS: 10,
    beside: true,
    when: { found: 'incident', type: [] },
  };
  const changed = setValue(text, ['assign'], [entry]);
  expect(parse(changed)).toEqual({ id: 'a', assign: [entry], sections: [] });
  expect(changed).toContain('\n\n# next\nsections: []\n');
  expect(parse(setValue(changed, ['assign'], [{}]))).toEqual({ id: 'a', assign: [{}], sections: [] });
  expect(parse(setValue('id: a\n', ['assign'], [entry]))).toEqual({ id: 'a', assign: [entry] });
});

test('a criterion moves with the comments above it', () => {
  const moved = moveItem(card, criteria, 2, -1);
  expect(parse(moved).sections[0].criteria.map(({ id }: { id: string }) => id)).toEqual(['a', 'c', 'b']);
  expect(moved.indexOf('# about c')).toBeLessThan(moved.indexOf('id: c'));
  expect(moveItem(moved, criteria, 1, 1).split('\n').toSorted()).toEqual(card.split('\n').toSorted());
});

test('a criterion is removed and added without touching the others', () => {
  const removed = removeItem(card, criteria, 1);
  expect(changedLines(card, removed)).toEqual([]);
  expect(parse(removed).sections[0].criteria.map(({ id }: { id: string }) => id)).toEqual(['a', 'c']);
  const added = addItem(card, criteria, newCriterion(readForm(card)!));
  expect(parse(added).sections[0].criteria[3]).toMatchObject({ id: 'criterion_1', weight: 10 });
  expect(parse(added).sections[0].criteria.slice(0, 3)).toEqual(parse(card).sections[0].criteria);
});

test('lists between brackets are changed too', () => {
  const flow = 'sections: [{ id: s, criteria: [{ id: a }, { id: b }] }]\n';
  const ids = (text: string) => parse(text).sections[0].criteria.map(({ id }: { id: string }) => id);
  expect(ids(moveItem(flow, criteria, 0, 1))).toEqual(['b', 'a']);
  expect(ids(removeItem(flow, criteria, 0))).toEqual(['b']);
  expect(ids(addItem(flow, criteria, [['id', 'c']]))).toEqual(['a', 'b', 'c']);
});

test.each(Object.entries(shipped))('every place the form can change in %s is changed alone', (_, text) => {
  const form = readForm(text)!;
  form.sections.forEach((section, s) => {
    for (const c of new Set([0, section.criteria.length - 1])) {
      const at = ['sections', s, 'criteria', c];
      const other = { title: 'Other', question: 'Why: so?', weight: 77, comment: ['no'] };
      const changed = parse(text);
      Object.assign(changed.sections[s].criteria[c], other);
      const written = Object.entries(other).reduce(
        (edited, [key, value]) => setValue(edited, [...at, key], value),
        text,
      );
      expect(parse(written)).toEqual(changed);
      if (c > 0) {
        const expected = parse(text);
        expected.sections[s].criteria.splice(c - 1, 0, ...expected.sections[s].criteria.splice(c, 1));
        const moved = moveItem(text, ['sections', s, 'criteria'], c, -1);
        expect(parse(moved)).toEqual(expected);
        expect(moved.split('\n').toSorted()).toEqual(text.split('\n').toSorted());
      }
    }
    const list = ['sections', s, 'criteria'];
    const added = addItem(text, list, newCriterion(form));
    expect(parse(removeItem(added, list, section.criteria.length))).toEqual(parse(text));
  });
});

test('there are shipped scorecards to try it on', () => {
  expect(Object.keys(shipped).length).toBeGreaterThan(3);
});

test('a text that is no YAML has no form', () => {
  expect(readForm('title: [')).toBeNull();
  expect(readForm('title: 7')).toMatchObject({ title: null, sections: [] });
});

const facts = `facts:
  # where
  address: { value: here, says: ["Here."] }
  # what
  matter:
    value: fire
    says: ["Fire!"]
events: []
`;

test('a key is added as the last of its map and taken out with the comment above it', () => {
  const added = addKey(facts, ['facts'], 'phone', { value: '555-0142', says: ['555-0142.'] });
  expect(changedLines(facts, added)).toEqual(['  phone: { value: "555-0142", says: ["555-0142."] }']);
  expect(Object.keys(parse(added).facts)).toEqual(['address', 'matter', 'phone']);
  expect(removeKey(added, ['facts', 'phone'])).toBe(facts);
  const fewer = removeKey(facts, ['facts', 'matter']);
  expect(fewer).toBe(`facts:
  # where
  address: { value: here, says: ["Here."] }
events: []
`);
  expect(removeKey(facts, ['facts', 'address'])).not.toContain('where');
  expect(parse(removeKey(facts, ['facts', 'address', 'says'])).facts.address).toEqual({ value: 'here' });
});

test('an entry goes into a list that is empty, that is not there, and that has lines', () => {
  const first = addEntry(facts, ['events'], { id: 'falls', atS: 60 });
  expect(changedLines(facts, first)).toEqual(['events: [{ id: falls, atS: 60 }]']);
  const second = addEntry(first, ['events'], { id: 'rings', atS: 90 });
  expect(parse(second).events).toEqual([
    { id: 'falls', atS: 60 },
    { id: 'rings', atS: 90 },
  ]);
  expect(parse(addEntry(facts, ['must'], { id: 'asks' })).must).toEqual([{ id: 'asks' }]);
  const lines = addEntry(card, ['sections', 0, 'criteria'], { id: 'd', when: { says: ['no'] } });
  expect(parse(lines).sections[0].criteria.at(-1)).toEqual({ id: 'd', when: { says: ['no'] } });
});
