import type { Answer } from '../../../../../src/model/judgement.ts';
import classes from '../../../parts/text-editor/Editor.module.css';
import { answerWord } from '../../../words.ts';

/** An answer that becomes another; null where one of the two forms does not have the criterion. */
export function AnswerMove({ before, after }: { before: Answer | null; after: Answer | null }) {
  return (
    <span className={classes.move}>
      <span className={classes.old}>{before === null ? 'not asked' : answerWord(before)}</span>
      <span aria-hidden> → </span>
      <span className={classes.says}> becomes </span>
      <strong>{after === null ? 'not asked' : answerWord(after)}</strong>
    </span>
  );
}
