import type { MoodMoment } from '../../../../src/model/debrief.ts';

/** A course of distress, 1 to 5, on a drawing. */
export interface Plane {
  width: number;
  height: number;
  durationMs: number;
}

interface At {
  atMs: number;
  distress: number;
}

const calmest = 1;
const worst = 5;

export function xOf(atMs: number, { width, durationMs }: Plane): number {
  return durationMs === 0 ? 0 : (Math.min(atMs, durationMs) / durationMs) * width;
}

/** The calmest at the bottom. */
export function yOf(distress: number, { height }: Plane): number {
  return height - ((distress - calmest) / (worst - calmest)) * height;
}

/** A mood stays until something moves it: steps, to the end of the drill. */
export function coursePath(course: readonly At[], plane: Plane): string {
  const [first] = course;
  if (!first) return '';
  const start = `M0 ${yOf(first.distress, plane).toFixed(1)}`;
  const steps = course.map(
    (one) => `H${xOf(one.atMs, plane).toFixed(1)}V${yOf(one.distress, plane).toFixed(1)}`,
  );
  return `${start}${steps.join('')}H${plane.width}`;
}

export interface Move {
  moment: MoodMoment;
  /** How far the distress moved; below zero is calmer. */
  by: number;
}

/** The moments at which the caller became calmer or more upset. */
export function movesOf(course: readonly MoodMoment[]): Move[] {
  return course.flatMap((moment, index) => {
    const before = course[index - 1];
    if (!before) return [];
    const by = Math.round((moment.mood.distress - before.mood.distress) * 100) / 100;
    return by === 0 ? [] : [{ moment, by }];
  });
}
