import { Button, Group, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { LevelDecision, TraineeProfile } from '../../../../src/model/skills.ts';
import { useDecideLevel } from '../../api/training.ts';
import { formatInstant } from '../../format/time.ts';
import { Notice } from '../../parts/Notice.tsx';
import { Failed } from '../../parts/Problem.tsx';
import { useReviewer } from '../../parts/use-reviewer.ts';
import classes from './Instructor.module.css';

const levels = ['1', '2', '3', '4', '5', '6'];
const decidedWords: Record<LevelDecision['decision'], string> = {
  accepted: 'accepted',
  declined: 'declined',
  set: 'set',
};

/** The level of a trainee, what their runs speak for, and a person's decision. */
export function LevelForm({ profile }: { profile: TraineeProfile }) {
  const { trainee, level, proposal, history } = profile;
  const decide = useDecideLevel(trainee);
  const [by] = useReviewer();
  const [comment, setComment] = useState('');
  const signed = by.trim() !== '';
  const make = (decision: LevelDecision['decision'], to: number) =>
    decide.mutate(
      { decision, to, comment: comment.trim(), by: by.trim() },
      { onSuccess: () => setComment('') },
    );
  return (
    <section>
      {proposal && (
        <Notice
          tone={proposal.to > proposal.from ? 'info' : 'fair'}
          title={`Proposed: from level ${proposal.from} to level ${proposal.to}`}
        >
          <p>{proposal.reason} A person decides.</p>
          <Group mt="xs">
            <Button size="xs" disabled={!signed} onClick={() => make('accepted', proposal.to)}>
              Accept
            </Button>
            <Button
              size="xs"
              variant="default"
              disabled={!signed}
              onClick={() => make('declined', proposal.to)}
            >
              Decline
            </Button>
          </Group>
        </Notice>
      )}
      <Group align="end" mt="sm">
        <Select
          label="Level"
          w={110}
          allowDeselect={false}
          data={levels}
          value={String(level)}
          disabled={!signed || decide.isPending}
          onChange={(value) => value !== null && Number(value) !== level && make('set', Number(value))}
        />
        <TextInput
          label="Comment on the decision"
          className={classes.grow}
          value={comment}
          maxLength={2000}
          onChange={(event) => setComment(event.currentTarget.value)}
        />
      </Group>
      {!signed && <p className={classes.under}>Write your name above: decisions are signed with it.</p>}
      {decide.isError && <Failed what="The decision could not be kept" error={decide.error} />}
      {history.length > 0 && (
        <details className={classes.calls}>
          <summary>Decisions so far</summary>
          <ul className={classes.plain}>
            {history.map(({ from, to, decision, comment: said, by: who, at }) => (
              <li key={at}>
                {from} → {to} {decidedWords[decision]} by {who}
                <span className={classes.under}>
                  {' '}
                  {formatInstant(at)} {said}
                </span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}
