import type { Pack } from '../../analysis/packs/pack.ts';
import type { Mark } from '../../model/judgement.ts';
import type { ScenarioTraits, Trained, TrainedBecause } from '../../model/training.ts';
import { playDrill } from '../play.ts';
import { outlineOf, type Playable } from '../playable.ts';
import { scoreDrill } from '../score/score.ts';
import { type CriterionSigns, cuesIn, signsOf, signsOfCriterion } from './signs.ts';

/** How much each reason says that a scenario trains a criterion; each counts once. A start, not measured. */
const strengths: Record<TrainedBecause['how'], number> = {
  critical: 5,
  must: 4,
  forbidden: 3,
  should: 2,
  caller: 2,
  questions: 2,
  fact: 1,
  judged: 0.5,
};

/** From this distress on, how one speaks to the caller is what a scenario trains too. */
const upsetFrom = 3;

/**
 * What a scenario trains, worked out from what it demands and from two runs of it: one that asks for everything and one
 * that says nothing but the greeting. Takes some tens of milliseconds.
 */
export function traitsOf(play: Playable, packs: readonly Pack[]): ScenarioTraits {
  const { expected } = play.format;
  const incident = play.pack.incidents?.format.incidents[expected.incident];
  return {
    scenario: outlineOf(play),
    family: incident?.questions ?? expected.incident,
    trains: trained(play, packs).sort((a, b) => b.strength - a.strength),
  };
}

function trained(play: Playable, packs: readonly Pack[]): Trained[] {
  const runs = [askingTurns(play), [greeting(play)]].map((turns) => {
    const { drill, state } = playDrill(play, turns);
    return scoreDrill({ play, drill, state }, packs).evaluations;
  });
  const demands = demandsOf(play);
  return runs[0]!.flatMap(({ scorecardId, scorecardVersion, marks }) => {
    const card = play.pack.scorecards.find(
      ({ format }) => format.id === scorecardId && format.version === scorecardVersion,
    );
    const also = runs[1]!.find((one) => one.scorecardId === scorecardId)?.marks ?? [];
    return (card?.format.sections ?? []).flatMap(({ criteria }) =>
      criteria.flatMap((criterion): Trained[] => {
        const isJudged = [marks, also].some((of) => counts(criterion.id, of));
        if (!isJudged) return [];
        const because = reasons(signsOfCriterion(criterion, card!.format), demands);
        const strength = because.reduce((sum, { how }) => sum + strengths[how], 0);
        return [{ scorecardId, criterionId: criterion.id, strength, because }];
      }),
    );
  });
}

function counts(criterionId: string, marks: readonly Mark[]): boolean {
  return marks.some((mark) => mark.criterionId === criterionId && mark.points !== null);
}

interface Demand extends TrainedBecause {
  signs: readonly string[];
  /** Must not be done. */
  isFault: boolean;
}

/** What a scenario wants done and not done. */
function demandsOf(play: Playable): Demand[] {
  const { must, should, forbidden, critical, facts } = play.format;
  const missed = new Set(critical.flatMap((one) => one.missed ?? []));
  const asked = (fact: string | undefined) => cuesIn((fact && facts[fact]?.asked) || []);
  const steps = [
    ...must.map((step) => ({ step, isMust: true })),
    ...should.map((step) => ({ step, isMust: false })),
  ];
  return [
    ...steps.map(
      ({ step, isMust }): Demand => ({
        how: missed.has(step.id) ? 'critical' : isMust ? 'must' : 'should',
        title: step.title,
        signs: [...signsOf(step.when), ...asked(step.fact)],
        isFault: false,
      }),
    ),
    ...forbidden.map(
      ({ title, when }): Demand => ({ how: 'forbidden', title, signs: signsOf(when), isFault: true }),
    ),
    ...critical.flatMap(({ title, when }): Demand[] =>
      when === undefined ? [] : [{ how: 'critical', title, signs: signsOf(when), isFault: true }],
    ),
    ...Object.values(facts).map(
      ({ title, asked: phrases }): Demand => ({
        how: 'fact',
        title,
        signs: cuesIn(phrases ?? []),
        isFault: false,
      }),
    ),
    ...callerDemands(play),
  ];
}

/** An upset caller calls for what calms, and forbids what upsets more. */
function callerDemands(play: Playable): Demand[] {
  const { persons, caller, calming } = play.format;
  const { distress } = persons[caller]!;
  const most = typeof distress === 'number' ? distress : distress.to;
  if (!calming || most < upsetFrom) return [];
  return Object.values(play.acts.format.acts)
    .filter((act) => act.distress !== 0)
    .map((act) => ({ how: 'caller', title: act.title, signs: cuesIn(act.says), isFault: act.distress > 0 }));
}

const mostTitles = 3;

function reasons(
  { earning, losing, isQuestionSet }: CriterionSigns,
  demands: readonly Demand[],
): TrainedBecause[] {
  const shared = demands.filter(({ signs, isFault }) => {
    const wanted = isFault ? losing : earning;
    return signs.some((sign) => wanted.has(sign));
  });
  const found = shared.map(({ how, title }) => ({ how, title }));
  const first = found.filter((one, at) => found.findIndex(({ how }) => how === one.how) === at);
  const questions: TrainedBecause[] = isQuestionSet
    ? [{ how: 'questions', title: 'the questions of its incident type' }]
    : [];
  const all = [...questions, ...first].slice(0, mostTitles);
  return all.length > 0 ? all : [{ how: 'judged', title: 'it is judged in it' }];
}

function greeting({ format: { kind } }: Playable): string {
  return kind === 'psap'
    ? '911, what is the address of your emergency?'
    : 'Thank you for calling, how can I help you?';
}

/** A question for each fact, and a promise of help. */
function askingTurns(play: Playable): string[] {
  const asks = play.facts.flatMap(({ format: { ask } }) => (ask === undefined ? [] : [ask]));
  return [greeting(play), ...asks, 'Help is on the way. Stay on the line with me.'];
}
