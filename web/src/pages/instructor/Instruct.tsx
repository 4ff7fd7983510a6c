import { Button, Group, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useDrill } from '../../api/drills.ts';
import { useInject, useNote } from '../../api/training.ts';
import { Failed } from '../../parts/Problem.tsx';
import { useReviewer } from '../../parts/use-reviewer.ts';
import classes from './Instructor.module.css';

/** What an instructor can do in a drill that goes on: whisper, note, make something happen. */
export function Instruct({ drillId, trainee }: { drillId: string; trainee: string }) {
  const drill = useDrill(drillId);
  const note = useNote(drillId);
  const inject = useInject(drillId);
  const [by] = useReviewer();
  const [text, setText] = useState('');
  const [event, setEvent] = useState<string | null>(null);
  const signed = by.trim() !== '';
  const say = (kind: 'note' | 'whisper') =>
    note.mutate({ kind, author: by.trim(), text: text.trim() }, { onSuccess: () => setText('') });
  const events = (drill.data?.injectable ?? []).map((one) => ({ value: one.event, label: one.title }));
  return (
    <div className={classes.instruct}>
      <Group align="end" gap="xs">
        <TextInput
          label={`Word to ${trainee}, or note`}
          className={classes.grow}
          value={text}
          maxLength={2000}
          onChange={(change) => setText(change.currentTarget.value)}
        />
        <Button
          size="sm"
          disabled={!signed || text.trim() === ''}
          loading={note.isPending}
          onClick={() => say('whisper')}
        >
          Whisper
        </Button>
        <Button
          size="sm"
          variant="default"
          disabled={!signed || text.trim() === '' || note.isPending}
          onClick={() => say('note')}
        >
          Note
        </Button>
        <Select
          label="Make happen"
          placeholder={events.length === 0 ? 'Nothing is left' : 'Choose an event'}
          disabled={events.length === 0}
          data={events}
          value={event}
          onChange={setEvent}
        />
        <Button
          size="sm"
          variant="default"
          disabled={!signed || event === null}
          loading={inject.isPending}
          onClick={() =>
            event !== null && inject.mutate({ event, by: by.trim() }, { onSuccess: () => setEvent(null) })
          }
        >
          Now
        </Button>
      </Group>
      {!signed && <p className={classes.under}>Write your name above first.</p>}
      {note.isError && <Failed what="It did not reach the drill" error={note.error} />}
      {inject.isError && <Failed what="It did not happen" error={inject.error} />}
    </div>
  );
}
