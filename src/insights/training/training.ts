import type { FloorOverview, FloorQuery } from '../../model/training.ts';
import { type Assignments, openAssignments } from './assignments.ts';
import { type FloorParts, fromTheFloor } from './from-the-floor.ts';
import { openTrainees, type Trainees } from './trainees.ts';

/** What instructors and trainees need besides drills. */
export interface Training {
  assignments: Assignments;
  trainees: Trainees;
  floor(query: FloorQuery): Promise<FloorOverview>;
}

export function openTraining(parts: FloorParts): Training {
  return {
    assignments: openAssignments(parts),
    trainees: openTrainees(parts),
    floor: (query) => fromTheFloor(query, parts),
  };
}
