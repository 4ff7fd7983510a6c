import { z } from 'zod';
import { ScenarioOutline } from './drill.ts';
import { Answer, MarkSource } from './judgement.ts';
import { Person } from './person.ts';

/** What trains what, what people miss on real calls, and whether training it helped. */

const Instant = z.iso.datetime();
const Count = z.int().nonnegative();

/** Why a scenario trains a criterion: something it demands that the criterion looks for too. */
export const TrainedBecause = z.object({
  /** `caller`: an upset caller calls for it. `judged`: no more than that it counts there. */
  how: z.enum(['critical', 'must', 'forbidden', 'should', 'caller', 'questions', 'fact', 'judged']),
  /** What the scenario demands, in a few words. */
  title: z.string(),
});
export type TrainedBecause = z.infer<typeof TrainedBecause>;

export const Trained = z.object({
  scorecardId: z.string(),
  criterionId: z.string(),
  /** For an order among scenarios only. */
  strength: z.number().nonnegative(),
  because: z.array(TrainedBecause).min(1),
});
export type Trained = z.infer<typeof Trained>;

export const ScenarioTraits = z.object({
  scenario: ScenarioOutline,
  /** Incidents of one family are asked about alike. */
  family: z.string(),
  /** The strongest first. */
  trains: z.array(Trained),
});
export type ScenarioTraits = z.infer<typeof ScenarioTraits>;

/** A criterion of one call taker that is watched on real calls. */
export const Watch = z.strictObject({
  agent: Person,
  scorecardId: z.string().min(1).max(200),
  criterionId: z.string().min(1).max(200),
});
export type Watch = z.infer<typeof Watch>;

/** One real call in which a criterion counted. */
export const FloorCall = z.object({
  callId: z.uuid(),
  at: Instant,
  title: z.string().nullable(),
  answer: Answer,
  /** It earned less than half. */
  missed: z.boolean(),
  source: MarkSource,
  /** A person gave the answer, or the question agrees well enough with people; else it is a suggestion. */
  isFact: z.boolean(),
});
export type FloorCall = z.infer<typeof FloorCall>;

const WatchedCriterion = Watch.extend({
  scorecardTitle: z.string(),
  title: z.string(),
  question: z.string(),
});

/** Something that a call taker misses again and again on real calls. */
export const Weakness = WatchedCriterion.extend({
  missed: Count,
  /** The newest first: as many as are looked at. */
  calls: z.array(FloorCall),
  /** `fact`: the answers that stand as facts are enough to say so. */
  standing: z.enum(['fact', 'suggestion']),
  /** Why it is no more than a suggestion. */
  reason: z.string().nullable(),
  /** What trains it, the best first. */
  scenarios: z.array(z.object({ scenario: ScenarioOutline, because: z.array(TrainedBecause) })),
  /** What was assigned for it and is not done. */
  assignmentId: z.uuid().nullable(),
});
export type Weakness = z.infer<typeof Weakness>;

const Share = z.object({ value: z.number(), low: z.number(), high: z.number() });

/** How often a criterion was missed on the real calls of a time. */
const Missed = z.object({
  missed: Count,
  /** With its 95 % interval; null of no calls. */
  share: Share.nullable(),
  /** The newest first. */
  calls: z.array(FloorCall),
});

/** What became of a criterion on real calls after it was trained. */
export const Watched = WatchedCriterion.extend({
  assignmentId: z.uuid(),
  assignmentTitle: z.string(),
  /** When the first run of what was assigned ended; null before that. */
  trainedAt: Instant.nullable(),
  before: Missed,
  after: Missed,
  /** How much larger the share of misses is after the training; below 0 it was missed less. */
  change: Share.nullable(),
  verdict: z.enum([
    'not trained yet',
    'not enough calls yet',
    'missed less',
    'missed more',
    'no clear change',
  ]),
  /** So many calls are needed before and after. */
  least: Count,
  standing: z.enum(['fact', 'suggestion']),
});
export type Watched = z.infer<typeof Watched>;

/** `GET /api/v1/training/floor`. */
export const FloorOverview = z.object({
  /** What counts as a weakness: missed at least so often in so many calls. */
  least: Count,
  of: Count,
  /** Calls of so many days back are looked at. */
  days: Count,
  /** What some scenarios train is still being found. */
  scenariosPending: z.boolean(),
  /** Facts first, then what is missed most. */
  weaknesses: z.array(Weakness),
  watched: z.array(Watched),
});
export type FloorOverview = z.infer<typeof FloorOverview>;

export const FloorQuery = z.object({
  agent: Person.optional(),
  least: z.coerce.number().int().min(1).max(50).default(3),
  of: z.coerce.number().int().min(1).max(50).default(10),
});
export type FloorQuery = z.infer<typeof FloorQuery>;

/** Which caller the trainees of an assignment get. */
export const SeedPolicy = z.discriminatedUnion('kind', [
  /** The scenario's own: the same for all, and for everybody who ever runs it. */
  z.strictObject({ kind: z.literal('scenario') }),
  /** One for all runs of the assignment, so that they can be compared. */
  z.strictObject({ kind: z.literal('one'), seed: z.int().nonnegative().max(2_147_483_647) }),
  /** Another one for each run: nobody learns the caller by heart. */
  z.strictObject({ kind: z.literal('each') }),
]);
export type SeedPolicy = z.infer<typeof SeedPolicy>;

/** `POST /api/v1/assignments`. */
export const NewAssignment = z.strictObject({
  title: z.string().trim().min(1).max(200),
  note: z.string().trim().max(2_000).default(''),
  /** Ids of scenarios; of a course in their order. */
  scenarios: z.array(z.string().min(1).max(100)).min(1).max(30),
  /** The next scenario opens when the one before is done. */
  inOrder: z.boolean().default(false),
  trainees: z.array(Person).min(1).max(200),
  dueAt: Instant.nullable().default(null),
  seed: SeedPolicy.default({ kind: 'scenario' }),
  /** How it is to be run; null leaves it to the trainee. */
  mode: z.enum(['voice', 'typed', 'text']).nullable().default(null),
  /** How often each scenario may be run; null as often as one likes. */
  attempts: z.int().min(1).max(20).nullable().default(null),
  /** A scenario is done when it was run, or only when the result was met. */
  until: z.enum(['run', 'met']).default('run'),
  by: Person,
  /** What on real calls it is meant to improve. */
  watch: Watch.nullable().default(null),
});
export type NewAssignment = z.infer<typeof NewAssignment>;

/** How one scenario of an assignment stands for one trainee. */
export const AssignedScenario = z.object({
  scenarioId: z.string(),
  state: z.enum(['open', 'done', 'used up', 'waits']),
  /** The newest first; those that were answered. */
  runs: z.array(
    z.object({
      drillId: z.uuid(),
      at: Instant,
      total: z.number().nullable(),
      result: z.enum(['met', 'not met']).nullable(),
    }),
  ),
});
export type AssignedScenario = z.infer<typeof AssignedScenario>;

/** How an assignment stands for one trainee. */
export const TraineeStanding = z.object({
  trainee: Person,
  /** `late`: it is due and not done. `used up`: every run is spent and it was not met. */
  state: z.enum(['open', 'done', 'late', 'used up']),
  /** When the last scenario was done. */
  doneAt: Instant.nullable(),
  /** It was done after it was due. */
  doneLate: z.boolean(),
  scenarios: z.array(AssignedScenario),
  reminded: z.object({ by: Person, at: Instant }).nullable(),
});
export type TraineeStanding = z.infer<typeof TraineeStanding>;

export const Assignment = NewAssignment.omit({ trainees: true, scenarios: true }).extend({
  id: z.uuid(),
  createdAt: Instant,
  /** Title and level of each; a scenario that is not there any more keeps its id alone. */
  scenarios: z.array(z.object({ id: z.string(), title: z.string(), level: z.int().nullable() })),
  trainees: z.array(TraineeStanding),
  withdrawn: z.object({ by: Person, at: Instant }).nullable(),
});
export type Assignment = z.infer<typeof Assignment>;

export const AssignmentList = z.object({ assignments: z.array(Assignment) });
export type AssignmentList = z.infer<typeof AssignmentList>;

export const AssignmentQuery = z.object({
  trainee: Person.optional(),
  /** Those that are withdrawn too. */
  all: z.stringbool().default(false),
});
export type AssignmentQuery = z.infer<typeof AssignmentQuery>;

export const Reminder = z.strictObject({ trainee: Person, by: Person });
export type Reminder = z.infer<typeof Reminder>;
export const Withdrawal = z.strictObject({ by: Person });
