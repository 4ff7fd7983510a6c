import type { Finding } from '../../../../../src/model/judgement.ts';
import { formatDuration } from '../../../format/time.ts';
import { wordsOfCode } from '../../../words.ts';

export interface FindingGroup {
  title: string;
  findings: Finding[];
}

const titles: [kinds: string[], title: string][] = [
  [['incident', 'priority'], 'Incident'],
  [['risk'], 'Risks'],
  [['distress'], 'Caller'],
  [['intent', 'sentiment', 'complaint'], 'Why and how they called'],
  [['summary'], 'Summary'],
  [['action_item'], 'Who does what next'],
  [['entity'], 'Entities'],
  [['pii'], 'Personal data'],
  [['clock'], 'Clocks, from the answer'],
  [['topic'], 'Topics'],
];

/** What was noticed, by what it is about; within that in the order of the call. */
export function findingGroups(findings: readonly Finding[]): FindingGroup[] {
  const inOrder = findings.toSorted((a, b) => a.span.startMs - b.span.startMs);
  const known = new Set(titles.flatMap(([kinds]) => kinds));
  const groups = titles.map(([kinds, title]) => ({
    title,
    findings: inOrder.filter(({ kind }) => kinds.includes(kind)),
  }));
  const rest = { title: 'About the judging', findings: inOrder.filter(({ kind }) => !known.has(kind)) };
  return [...groups, rest].filter((group) => group.findings.length > 0);
}

/** What a finding is called: its type, with its kind where that alone says little. */
export function findingTitle({ kind, type }: Finding): string {
  // Kinds of personal data are written in capitals.
  const word = wordsOfCode(kind === 'pii' ? type.toLowerCase() : type);
  switch (kind) {
    case 'incident':
      return `Type ${type}`;
    case 'priority':
      return `Priority ${type}`;
    case 'sentiment':
      return `Mood, ${word.toLowerCase()}`;
    case 'intent':
      return 'Intent';
    case 'complaint':
      return `Complaint, ${word.toLowerCase()}`;
    default:
      return word;
  }
}

/** Its value as people read it; null when it says nothing beyond the title. */
export function findingValue({ kind, type, value }: Finding): string | null {
  if (value === null) return null;
  if (kind === 'clock') return formatDuration(Number(value));
  if (kind === 'incident') return `question set ${value.replaceAll('_', ' ')}`;
  return value.toLowerCase() === wordsOfCode(type).toLowerCase() ? null : value;
}

export const statusWords: Record<NonNullable<Finding['status']>, string> = {
  asserted: 'said',
  possible: 'possible',
  denied: 'denied',
  asked: 'asked about',
  resolved: 'over',
  context: 'of another time or place',
};
