import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { DrillDetail, type Injection, type NewDrillNote } from '../../../src/model/drill-desk.ts';
import { DrillWatch } from '../../../src/model/drill-watch.ts';
import { DrillList, type SignOff } from '../../../src/model/drills.ts';
import {
  ClassComparison,
  type NewLevelDecision,
  TraineeList,
  TraineeProfile,
} from '../../../src/model/skills.ts';
import {
  Assignment,
  AssignmentList,
  FloorOverview,
  type NewAssignment,
  type Reminder,
} from '../../../src/model/training.ts';
import { ApiFailure, ask } from './ask.ts';
import { keys } from './keys.ts';

const pendingMs = 5_000;

/** What real calls say about training; asked for again while scenarios are still being looked through. */
export function useFloor() {
  return useQuery({
    queryKey: keys.floor,
    queryFn: ({ signal }) => ask(FloorOverview, '/training/floor', { signal }),
    refetchInterval: ({ state }) => (state.data?.scenariosPending ? pendingMs : false),
  });
}

/** Assignments of a trainee, or of all. */
export function useAssignments(trainee?: string) {
  const query = trainee === undefined ? '' : `?${new URLSearchParams({ trainee })}`;
  return useQuery({
    queryKey: keys.assignmentList(query),
    queryFn: ({ signal }) => ask(AssignmentList, `/assignments${query}`, { signal }),
    enabled: trainee !== '',
  });
}

function useChange<Asked>(change: (asked: Asked) => Promise<unknown>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: () => client.invalidateQueries({ queryKey: keys.training }),
  });
}

export function useAssign() {
  return useChange((json: NewAssignment) => ask(Assignment, '/assignments', { method: 'POST', json }));
}

export function useRemind(id: string) {
  return useChange((json: Reminder) =>
    ask(Assignment, `/assignments/${id}/reminders`, { method: 'POST', json }),
  );
}

export function useWithdraw(id: string) {
  return useChange((by: string) =>
    ask(Assignment, `/assignments/${id}/withdrawal`, { method: 'POST', json: { by } }),
  );
}

export function useTrainees() {
  return useQuery({
    queryKey: keys.trainees,
    queryFn: ({ signal }) => ask(TraineeList, '/training/trainees', { signal }),
  });
}

export function useTrainee(name: string) {
  return useQuery({
    queryKey: keys.trainee(name),
    queryFn: ({ signal }) =>
      ask(TraineeProfile, `/training/trainees/${encodeURIComponent(name)}`, { signal }),
  });
}

export function useDecideLevel(name: string) {
  return useChange((json: NewLevelDecision) =>
    ask(TraineeProfile, `/training/trainees/${encodeURIComponent(name)}/level`, { method: 'POST', json }),
  );
}

/** Everybody's first run of a scenario with one seed; nothing while none is chosen. */
export function useComparison(scenario: string | undefined) {
  return useQuery({
    queryKey: keys.comparison(scenario),
    queryFn: ({ signal }) =>
      ask(ClassComparison, `/training/comparison?${new URLSearchParams({ scenario: scenario! })}`, {
        signal,
      }),
    enabled: scenario !== undefined,
  });
}

const watchMs = 3_000;

/** Drills that ring or are open. */
export function useOpenDrills() {
  return useQuery({
    queryKey: keys.openDrills,
    queryFn: async ({ signal }) => {
      const phases = await Promise.all(
        ['ringing', 'open'].map((state) => ask(DrillList, `/drills?state=${state}&limit=100`, { signal })),
      );
      return phases.flatMap(({ drills }) => drills);
    },
    refetchInterval: watchMs,
  });
}

const watchOneMs = 2_000;

/** A drill that goes on, with all an instructor may know of it; not asked for any more once it is over. */
export function useWatchedDrill(id: string) {
  return useQuery({
    queryKey: keys.watchedDrill(id),
    queryFn: ({ signal }) => ask(DrillWatch, `/drills/${encodeURIComponent(id)}/watch`, { signal }),
    refetchInterval: ({ state: { error } }) => (isOver(error) ? false : watchOneMs),
  });
}

/** Whether there is nothing more to watch, rather than something wrong. */
export function isOver(error: unknown): boolean {
  return error instanceof ApiFailure && error.code === 'drill_over';
}

function useDrillChange<Asked>(id: string, what: string, request: (asked: Asked) => object, method = 'POST') {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (asked: Asked) => ask(DrillDetail, `/drills/${id}/${what}`, { method, json: request(asked) }),
    onSuccess: (drill) => {
      client.setQueryData(keys.drill(id), drill);
      return client.invalidateQueries({ queryKey: keys.drills });
    },
  });
}

export function useNote(id: string) {
  return useDrillChange(id, 'notes', (note: NewDrillNote) => note);
}

export function useInject(id: string) {
  return useDrillChange(id, 'inject', (injection: Injection) => injection);
}

export function useSignOff(id: string) {
  return useDrillChange(id, 'sign-off', (signOff: SignOff) => signOff);
}

export function useExemplary(id: string) {
  return useDrillChange(id, 'exemplary', (on: boolean) => ({ on }), 'PUT');
}
