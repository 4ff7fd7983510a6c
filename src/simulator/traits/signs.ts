import type { CriterionFormat, ScorecardFormat } from '../../analysis/packs/scorecard-format.ts';
import type { Condition } from '../../analysis/rules/condition.ts';

/**
 * What a condition looks for in the words of the call taker, by name: `cue asks_location`, `place saidBack`,
 * `echoes phone`, `saysAgain`. Two conditions with a name in common ask for the same thing.
 */
type Signs = ReadonlySet<string>;

type Observations = Readonly<Record<string, { when: Condition }>>;

const callTakers = ['agent', 'anyone'];

/** The cues in phrases: `{asks_location}`. */
export function cuesIn(phrases: readonly string[]): string[] {
  return phrases.flatMap((phrase) => [...phrase.matchAll(/\{(\w+)\}/g)].map(([, cue]) => `cue ${cue}`));
}

/** What a condition wants to be there; what it wants to be absent is left out. */
export function signsOf(condition: unknown, observations: Observations = {}): string[] {
  if (typeof condition === 'string') {
    const { [condition]: named, ...rest } = observations;
    return named ? signsOf(named.when, rest) : [];
  }
  if (typeof condition !== 'object' || condition === null) return [];
  const spec = condition as Record<string, unknown>;
  const within = (inner: unknown) => signsOf(inner, observations);
  const all = (list: unknown) => (Array.isArray(list) ? list.flatMap(within) : []);
  if ('all' in spec) return all(spec.all);
  if ('any' in spec) return all(spec.any);
  if ('some' in spec) return all((spec.some as { of: unknown[] }).of);
  if ('order' in spec) {
    const { first, next } = spec.order as { first: unknown; next: unknown };
    return [...within(first), ...within(next)];
  }
  if (typeof spec.by === 'string' && !callTakers.includes(spec.by)) return [];
  const phrases = ['says', 'asks', 'ranked'].flatMap((key) => (spec[key] as string[] | undefined) ?? []);
  return [...cuesIn(phrases), ...placeSigns(spec), ...plainSigns(spec)];
}

/** To say a place back is a deed of its own; for the caller to tell one, it has to be asked for. */
function placeSigns({ place, askedBy }: Record<string, unknown>): string[] {
  if (place === undefined) return [];
  return place === 'saidBack' ? ['place saidBack'] : cuesIn((askedBy as string[] | undefined) ?? []);
}

function plainSigns(spec: Record<string, unknown>): string[] {
  return [
    ...(typeof spec.echoes === 'string' ? [`echoes ${spec.echoes}`] : []),
    ...('saysAgain' in spec ? ['saysAgain'] : []),
  ];
}

/** What earns a criterion, and what loses it. */
export interface CriterionSigns {
  earning: Signs;
  losing: Signs;
  /** It goes through the questions of the incident type. */
  isQuestionSet: boolean;
}

export function signsOfCriterion(
  { judge }: CriterionFormat,
  { observations }: Pick<ScorecardFormat, 'observations'>,
): CriterionSigns {
  const of = (conditions: readonly unknown[]) =>
    new Set(conditions.flatMap((one) => signsOf(one, observations)));
  if ('start' in judge) {
    const when = (isGood: boolean) =>
      of(judge.steps.filter(({ add }) => add > 0 === isGood).map((one) => one.when));
    return { earning: when(true), losing: when(false), isQuestionSet: false };
  }
  if ('items' in judge) return { earning: new Set(), losing: new Set(), isQuestionSet: true };
  const rungs = (...answers: string[]) =>
    judge.answers.filter(({ answer }) => answers.includes(answer)).map(({ when }) => when);
  const listed = judge.list?.items.flatMap(({ done, partly }) => [done, ...(partly ? [partly] : [])]) ?? [];
  return {
    earning: of([...rungs('yes', 'partial'), ...listed]),
    losing: of(rungs('no')),
    isQuestionSet: false,
  };
}
