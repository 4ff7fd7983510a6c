import type { EndReason, Level } from '../../../../src/model/drill.ts';
import type { DrillMode } from '../../../../src/model/drills.ts';

/** What the levels are called, and what makes them hard. */
export const levelWords: Record<Level, { name: string; says: string }> = {
  1: {
    name: 'Guided',
    says: 'A calm caller who tells everything when asked. What to ask next stands on the screen.',
  },
  2: {
    name: 'Basic',
    says: 'An anxious caller, one complication, a thing or two that must be asked for. Hints can be had.',
  },
  3: {
    name: 'Standard',
    says: 'An upset caller, a place that must be read back, several hidden facts. No hints.',
  },
  4: {
    name: 'Stress',
    says: 'A caller near losing control; wrong numbers, lost lines, a case that gets worse.',
  },
  5: { name: 'Surge', says: 'Several callers about one event, and what they say does not agree.' },
  6: { name: 'Assessment', says: 'As in earnest: what happens is hidden, and different every time.' },
};

export const modeWords: Record<DrillMode, { name: string; says: string }> = {
  voice: { name: 'Voice', says: 'You speak and hear. Needs a microphone; typing works too.' },
  typed: { name: 'Typed', says: 'You type what you would say. The caller is heard when a voice is chosen.' },
  text: { name: 'Text', says: 'A text-to-911 session: both sides write.' },
};

export const endWords: Record<EndReason, string> = {
  ran_its_course: 'It ran its course.',
  caller_hung_up: 'The caller hung up.',
  trainee_ended: 'The trainee ended it.',
  stopped: 'It was stopped.',
};
