import { expect, test } from 'vitest';
import type { Utterance } from '../../model/drill.ts';
import { isSound, type Playable } from '../playable.ts';
import { shipped } from '../testing/scenarios.ts';
import { phraseProblem } from './phrase-check.ts';
import { writtenLine } from './written-line.ts';

const scenarios = await shipped();

function problemOf(scenario: string, line: string, facts: readonly string[], phrase: string) {
  const play = scenarios.find(({ format }) => format.id === scenario)!;
  return phraseProblem(phrase, writtenLine(utteranceOf(line, facts, play), play), withheldOf(facts, play));
}

function utteranceOf(text: string, facts: readonly string[], { format }: Playable): Utterance {
  return {
    ...{ number: 0, kind: 'speech', speaker: format.caller },
    ...{ text, facts: [...facts], startMs: 0, endMs: 1 },
  };
}

function withheldOf(told: readonly string[], { facts }: Playable): string[] {
  return facts.filter(({ id }) => !told.includes(id)).map(({ format }) => format.value);
}

const collapsed = "He's not answering me and he's hardly breathing!";

test.each([
  ["It's 66 Oak Terrace.", 'address', "We're at 66 Oak Terrace, please hurry!"],
  ["It's 66 Oak Terrace.", 'address', 'Sixty-six Oak Terrace, please.'],
  ['555-0142.', 'phone', "It's five five five, oh one four two."],
  [
    'He has this bad pain in his chest.',
    'complaint',
    "It's his chest, it really hurts him, the pain is so bad.",
  ],
  ["He's short of breath.", 'breathing', "He's really short of breath, I'm so scared!"],
  [collapsed, 'collapsed', "Oh God, he's not answering, he's hardly breathing!"],
])('%s may be said in other words that say the same', (line, fact, phrase) => {
  expect(problemOf('chest-pain', line, [fact], phrase)).toBeNull();
});

test.each([
  ['another number', "It's 66 Oak Terrace.", 'address', "It's 67 Oak Terrace.", 'number'],
  ['a number that is told of something else', "He's 58.", 'age', "He's 66.", 'number'],
  ['numbers in another order', "He's 58.", 'age', 'He is 85.', 'number'],
  ['the number left out', "It's 66 Oak Terrace.", 'address', "It's Oak Terrace.", 'number'],
  ['names in another order', "It's 66 Oak Terrace.", 'address', "It's 66 Terrace Oak.", 'number'],
  ['more of the address', "It's 66 Oak Terrace.", 'address', '66 Oak Terrace, unit 4.', 'number'],
  ['a name', "It's 66 Oak Terrace.", 'address', "I'm Deborah, 66 Oak Terrace.", 'name'],
  ['a withheld word', "It's 66 Oak Terrace.", 'address', '66 Oak Terrace, he had stents.', 'withheld'],
  ['an invention', "He's short of breath.", 'breathing', "He's short of breath, he has a fever.", 'added'],
  ['an insult', "He's short of breath.", 'breathing', "He's short of breath, you idiot!", 'added'],
  ['somebody else', "He's short of breath.", 'breathing', "She's short of breath.", 'added'],
  ['a comfort', "He's short of breath.", 'breathing', "He's okay, short of breath.", 'added'],
  ['the contrary', "He's short of breath.", 'breathing', "He isn't short of breath.", 'turned'],
  ['a no', "He's short of breath.", 'breathing', "No, he's short of breath.", 'turned'],
  ['a not in another place', collapsed, 'collapsed', "He's hardly answering, not breathing!", 'turned'],
  ['nothing of it', "He's short of breath.", 'breathing', 'Please hurry!', 'left_out'],
  ['a stage direction', "He's 58.", 'age', '*sobs* He is 58.', 'stage_direction'],
  ['signs that are no words', "He's 58.", 'age', "He's 58 😭", 'stage_direction'],
  ['other digits', "He's short of breath.", 'breathing', "He's short of breath ٦٦.", 'stage_direction'],
  ['nothing at all', "He's 58.", 'age', '', 'stage_direction'],
  ['too much', "He's 58.", 'age', `He's 58. ${'Please '.repeat(24)}`.trim(), 'too_long'],
])('%s is refused', (_, line, fact, phrase, problem) => {
  expect(problemOf('chest-pain', line, [fact], phrase)).toBe(problem);
});

test('everyday lines change no mind: a yes stays a yes, and nothing is told', () => {
  const said = (line: string, phrase: string) => problemOf('chest-pain', line, [], phrase);
  expect(said("Yes, that's right.", "Yeah, that's it.")).toBeNull();
  expect(said("Yes, that's right.", "No, that's not right.")).toBe('turned');
  expect(said("Okay, I'm doing that.", "I can't do that.")).toBe('turned');
  expect(said('Please hurry.', 'Please, please hurry, I need help!')).toBeNull();
  expect(said('Please hurry.', 'Please hurry, he fell!')).not.toBeNull();
  expect(said('Please hurry.', 'Please hurry, 66 Oak Terrace!')).not.toBeNull();
});

test('every line that ships may be said as it is, and with "please" after it', () => {
  const refused = scenarios.flatMap((play) => {
    const { facts, format } = play;
    const lines = [
      ...facts.flatMap(({ id, format: { says, upset } }) =>
        [...says, ...(upset ?? [])].map((text) => ({ text, facts: [id] })),
      ),
      ...format.events.flatMap(({ says, facts: told }) =>
        (says ?? []).map((text) => ({ text, facts: told })),
      ),
      ...format.opening.says.map((text) => ({ text, facts: format.opening.facts })),
    ].filter(({ text }) => !isSound(text));
    return lines.flatMap(({ text, facts: told }) => {
      const line = writtenLine(utteranceOf(text, told, play), play);
      const said = [text, `${text}${/[.!?]$/.test(text) ? '' : '.'} Please!`];
      return said.filter((phrase) => phraseProblem(phrase, line, withheldOf(told, play)));
    });
  });
  expect(refused).toEqual([]);
});
