import { Button, Checkbox, Group, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { DrillDetail } from '../../../../src/model/drill-desk.ts';
import { useExemplary, useSignOff } from '../../api/training.ts';
import { formatInstant } from '../../format/time.ts';
import { Failed } from '../../parts/Problem.tsx';
import { ReviewerName } from '../../parts/ReviewerName.tsx';
import { useReviewer } from '../../parts/use-reviewer.ts';
import classes from './Instructor.module.css';

/** An instructor's last word on a drill. */
export function SignOff({ drill }: { drill: DrillDetail }) {
  const { id, signedOff, exemplary } = drill;
  const signOff = useSignOff(id);
  const mark = useExemplary(id);
  const [by] = useReviewer();
  const [comment, setComment] = useState('');
  return (
    <section aria-labelledby="sign-off-title" className={classes.signOff}>
      <h2 id="sign-off-title">Instructor</h2>
      <p className={classes.under}>
        {signedOff
          ? `Signed off by ${signedOff.by}, ${formatInstant(signedOff.at)}. ${signedOff.comment}`
          : 'Not signed off yet.'}
      </p>
      <Checkbox
        mt="xs"
        label="A run to learn from: shown beside others of this scenario"
        checked={exemplary}
        disabled={mark.isPending}
        onChange={(event) => mark.mutate(event.currentTarget.checked)}
      />
      <details className={classes.calls}>
        <summary>{signedOff ? 'Sign off again' : 'Sign off'}</summary>
        <Group align="end" gap="xs" mt="xs">
          <ReviewerName />
          <TextInput
            label="Comment"
            className={classes.grow}
            value={comment}
            maxLength={4000}
            onChange={(event) => setComment(event.currentTarget.value)}
          />
          <Button
            size="sm"
            disabled={by.trim() === ''}
            loading={signOff.isPending}
            onClick={() =>
              signOff.mutate({ by: by.trim(), comment: comment.trim() }, { onSuccess: () => setComment('') })
            }
          >
            Sign off
          </Button>
        </Group>
      </details>
      {signOff.isError && <Failed what="It was not signed off" error={signOff.error} />}
      {mark.isError && <Failed what="The mark could not be kept" error={mark.error} />}
    </section>
  );
}
