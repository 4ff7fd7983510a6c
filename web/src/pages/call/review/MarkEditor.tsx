import { Button, CloseButton, Kbd, Textarea, UnstyledButton } from '@mantine/core';
import { useRef, useState } from 'react';
import type { Answer, Mark } from '../../../../../src/model/judgement.ts';
import type { Criterion } from '../../../../../src/model/scorecard.ts';
import { ReviewerName } from '../../../parts/ReviewerName.tsx';
import { useShortcuts } from '../../../shell/Shortcuts.tsx';
import { answerWord } from '../../../words.ts';
import { useCallDesk } from '../call-desk.ts';
import { turnLabel } from '../places.ts';
import { turnNear } from '../transcript/active.ts';
import { choicesFor, needsComment } from './answers.ts';
import classes from './Review.module.css';
import { useDecision } from './use-decision.ts';

interface Props {
  scorecardId: string;
  mark: Mark;
  criterion: Criterion;
  /** Closes the form, or goes on to another mark, as after an answer. */
  onMove(step: 1 | -1 | null): void;
}

/** A person's answer to one criterion: a key for each answer, a comment where one is needed, the turns it rests on. */
export function MarkEditor({ scorecardId, mark, criterion, onMove }: Props) {
  const { call, place, playback } = useCallDesk();
  const decision = useDecision(scorecardId);
  const [answer, setAnswer] = useState<Answer | null>(null);
  const [comment, setComment] = useState('');
  const [turns, setTurns] = useState<number[]>([]);
  const field = useRef<HTMLTextAreaElement>(null);
  const choices = choicesFor(criterion);
  const hasOwn = mark.source === 'person';

  const save = (given: Answer | null, said = comment) => {
    const event = { kind: 'mark', criterionId: mark.criterionId, turns } as const;
    decision.send({ ...event, answer: given, comment: said.trim() || null }, () => onMove(1));
  };
  const pick = (given: Answer) => {
    setAnswer(given);
    if (needsComment(criterion, mark, given) && comment.trim() === '') field.current?.focus();
    else if (decision.isSigned) save(given);
  };
  const addTurn = () => {
    const turn = place?.turns[0] ?? turnNear(call.transcript?.turns ?? [], playback.getPositionMs())?.index;
    if (turn !== undefined) setTurns((known) => [...new Set([...known, turn])].sort((a, b) => a - b));
  };

  useShortcuts('This mark', [
    ...choices.map(({ key, answer: given }) => ({
      keys: [key],
      does: `Answer ${answerWord(given)}`,
      run: () => pick(given),
    })),
    { keys: ['c'], does: 'Write a comment', run: () => field.current?.focus() },
    { keys: ['e'], does: 'Take the turn as evidence', run: addTurn },
    { keys: ['j'], does: 'Next mark', run: () => onMove(1) },
    { keys: ['k'], does: 'Mark before', run: () => onMove(-1) },
    { keys: ['Escape'], caps: ['Esc'], does: 'Leave the mark as it is', run: () => onMove(null) },
  ]);

  const isMissing = answer !== null && needsComment(criterion, mark, answer) && comment.trim() === '';
  return (
    <div className={classes.editor}>
      {!decision.isSigned && <ReviewerName />}
      <fieldset className={classes.choices}>
        <legend className={classes.legend}>Your answer</legend>
        {choices.map(({ key, answer: given }) => (
          <UnstyledButton
            key={key}
            className={classes.choice}
            aria-pressed={answer === given}
            onClick={() => pick(given)}
          >
            <Kbd size="xs">{key}</Kbd> {answerWord(given)}
          </UnstyledButton>
        ))}
      </fieldset>
      <Textarea
        ref={field}
        size="xs"
        autosize
        minRows={2}
        label="Comment"
        description="Needed where you differ from the machine. Ctrl+Enter saves."
        error={isMissing ? 'Say why.' : undefined}
        value={comment}
        onChange={(event) => setComment(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') event.currentTarget.blur();
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && answer !== null) save(answer);
        }}
      />
      <div className={classes.turns}>
        <Button variant="default" onClick={addTurn} leftSection={<Kbd size="xs">e</Kbd>}>
          Add the turn pointed at
        </Button>
        {turns.map((turn) => (
          <span key={turn} className={classes.turn}>
            {turnLabel(turn)}
            <CloseButton
              size="xs"
              aria-label={`Without ${turnLabel(turn)}`}
              onClick={() => setTurns(turns.filter((one) => one !== turn))}
            />
          </span>
        ))}
      </div>
      <div className={classes.actions}>
        <Button
          disabled={answer === null || isMissing || !decision.isSigned}
          loading={decision.isPending}
          onClick={() => answer !== null && save(answer)}
        >
          Save
        </Button>
        <Button variant="subtle" onClick={() => onMove(null)}>
          Cancel
        </Button>
        {hasOwn && (
          <Button
            variant="subtle"
            color="red.8"
            disabled={!decision.isSigned}
            onClick={() => save(null, '')}
            title="The answer you gave is taken back; what others said stands."
          >
            Take mine back
          </Button>
        )}
      </div>
    </div>
  );
}
