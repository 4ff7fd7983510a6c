import type { AlertWhen } from '../../../../src/model/alert.ts';
import { wordsOfCode } from '../../words.ts';

const listed = (codes: readonly (string | number)[]) =>
  codes.map((code) => wordsOfCode(String(code))).join(', ');

/** Needs that have a code for each side are one thing to a reader. */
const needs = (codes: readonly string[]) =>
  [
    ...new Set(codes.map((code) => (/^stalled_\d$/.test(code) ? 'no audio from one side' : needWords(code)))),
  ].join(', ');

const needWords = (code: string) => wordsOfCode(code).toLowerCase();

const urgency = (weight: string) => (weight === 'now' ? 'now' : `${weight} or sooner`);

/** What raises an alert, as a person would say it. */
export function whenWords(when: AlertWhen): string {
  switch (when.kind) {
    case 'risk':
      return `A risk stands: ${when.categories ? listed(when.categories) : `of tier ${(when.tiers ?? [1, 2, 3]).join(', ')}`}.`;
    case 'step_missing':
      return `${stepWords(when.step)} is missing ${when.atS} s ${when.after ? `after ${wordsOfCode(when.after).toLowerCase()}` : 'into the call'}.`;
    case 'need':
      return `The call needs somebody (${urgency(when.weight)}${when.forS > 0 ? `, for ${when.forS} s` : ''}): ${needs(when.codes)}.`;
    case 'low_score':
      return `From ${when.afterS} s on, the score so far is below ${when.below}.`;
    case 'dead_air':
      return `Nobody speaks for ${when.quietS} s, and the line is not on hold.`;
    case 'phrase':
      return `${when.by === 'anyone' ? 'Anybody' : `The ${when.by}`} says one of ${when.says.length} phrases.`;
    case 'category':
      return `${wordsOfCode(when.found)}: ${listed(when.values ?? when.types ?? ['any'])}.`;
    case 'distress':
      return `How the caller takes part: ${listed(when.types)}.`;
    case 'same_event':
      return `${when.calls} calls within ${Math.round(when.withinS / 60)} min are about one event.`;
    case 'below_threshold':
      return when.by === 0
        ? 'The score is below the threshold.'
        : `The score is ${when.by} or more below the threshold.`;
    case 'auto_fail':
      return 'The call fails as a whole.';
  }
}

function stepWords(step: Extract<AlertWhen, { kind: 'step_missing' }>['step']): string {
  if ('found' in step) return `${wordsOfCode(step.found)} (${listed(step.types ?? ['any'])})`;
  return 'criteria' in step ? `What ${listed(step.criteria)} asks` : `A step whose lack is ${step.fault}`;
}
