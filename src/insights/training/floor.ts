import type { SourceAgreement } from '../../model/agreement.ts';
import { gateOfMark } from '../../model/mark-gate.ts';
import type { FloorCall, ScenarioTraits, Watch, Weakness } from '../../model/training.ts';
import type { FloorMark } from '../../storage/db/floor-marks.ts';

/** What a criterion is called; undefined when its scorecard is gone. */
export type NameCriterion = (
  of: Pick<FloorMark, 'scorecardId' | 'criterionId'>,
) => Pick<Weakness, 'scorecardTitle' | 'title' | 'question'> | undefined;

/** What is known besides marks. */
export interface FloorKnowledge {
  sources: readonly SourceAgreement[];
  traits: readonly ScenarioTraits[];
  name: NameCriterion;
  /** The assignment that is under way for it. */
  assigned(watch: Watch): string | null;
}

const mostScenarios = 5;

/**
 * What call takers miss again and again, from the last marks of each criterion. Answers that stand as facts decide where
 * they alone are enough; else it is a suggestion, and says why.
 */
export function weaknessesOf(marks: readonly FloorMark[], least: number, known: FloorKnowledge): Weakness[] {
  const found = grouped(marks).flatMap((of): Weakness[] => {
    const [first] = of as [FloorMark];
    const named = known.name(first);
    const calls = of.map((mark) => floorCall(mark, known.sources));
    const missed = calls.filter((call) => call.missed);
    if (!named || missed.length < least) return [];
    const watch = watchOf(first);
    return [
      {
        ...watch,
        ...named,
        missed: missed.length,
        calls,
        ...standingOf(of, missed.filter(({ isFact }) => isFact).length >= least, known.sources),
        scenarios: scenariosFor(watch, known.traits),
        assignmentId: known.assigned(watch),
      },
    ];
  });
  return found.sort((a, b) => rank(a) - rank(b) || b.missed / b.calls.length - a.missed / a.calls.length);
}

function rank({ standing }: Weakness): number {
  return standing === 'fact' ? 0 : 1;
}

function grouped(marks: readonly FloorMark[]): FloorMark[][] {
  const groups = Map.groupBy(marks, (mark) =>
    JSON.stringify([mark.agent, mark.scorecardId, mark.criterionId]),
  );
  return [...groups.values()];
}

function watchOf({ agent, scorecardId, criterionId }: Watch): Watch {
  return { agent, scorecardId, criterionId };
}

/** A call in which a criterion counted, with whether its answer stands as a fact. */
export function floorCall(mark: FloorMark, sources: readonly SourceAgreement[]): FloorCall {
  const gate = gateOfMark(mark, mark.source, sources);
  return {
    callId: mark.callId,
    at: mark.at.toISOString(),
    title: mark.callTitle,
    answer: mark.answer,
    missed: mark.points < 0.5,
    source: mark.source,
    isFact: gate === undefined || gate.state === 'fact',
  };
}

function standingOf(
  marks: readonly FloorMark[],
  isFact: boolean,
  sources: readonly SourceAgreement[],
): Pick<Weakness, 'standing' | 'reason'> {
  if (isFact) return { standing: 'fact', reason: null };
  const gates = marks.flatMap((mark) => gateOfMark(mark, mark.source, sources) ?? []);
  const weak = gates.find(({ state }) => state !== 'fact');
  return { standing: 'suggestion', reason: weak?.reason ?? null };
}

/** What trains a criterion, the best first; what only judges it when nothing demands it. */
function scenariosFor(
  { scorecardId, criterionId }: Pick<Watch, 'scorecardId' | 'criterionId'>,
  traits: readonly ScenarioTraits[],
): Weakness['scenarios'] {
  const all = traits.flatMap(({ scenario, trains }) =>
    trains
      .filter((one) => one.scorecardId === scorecardId && one.criterionId === criterionId)
      .map(({ strength, because }) => ({ scenario, strength, because })),
  );
  const demanding = all.filter(({ because }) => because.some(({ how }) => how !== 'judged'));
  return (demanding.length > 0 ? demanding : all)
    .sort((a, b) => b.strength - a.strength || a.scenario.level - b.scenario.level)
    .slice(0, mostScenarios)
    .map(({ scenario, because }) => ({ scenario, because }));
}
