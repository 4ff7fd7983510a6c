import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { ReactNode } from 'react';
import { BackLink } from '../Naming.tsx';
import { ProblemText } from '../Problem.tsx';
import { toProblem } from '../to-problem.ts';
import classes from './Editor.module.css';
import { type Standing, StatusChip } from './StatusChip.tsx';
import type { TextDraft } from './text-draft.ts';

interface NextDraft {
  label: string;
  isPending: boolean;
  error: Error | null;
  onMake(): void;
}

interface Props {
  draft: TextDraft<Standing & { id: string; version: number; note: string | null; author: string | null }>;
  /** As the text says it; empty while it says none. */
  title: string;
  /** Where the versions are listed. */
  list: { to: '/scenarios' | '/scorecards'; name: string };
  exportUrl: string;
  /** What is said of the version between its id and its note. */
  facts: ReactNode;
  /** What is not edited in place is where the next draft comes from. */
  nextDraft: NextDraft;
  /** Asked for once the draft is saved. */
  publishDialog(onClose: () => void): ReactNode;
}

/** What version is open, and what can be done with it as a whole. */
export function EditorHead({ draft, title, list, exportUrl, facts, nextDraft, publishDialog }: Props) {
  const { version } = draft;
  return (
    <header className={classes.head}>
      <BackLink to={list.to}>{list.name}</BackLink>
      <div className={classes.title}>
        <h1>{title || version.id}</h1>
        <StatusChip version={version} />
        <div className={classes.actions}>
          <Button component="a" variant="default" href={exportUrl} download>
            Export YAML
          </Button>
          {draft.isEditable ? (
            <DraftActions draft={draft} publishDialog={publishDialog} />
          ) : (
            <NextDraftButton {...nextDraft} />
          )}
        </div>
      </div>
      <p className={classes.facts}>
        Version {version.version} of <code>{version.id}</code>
        {facts}
        {version.note && ` · ${version.note}`}
        {version.author && ` · by ${version.author}`}
      </p>
    </header>
  );
}

function DraftActions({ draft, publishDialog }: Pick<Props, 'draft' | 'publishDialog'>) {
  const [publishing, dialog] = useDisclosure(false);
  const openDialog = async () => {
    if (await draft.save()) dialog.open();
  };
  return (
    <>
      <span role="status" className={classes.saved}>
        {draft.isDirty ? 'Not saved' : 'Saved'}
      </span>
      <Button
        variant="default"
        disabled={!draft.isDirty}
        loading={draft.isSaving}
        onClick={() => void draft.save()}
      >
        Save
      </Button>
      <Button disabled={!draft.isSound} onClick={() => void openDialog()}>
        Publish …
      </Button>
      {publishing && publishDialog(dialog.close)}
    </>
  );
}

function NextDraftButton({ label, isPending, error, onMake }: NextDraft) {
  return (
    <>
      <Button loading={isPending} onClick={onMake}>
        {label}
      </Button>
      {error && (
        <span role="alert" className={classes.small}>
          <ProblemText problem={toProblem(error)} />
        </span>
      )}
    </>
  );
}
