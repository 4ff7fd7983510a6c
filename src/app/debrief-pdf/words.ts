import type { EndReason } from '../../model/drill.ts';
import type { CallerWords, DrillPhrasing } from '../../model/drill-phrasing.ts';
import type { DrillMode } from '../../model/drills.ts';

export const modeWords: Record<DrillMode, string> = { voice: 'spoken', typed: 'typed', text: 'text session' };

export const endWords: Record<EndReason, string> = {
  ran_its_course: 'It ran its course.',
  caller_hung_up: 'The caller hung up.',
  trainee_ended: 'The trainee ended it.',
  stopped: 'It was stopped.',
};

/** Said where runs are laid beside each other: the words are not those of other runs with the seed. */
export function wordsOf(words: CallerWords): string {
  return words === 'model' ? ', words by a language model' : '';
}

export function phrasingOf({ model, byModel, asWritten }: DrillPhrasing): string {
  const all = byModel + asWritten.reduce((sum, { times }) => sum + times, 0);
  return `Words of the caller: ${byModel} of ${all} lines by ${model ?? 'a language model'}, the rest as written.`;
}

/** `75 300` → `1:15`. */
export function clock(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

/** A server knows nobody's time zone: the one of the standard is named. */
export function day(instant: string): string {
  return `${instant.slice(0, 10)} ${instant.slice(11, 16)} UTC`;
}

export function percent(points: number | null): string {
  return points === null ? '–' : `${Math.round(points * 100)} %`;
}

export function score(total: number): string {
  return total.toFixed(1);
}

export const sinceWords = {
  changed: 'The scenario has changed since: this is judged by it as it was played.',
  gone: 'The scenario is not there any more: this is judged by it as it was played.',
};
