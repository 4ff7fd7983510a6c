import type { FormFact, FormReveal } from '../scenario-form.ts';

/** How a fact comes out, as the form offers it. */
export const revealChoices = [
  { value: 'on_ask', label: 'when asked for' },
  { value: 'yes_no', label: 'when yes or no answers it' },
  { value: 'on_instruction', label: 'when told to do something' },
  { value: 'volunteer', label: 'by itself' },
];

const shortOf: Record<string, string> = {
  ask: 'on_ask',
  yes_no: 'yes_no',
  instruction: 'on_instruction',
  volunteer: 'volunteer',
};
const longOf: Record<string, string> = Object.fromEntries(
  Object.entries(shortOf).map(([long, short]) => [short, long]),
);

/** What brings a fact out: one of `revealChoices`. */
export function revealOn(reveal: FormFact['reveal']): string {
  if (reveal === null) return 'on_ask';
  return typeof reveal === 'string' ? reveal : (shortOf[reveal.on ?? 'ask'] ?? 'on_ask');
}

export function revealWords(reveal: FormFact['reveal']): string {
  const on = revealChoices.find(({ value }) => value === revealOn(reveal))?.label ?? '';
  const rule = ruleOf(reveal);
  const more = [
    rule.times !== null && rule.times > 1 && `asked ${rule.times} times`,
    rule.withReason && 'with a reason',
    rule.trust !== null && `trust ${rule.trust}`,
    rule.distress !== null && `distress ${rule.distress} at most`,
    rule.facts.length > 0 && `after ${rule.facts.join(', ')}`,
    rule.events.length > 0 && `after ${rule.events.join(', ')}`,
  ].filter(Boolean);
  return [on, ...more].join(', ');
}

const plain: FormReveal = {
  on: null,
  times: null,
  withReason: false,
  trust: null,
  distress: null,
  facts: [],
  events: [],
};

export function ruleOf(reveal: FormFact['reveal']): FormReveal {
  return reveal === null || typeof reveal === 'string' ? plain : reveal;
}

/** The rule as it is written: a word where that says all, else a map of what differs from the usual. */
export function writtenReveal(on: string, rule: FormReveal) {
  const more = {
    ...(rule.times !== null && rule.times > 1 ? { times: rule.times } : {}),
    ...(rule.withReason ? { withReason: true } : {}),
    ...(rule.trust !== null && rule.trust > 0 ? { trust: rule.trust } : {}),
    ...(rule.distress !== null && rule.distress < 5 ? { distress: rule.distress } : {}),
    ...(rule.facts.length > 0 ? { facts: rule.facts } : {}),
    ...(rule.events.length > 0 ? { events: rule.events } : {}),
  };
  if (Object.keys(more).length === 0) return on;
  return on === 'on_ask' ? more : { on: longOf[on] ?? 'ask', ...more };
}
