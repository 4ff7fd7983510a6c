import type { Pack } from '../../analysis/packs/pack.ts';
import type { AgreementOverview, SourceAgreement } from '../../model/agreement.ts';
import type { Assignment, FloorOverview, FloorQuery, ScenarioTraits, Watched } from '../../model/training.ts';
import { marksOfWatch, oftenMissed } from '../../storage/db/floor-marks.ts';
import { type AssignmentParts, openAssignments } from './assignments.ts';
import { floorCall, type NameCriterion, weaknessesOf } from './floor.ts';
import { isSamePerson } from './people.ts';
import { comparedWithBefore } from './watched.ts';

export interface FloorParts extends AssignmentParts {
  packs(): Promise<readonly Pack[]>;
  agreement(): Promise<Pick<AgreementOverview, 'sources'>>;
  /** What scenarios train, as far as it is known yet. */
  traits(): Promise<{ traits: readonly ScenarioTraits[]; isPending: boolean }>;
}

const dayMs = 86_400_000;
const days = 90;

/** What call takers miss on real calls, what trains it, and what became of what was trained. */
export async function fromTheFloor(query: FloorQuery, parts: FloorParts): Promise<FloorOverview> {
  const { db } = parts;
  const since = new Date(parts.clock.now() - days * dayMs);
  const [marks, { traits, isPending }, packs, { assignments }] = await Promise.all([
    oftenMissed({ ...query, since }, db),
    parts.traits(),
    parts.packs(),
    openAssignments(parts).list({ all: false }),
  ]);
  const name = namerOf(packs);
  const meant = assignments.filter(
    ({ watch }) => watch && (query.agent === undefined || isSamePerson(watch.agent, query.agent)),
  );
  // Measuring agreement takes a while the first time; where nothing rests on it, it is not asked for.
  const { sources } = marks.length + meant.length === 0 ? { sources: [] } : await parts.agreement();
  const weaknesses = weaknessesOf(marks, query.least, {
    sources,
    traits,
    name,
    assigned: (watch) =>
      meant.find(
        (one) =>
          one.watch?.scorecardId === watch.scorecardId &&
          one.watch.criterionId === watch.criterionId &&
          isSamePerson(one.watch.agent, watch.agent) &&
          one.trainees.some(({ state }) => state === 'open' || state === 'late'),
      )?.id ?? null,
  });
  const watched = await Promise.all(meant.map((one) => watchedOf(one, { sources, name }, parts)));
  return {
    least: query.least,
    of: query.of,
    days,
    scenariosPending: isPending,
    weaknesses,
    watched: watched.flatMap((one) => one ?? []),
  };
}

async function watchedOf(
  { id, title, watch, trainees, createdAt }: Assignment,
  { sources, name }: { sources: readonly SourceAgreement[]; name: NameCriterion },
  { db }: FloorParts,
): Promise<Watched | null> {
  if (!watch) return null;
  const named = name(watch);
  if (!named) return null;
  const own = trainees.find(({ trainee }) => isSamePerson(trainee, watch.agent));
  const trainedAt = firstRunOf(own);
  const since = new Date((trainedAt ?? new Date(createdAt)).getTime() - days * dayMs);
  const marks = await marksOfWatch(watch, since, db);
  const calls = marks.map((mark) => floorCall(mark, sources));
  return {
    ...watch,
    title: named.title,
    question: named.question,
    scorecardTitle: named.scorecardTitle,
    assignmentId: id,
    assignmentTitle: title,
    trainedAt: trainedAt?.toISOString() ?? null,
    ...comparedWithBefore(calls, trainedAt),
  };
}

/** When the first run that was scored was over: what comes after it is after the training. */
function firstRunOf(own: Assignment['trainees'][number] | undefined): Date | null {
  const at = (own?.scenarios ?? [])
    .flatMap(({ runs }) => runs)
    .filter(({ total }) => total !== null)
    .map((run) => new Date(run.at).getTime());
  return at.length === 0 ? null : new Date(Math.min(...at));
}

/** By the newest version that knows the question. */
function namerOf(packs: readonly Pack[]): NameCriterion {
  const cards = packs
    .flatMap((pack) => pack.scorecards.map(({ format }) => format))
    .sort((a, b) => b.version - a.version);
  return ({ scorecardId, criterionId }) => {
    for (const { id, title: scorecardTitle, sections } of cards) {
      if (id !== scorecardId) continue;
      const found = sections.flatMap(({ criteria }) => criteria).find((one) => one.id === criterionId);
      if (found) return { scorecardTitle, title: found.title, question: found.question };
    }
    return undefined;
  };
}
