import type { Persona, Prosody } from './voice.ts';

/** How somebody sounds besides their words. */
export interface Manner extends Prosody {
  /** How much louder than normal talk, in decibels. */
  gainDb: number;
  /** How loud breath is heard between phrases, 0 to 1. */
  breath: number;
  isWhispered: boolean;
}

const childUntil = 13;
const oldFrom = 70;

/**
 * Distress 1 to 5 and who it is, as figures for the voice. People who are upset speak faster, higher and louder and
 * breathe audibly; the figures are a choice, not measured.
 */
export function mannerOf(distress: number, { age, sex, manner }: Persona): Manner {
  const upset = (Math.min(5, Math.max(1, distress)) - 1) / 4;
  const isChild = age !== null && age < childUntil;
  const isOld = age !== null && age >= oldFrom;
  const isWhispered = manner === 'whisper';
  const own = {
    // Without a sex of the record a child is a high voice; a boy's is lower by nature of the voice below it.
    rate: (isChild ? 0.95 : 1) * (isOld ? 0.88 : 1) * (manner === 'slurred' ? 0.8 : 1),
    pitch:
      (isChild ? (sex === 'male' ? 1.3 : 1.35) : 1) * (isOld ? 0.96 : 1) * (manner === 'slurred' ? 0.95 : 1),
  };
  return {
    rate: own.rate * (1 + (isWhispered ? 0.1 : 0.22) * upset),
    pitch: own.pitch * (1 + 0.2 * upset),
    gainDb: isWhispered ? -8 : 5 * upset,
    breath: upset < 0.4 ? 0 : upset,
    isWhispered,
  };
}

/** Moods nearer than this to each other sound the same, so that a line is made once. */
const moodStep = 0.5;

export function roundedDistress(distress: number): number {
  return Math.round(distress / moodStep) * moodStep;
}
