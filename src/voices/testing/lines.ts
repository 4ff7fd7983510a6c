import { spawnSync } from 'node:child_process';
import type { Line } from '../voice.ts';

/** A line of a calm woman, or what is said of it. */
export function aLine(changed: Partial<Line> = {}): Line {
  return {
    kind: 'speech',
    text: 'My husband fell down the stairs and he does not wake up, please send somebody.',
    language: 'en',
    distress: 1,
    persona: { age: 40, sex: 'female', manner: 'plain' },
    seed: 7,
    background: [],
    atMs: 0,
    ...changed,
  };
}

export function hasProgram(name: 'flite' | 'espeak-ng'): boolean {
  return spawnSync(name, ['--version']).error === undefined;
}
