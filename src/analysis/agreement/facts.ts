import type { FactAgreement, Mistake } from '../../model/agreement.ts';
import type { Labels } from '../labelled/labelled-call.ts';
import type { LabelledResult } from '../labelled/labelled-result.ts';
import { mean } from './differences.ts';
import { estimate, round } from './estimate.ts';
import { cohenKappa } from './two-raters.ts';

/** One thing a person said of a whole call, and what was found; null where nothing was. */
export interface Fact {
  expected: string;
  got: string | null;
}

const none = 'none';

/** The facts of one call that were labelled, by name. */
export function factsOf(labels: Labels, result: LabelledResult): Record<string, Fact> {
  const { sentiment, complaint } = result;
  const wanted: [string, string | undefined, string | null][] = [
    ['incidentType', labels.incidentType, result.incidentType],
    ['priority', labels.priority, result.priority],
    ['callerState', labels.callerState, result.callerState],
    ['intent', labels.intent, result.intent],
    ['sentimentStart', labels.sentiment?.start, sentiment?.start ?? null],
    ['sentimentEnd', labels.sentiment?.end, sentiment?.end ?? null],
    // No complaint is an answer, and finding none is one too.
    ['complaint', labels.complaint === null ? none : labels.complaint?.type, complaint?.type ?? none],
    ['complaintSeverity', labels.complaint?.severity, complaint?.severity ?? null],
  ];
  return Object.fromEntries(
    wanted.flatMap(([name, expected, got]) => (expected === undefined ? [] : [[name, { expected, got }]])),
  );
}

export function factAgreement(facts: readonly Fact[]): FactAgreement {
  const told = facts.filter((fact) => fact.got !== null);
  return {
    labelled: facts.length,
    accuracy: estimate(facts, (drawn) => mean(drawn.map((fact) => Number(fact.got === fact.expected)))),
    kappa: estimate(
      told.map((fact) => [fact.expected, fact.got!] as const),
      (pairs) => cohenKappa(pairs),
    ),
    coverage: facts.length === 0 ? null : round(told.length / facts.length),
  };
}

export function factMistakes(call: string, facts: Readonly<Record<string, Fact>>): Mistake[] {
  return Object.entries(facts)
    .filter(([, fact]) => fact.expected !== fact.got)
    .map(([what, { expected, got }]) => ({
      call,
      what,
      id: expected,
      turn: null,
      expected,
      got,
      reason: null,
    }));
}
