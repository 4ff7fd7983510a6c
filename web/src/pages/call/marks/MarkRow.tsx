import { Button, Kbd } from '@mantine/core';
import { useEffect, useRef } from 'react';
import type { QuestionGate } from '../../../../../src/model/agreement.ts';
import { formatScore, formatShare } from '../../../format/numbers.ts';
import { markSourceWords, wordsOfCode } from '../../../words.ts';
import { MarkEditor } from '../review/MarkEditor.tsx';
import { AnswerPill } from './AnswerPill.tsx';
import { EvidenceList } from './EvidenceList.tsx';
import type { MarkedCriterion } from './form.ts';
import { ItemList } from './ItemList.tsx';
import classes from './Marks.module.css';
import { Opinions } from './Opinions.tsx';

export interface Marking {
  scorecardId: string;
  /** The criterion whose form is open, or null. */
  criterionId: string | null;
  /** The criterion that a link led to; it is brought into view. */
  arrivedAt: string | null;
  /** False while the state of the evaluation takes no answers. */
  isOpen: boolean;
  open(criterionId: string | null): void;
  move(step: 1 | -1 | null): void;
}

interface Props {
  marked: MarkedCriterion;
  /** Whether the answer may be shown as a fact; undefined while unknown. */
  gate: QuestionGate | undefined;
  /** Among those that pulled the score down most. */
  weak: boolean;
  /** Why it waits for a person, or undefined. */
  waits: string | undefined;
  marking: Marking;
  /** One below the heading it stands under. */
  heading: 'h3' | 'h4';
}

/** One criterion: what was asked, what was answered, why and by whom, and the places it rests on. */
export function MarkRow({ marked, gate, weak, waits, marking, heading: Heading }: Props) {
  const { mark, criterion, points } = marked;
  const row = useRef<HTMLLIElement>(null);
  const isDoubtful = gate !== undefined && gate.state !== 'fact';
  const title = criterion?.title ?? wordsOfCode(mark.criterionId);
  const isEdited = marking.isOpen && marking.criterionId === mark.criterionId;
  const isArrival = marking.arrivedAt === mark.criterionId;
  useEffect(() => {
    if (isEdited || isArrival) row.current?.scrollIntoView({ block: 'nearest' });
  }, [isEdited, isArrival]);
  return (
    <li
      ref={row}
      className={classes.mark}
      data-weak={weak || undefined}
      data-edited={isEdited || isArrival || undefined}
      data-criterion={mark.criterionId}
    >
      <div className={classes.line}>
        <AnswerPill answer={mark.answer} points={mark.points} />
        <Heading className={classes.title}>
          {title}
          {weak && <span className={classes.weak}>weak</span>}
          {mark.fault !== 'none' && <span className={classes.fault}>{mark.fault} fault</span>}
          {mark.source === 'person' && <span className={classes.person}>person</span>}
          {waits && <span className={classes.waits}>{waits}</span>}
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
      <ItemList items={mark.items} title={title} />
      <EvidenceList evidence={mark.evidence} title={title} reason={mark.reason} />
      <Opinions opinions={mark.opinions} title={title} />
      <p className={classes.source}>
        {markSourceWords[mark.source]}
        {mark.source !== 'person' && `, ${formatShare(mark.confidence)} sure`}
        {isDoubtful && `. A suggestion: ${lowerFirst(gate.reason)}`}
        {marking.isOpen && criterion && !isEdited && (
          <Button
            variant="subtle"
            size="compact-xs"
            aria-label={`Answer: ${title}`}
            onClick={() => marking.open(mark.criterionId)}
          >
            Answer
          </Button>
        )}
      </p>
      {isEdited && criterion && (
        <>
          <p className={classes.legend}>
            <Kbd size="xs">j</Kbd> <Kbd size="xs">k</Kbd> other mark · <Kbd size="xs">c</Kbd> comment ·{' '}
            <Kbd size="xs">e</Kbd> evidence · <Kbd size="xs">Esc</Kbd> close
          </p>
          <MarkEditor
            key={mark.criterionId}
            scorecardId={marking.scorecardId}
            mark={mark}
            criterion={criterion}
            onMove={marking.move}
          />
        </>
      )}
    </li>
  );
}

function lowerFirst(sentence: string): string {
  return sentence.charAt(0).toLowerCase() + sentence.slice(1);
}
