import { expect, test } from 'vitest';
import { planReplay } from './replay-plan.ts';

test('files named for the two sides of a call are its legs', () => {
  expect(
    planReplay([
      'a/fire-agent.wav',
      'a/noise.wav',
      'a/fire-caller.wav',
      'b/Lost_customer_1.wav',
      'b/Lost_agent_1.wav',
    ]),
  ).toEqual([
    {
      name: 'fire-agent',
      legs: [
        { role: 'agent', file: 'a/fire-agent.wav' },
        { role: 'customer', file: 'a/fire-caller.wav' },
      ],
    },
    { name: 'noise', legs: [{ role: 'agent', file: 'a/noise.wav' }] },
    {
      name: 'Lost_customer_1',
      legs: [
        { role: 'customer', file: 'b/Lost_customer_1.wav' },
        { role: 'agent', file: 'b/Lost_agent_1.wav' },
      ],
    },
  ]);
});

test('two files of the same side are two calls', () => {
  expect(planReplay(['x-agent.wav', 'x-agent.mp3'])).toHaveLength(2);
});

test('a word that only holds the name of a side names none', () => {
  expect(planReplay(['reagent.wav', 'recaller.wav'])).toHaveLength(2);
});
