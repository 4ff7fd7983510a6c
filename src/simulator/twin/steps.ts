import type { z } from 'zod';
import type { ScenarioFormat } from '../scenario-format.ts';
import type { WrittenFacts } from './facts.ts';

type Steps = Pick<Partial<z.input<typeof ScenarioFormat>>, 'must' | 'should' | 'critical' | 'clocks'>;

/** What a call taker is measured by in the twin of an emergency. */
export function emergencySteps(facts: WrittenFacts): Steps {
  const learned = (id: string) => ({ id: `got_${id}`, title: stepTitle(facts[id]!.title), fact: id });
  const grave = ['awake', 'breathing', 'weapons', 'harm'].filter((id) => id in facts);
  const rest = Object.keys(facts).filter(
    (id) =>
      !grave.includes(id) &&
      !['matter', 'address', 'phone', 'name'].includes(id) &&
      facts[id]!.reveal !== 'volunteer',
  );
  return {
    must: [
      { id: 'got_address', title: 'gets the address', fact: 'address' },
      ...grave.map(learned),
      {
        id: 'verified',
        title: 'says the address back',
        when: { place: 'saidBack', askedBy: ['{asks_location}', '{asks_detail}'] },
      },
      { id: 'got_phone', title: 'gets a number to call back', fact: 'phone' },
      { id: 'help_said', title: 'says that help is coming', when: { says: ['{help_coming}'] } },
    ],
    should: rest.slice(0, 6).map(learned),
    critical: [
      {
        id: 'no_address',
        title: 'no address',
        missed: 'got_address',
        because: 'Without an address nobody comes.',
      },
    ],
    clocks: [{ id: 'location', title: 'address known', fact: 'address', goalS: 30 }],
  };
}

/** "asks: Is anybody hurt", "learns whether there are weapons". */
function stepTitle(title: string): string {
  return /^\p{Lu}/u.test(title) ? `asks: ${title}` : `learns ${title}`;
}

/** The same for a service call. */
export function serviceSteps(facts: WrittenFacts): Steps {
  const identity = ['name', 'account', 'birth'].filter((id) => id in facts);
  return {
    must: [
      ...identity.map((id) => ({ id: `got_${id}`, title: `gets ${facts[id]!.title}`, fact: id })),
      {
        id: 'says_when',
        title: 'says what will be done and when',
        when: { says: ['{commits}', '{timeframe}', '{does_it}', '{will_do_it}'] },
      },
    ],
    should: [
      {
        id: 'feels',
        title: 'takes up how the customer feels',
        when: { says: ['{empathy}', '{shows_feeling}'] },
      },
      { id: 'more', title: 'offers further help', when: { says: ['{anything_else}', '{offers_more}'] } },
    ],
  };
}
