import type { AsWrittenReason, DrillPhrasing } from '../../../../src/model/drill-phrasing.ts';

/** Beside a run where runs are compared. */
export const byModelWords = 'words by a model';

export const otherWords =
  'In runs with the words of a language model the caller knows and feels the same, and says it in other words.';

/** What a model did instead of what it should. */
const reasonWords: Record<AsWrittenReason, string> = {
  late: 'the model did not answer in time',
  no_answer: 'no model answered so that it could be read',
  not_asked: 'the model had been asked as often, or for as much money, as it may be',
  added: 'the model said more than the line does',
  left_out: 'the model left out what the line says',
  turned: 'the model changed a yes or a no',
  number: 'the model changed a number or a name',
  name: 'the model gave a name that nobody had told',
  withheld: 'the model told what the caller keeps back',
  too_long: 'the model said too much',
  stage_direction: 'the model wrote what cannot be spoken',
};

/** How it went with a model's words, in sentences. */
export function phrasingSentences({ model, byModel, asWritten }: DrillPhrasing): string {
  const all = byModel + asWritten.reduce((sum, { times }) => sum + times, 0);
  if (all === 0) return 'Words of the caller: nothing was said that a language model could phrase.';
  const counted = `Words of the caller: ${byModel} of ${all === 1 ? '1 line' : `${all} lines`} by ${model ?? 'a language model'}.`;
  if (asWritten.length === 0) return counted;
  const why = asWritten.map(({ because, times }) => `${reasonWords[because]} (${times})`);
  return `${counted} The rest was said as written: ${why.join('; ')}.`;
}
