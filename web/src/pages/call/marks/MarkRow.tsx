import type { QuestionGate } from '../../../../../src/model/agreement.ts';
import { formatScore, formatShare } from '../../../format/numbers.ts';
import { markSourceWords, wordsOfCode } from '../../../words.ts';
import { AnswerPill } from './AnswerPill.tsx';
import { EvidenceList } from './EvidenceList.tsx';
import type { MarkedCriterion } from './form.ts';
import classes from './Marks.module.css';

interface Props {
  marked: MarkedCriterion;
  /** Whether the answer may be shown as a fact; undefined while unknown. */
  gate: QuestionGate | undefined;
  /** Among those that pulled the score down most. */
  weak: boolean;
  /** One below the heading it stands under. */
  heading: 'h3' | 'h4';
}

/** One criterion: what was asked, what was answered and why, and the places it rests on. */
export function MarkRow({ marked, gate, weak, heading: Heading }: Props) {
  const { mark, criterion, points } = marked;
  const isDoubtful = gate !== undefined && gate.state !== 'fact';
  const title = criterion?.title ?? wordsOfCode(mark.criterionId);
  return (
    <li className={classes.mark} data-weak={weak || undefined}>
      <div className={classes.line}>
        <AnswerPill answer={mark.answer} points={mark.points} />
        <Heading className={classes.title}>
          {title}
          {weak && <span className={classes.weak}>weak</span>}
          {isDoubtful && <span className={classes.suggestion}>suggestion</span>}
        </Heading>
        <span className={classes.points}>
          {points ? (
            <>
              <strong>{formatScore(points.earned)}</strong> of {formatScore(points.worth)}
            </>
          ) : (
            'not counted'
          )}
        </span>
      </div>
      {criterion && <p className={classes.question}>{criterion.question}</p>}
      <p className={classes.reason}>{mark.reason}</p>
      <EvidenceList evidence={mark.evidence} title={title} reason={mark.reason} />
      <p className={classes.source}>
        {markSourceWords[mark.source]}, {formatShare(mark.confidence)} sure
        {isDoubtful && `. A suggestion: ${lowerFirst(gate.reason)}`}
      </p>
    </li>
  );
}

function lowerFirst(sentence: string): string {
  return sentence.charAt(0).toLowerCase() + sentence.slice(1);
}
