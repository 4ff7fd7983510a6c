import { Button, SegmentedControl, Textarea } from '@mantine/core';
import IconFlag from '@tabler/icons-react/dist/esm/icons/IconFlag.mjs';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { KeptRemark, type LiveRemark } from '../../../../src/model/live.ts';
import { ask } from '../../api/ask.ts';
import { ReviewerName } from '../../parts/ReviewerName.tsx';
import { useReviewer } from '../../parts/use-reviewer.ts';
import { useShortcuts } from '../../shell/Shortcuts.tsx';
import classes from './Remarks.module.css';

const kinds = [
  { value: 'note', label: 'Note for later' },
  { value: 'message', label: 'Tell the call taker' },
] as const;
type Kind = (typeof kinds)[number]['value'];

/** What somebody who watches, or takes, the call adds to it: a moment to come back to, a note, a word to the call taker. */
export function Remarks({ callId, taker }: { callId: string; taker: boolean }) {
  const [name] = useReviewer();
  // The field stays while the name is written.
  const [asksName] = useState(name.trim() === '');
  const [chosen, setKind] = useState<Kind>('note');
  // Whoever takes the call tells themselves nothing.
  const kind = taker ? 'note' : chosen;
  const [text, setText] = useState('');
  const add = useMutation({
    mutationFn: (remark: LiveRemark) =>
      ask(KeptRemark, `/live/${encodeURIComponent(callId)}/remarks`, { method: 'POST', json: remark }),
    onSuccess: (kept) => {
      if (kept.kind !== 'flag') setText('');
    },
  });
  const unnamed = name.trim() === '';
  const flag = () => {
    if (!unnamed) add.mutate({ kind: 'flag', author: name, text: '' });
  };
  useShortcuts('Open call', [{ keys: ['b'], does: 'Flag this moment', run: flag }]);
  return (
    <form
      className={classes.remarks}
      onSubmit={(event) => {
        event.preventDefault();
        if (!unnamed && text.trim() !== '') add.mutate({ kind, author: name, text });
      }}
    >
      <div className={classes.row}>
        <Button
          size="xs"
          variant="default"
          leftSection={<IconFlag size={16} aria-hidden />}
          onClick={flag}
          disabled={unnamed}
        >
          Flag this moment
        </Button>
        {!taker && (
          <SegmentedControl
            size="xs"
            aria-label="What the words are"
            data={[...kinds]}
            value={kind}
            onChange={(value) => setKind(value as Kind)}
          />
        )}
      </div>
      {asksName && <ReviewerName />}
      <Textarea
        aria-label={kind === 'note' ? 'Note for later' : 'Message to the call taker'}
        placeholder={kind === 'note' ? 'Stays with the call' : 'Shown beside the call while it lasts'}
        autosize
        minRows={1}
        maxRows={4}
        maxLength={2000}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <Button
        type="submit"
        size="xs"
        className={classes.add}
        loading={add.isPending}
        disabled={unnamed || text.trim() === ''}
      >
        {kind === 'note' ? 'Add note' : 'Send'}
      </Button>
      {add.isError && (
        <p role="alert" className={classes.problem}>
          {add.error.message}
        </p>
      )}
    </form>
  );
}
