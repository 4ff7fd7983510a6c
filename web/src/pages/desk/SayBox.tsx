import { Button, Textarea } from '@mantine/core';
import IconSend from '@tabler/icons-react/dist/esm/icons/IconSend.mjs';
import { useEffect, useRef, useState } from 'react';
import type { DrillDetail } from '../../../../src/model/drill-desk.ts';
import { roleWord } from '../../words.ts';
import type { DeskCall } from './desk-call.ts';
import { keepDrafts, readDrafts } from './kept-drafts.ts';
import classes from './SayBox.module.css';
import { useDeskKeys } from './use-desk-keys.ts';

/** Words can be typed in every mode: nobody is left without a voice. */
export function SayBox({ call, drill }: { call: DeskCall; drill: DrillDetail }) {
  const [words, setWords] = useState(() => readDrafts(drill.id).words);
  const box = useRef<HTMLTextAreaElement>(null);
  const unheard = drill.phase === 'held' ? 'On hold' : drill.muted ? 'Muted' : null;
  const typed = drill.mode !== 'voice';
  useEffect(() => keepDrafts(drill.id, { words }), [drill.id, words]);
  useEffect(() => {
    if (typed) box.current?.focus();
  }, [typed]);
  useDeskKeys([{ letter: 'S', does: 'To the box for words', run: () => box.current?.focus() }]);

  const send = () => {
    if (unheard !== null) return;
    call.said(words);
    setWords('');
  };
  const caller = roleWord('customer', drill.scenario.kind).toLowerCase();
  return (
    <form
      className={classes.box}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <Textarea
        ref={box}
        className={classes.words}
        aria-label={drill.mode === 'text' ? `Message to the ${caller}` : `Say to the ${caller}`}
        placeholder={
          unheard === null ? placeholders[drill.mode] : `${unheard}: the ${caller} does not hear you`
        }
        autosize
        minRows={1}
        maxRows={5}
        maxLength={4000}
        value={words}
        onChange={({ currentTarget }) => {
          setWords(currentTarget.value);
          call.writing(currentTarget.value.trim() !== '');
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
          event.preventDefault();
          send();
        }}
      />
      <Button
        type="submit"
        size="sm"
        disabled={unheard !== null || words.trim() === ''}
        leftSection={<IconSend size={16} aria-hidden />}
      >
        {drill.mode === 'text' ? 'Send' : 'Say'}
      </Button>
    </form>
  );
}

const placeholders: Record<DrillDetail['mode'], string> = {
  voice: 'Speak, or type here and press Enter',
  typed: 'Type what you say and press Enter',
  text: 'Write a message and press Enter',
};
