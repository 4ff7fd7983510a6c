import { Button, TextInput } from '@mantine/core';
import { type FormEvent, type KeyboardEvent, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { type KnowledgeDocument, longestTitle } from '../../../../src/model/knowledge.ts';
import { useRenameDocument } from '../../api/knowledge.ts';
import { ProblemText } from '../../parts/Problem.tsx';
import { toProblem } from '../../parts/to-problem.ts';
import classes from './Knowledge.module.css';

/** What a document is called, and another name for it. */
export function DocumentTitle({ document: { id, title } }: { document: KnowledgeDocument }) {
  const [typed, setTyped] = useState<string | null>(null);
  const rename = useRenameDocument(id);
  const opener = useRef<HTMLButtonElement>(null);
  const close = () => {
    flushSync(() => setTyped(null));
    opener.current?.focus();
  };
  if (typed === null) {
    return (
      <span className={classes.named}>
        <span className={classes.title}>{title}</span>
        <Button
          ref={opener}
          variant="subtle"
          size="compact-xs"
          aria-label={`Rename ${title}`}
          onClick={() => {
            rename.reset();
            setTyped(title);
          }}
        >
          Rename
        </Button>
      </span>
    );
  }
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (typed.trim() === '') return;
    if (typed.trim() === title) close();
    else rename.mutate(typed.trim(), { onSuccess: close });
  };
  const leave = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    close();
  };
  return (
    <form className={classes.rename} onSubmit={submit} onKeyDown={leave}>
      <TextInput
        size="sm"
        aria-label={`New name of ${title}`}
        data-autofocus
        autoFocus
        maxLength={longestTitle}
        value={typed}
        error={
          rename.isError ? (
            <ProblemText problem={toProblem(rename.error)} />
          ) : (
            typed.trim() === '' && 'A document needs a name'
          )
        }
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      <Button type="submit" size="sm" loading={rename.isPending} disabled={typed.trim() === ''}>
        Save
      </Button>
      <Button size="sm" variant="default" onClick={close}>
        Cancel
      </Button>
    </form>
  );
}
