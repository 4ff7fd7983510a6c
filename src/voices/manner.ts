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
export function mannerOf(distress: number, { age, manner }: Persona): Manner {
  const upset = (Math.min(5, Math.max(1, distress)) - 1) / 4;
  const isChild = age !== null && age < childUntil;
  const isOld = age !== null && age >= oldFrom;
  const isWhispered = manner === 'whisper';
  const isSlurred = manner === 'slurred';
  const rate = (isChild ? 0.95 : 1) * (isOld ? 0.88 : 1) * (isSlurred ? 0.8 : 1);
  const pitch = (isChild ? 1.3 : 1) * (isOld ? 0.96 : 1) * (isSlurred ? 0.95 : 1);
  return {
    rate: rate * (1 + (isWhispered ? 0.1 : 0.22) * upset),
    pitch: pitch * (1 + 0.2 * upset),
    gainDb: isWhispered ? -8 : 5 * upset,
    breath: upset < 0.4 ? 0 : upset,
    isWhispered,
  };
}

/** A child of either sex is a woman's voice, higher. */
export function isMansVoice({ sex, age }: Persona): boolean {
  return sex === 'male' && !(age !== null && age < childUntil);
}

/** Moods nearer than this to each other sound the same, so that a line is made once. */
const moodStep = 0.5;

export function roundedDistress(distress: number): number {
  return Math.round(distress / moodStep) * moodStep;
}
