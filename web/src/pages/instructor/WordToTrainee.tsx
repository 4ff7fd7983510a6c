import { Button, Group, TextInput } from '@mantine/core';
import { type FormEvent, type KeyboardEvent, type RefObject, useState } from 'react';
import { useNote } from '../../api/training.ts';
import { Failed } from '../../parts/Problem.tsx';
import { useReviewer } from '../../parts/use-reviewer.ts';
import classes from './Instructor.module.css';

interface Props {
  drillId: string;
  trainee: string;
  box?: RefObject<HTMLInputElement | null>;
}

/** A word the trainee sees at once, or a note that stands where the drill is now, for the debriefing. */
export function WordToTrainee({ drillId, trainee, box }: Props) {
  const note = useNote(drillId);
  const [by] = useReviewer();
  const [text, setText] = useState('');
  const signed = by.trim() !== '';
  const ready = signed && text.trim() !== '' && !note.isPending;
  const say = (kind: 'note' | 'whisper') => {
    if (ready) note.mutate({ kind, author: by.trim(), text: text.trim() }, { onSuccess: () => setText('') });
  };
  const send = (event: FormEvent) => {
    event.preventDefault();
    say('whisper');
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    say('note');
  };
  return (
    <form className={classes.instruct} onSubmit={send}>
      <Group align="end" gap="xs">
        <TextInput
          ref={box ?? null}
          label={`Word to ${trainee}, or note`}
          description="Enter whispers it, Ctrl Enter notes it."
          className={classes.grow}
          value={text}
          maxLength={2000}
          onChange={(change) => setText(change.currentTarget.value)}
          onKeyDown={onKeyDown}
        />
        <Button type="submit" size="sm" disabled={!ready} loading={note.isPending}>
          Whisper
        </Button>
        <Button size="sm" variant="default" disabled={!ready} onClick={() => say('note')}>
          Note
        </Button>
      </Group>
      {!signed && <p className={classes.under}>Write your name above first.</p>}
      {note.isError && <Failed what="It did not reach the drill" error={note.error} />}
    </form>
  );
}
