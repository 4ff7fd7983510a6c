import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import IconArrowLeft from '@tabler/icons-react/dist/esm/icons/IconArrowLeft.mjs';
import { Link, useNavigate } from '@tanstack/react-router';
import { exportUrl, useCreateDraft } from '../../../api/scorecard-editing.ts';
import { ProblemText } from '../../../parts/Problem.tsx';
import classes from '../../../parts/text-editor/Editor.module.css';
import { StatusChip } from '../../../parts/text-editor/StatusChip.tsx';
import { toProblem } from '../../../parts/to-problem.ts';
import { kindWords } from '../../../words.ts';
import { PublishDialog } from './PublishDialog.tsx';
import type { Draft } from './use-draft.ts';

export function EditorHead({ draft, title }: { draft: Draft; title: string }) {
  const { version } = draft;
  return (
    <header className={classes.head}>
      <Link to="/scorecards" className={classes.back}>
        <IconArrowLeft size={15} aria-hidden /> Scorecards
      </Link>
      <div className={classes.title}>
        <h1>{title || version.id}</h1>
        <StatusChip version={version} />
        <div className={classes.actions}>
          <Button component="a" variant="default" href={exportUrl(version)} download>
            Export YAML
          </Button>
          {draft.isEditable ? <DraftActions draft={draft} /> : <NextDraft draft={draft} />}
        </div>
      </div>
      <p className={classes.facts}>
        Version {version.version} of <code>{version.id}</code> · {kindWords[version.kind]}
        {version.note && ` · ${version.note}`}
        {version.author && ` · by ${version.author}`}
      </p>
    </header>
  );
}

function DraftActions({ draft }: { draft: Draft }) {
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
      {publishing && <PublishDialog version={draft.version} onClose={dialog.close} />}
    </>
  );
}

/** What is published is not edited: the next draft is made from it. */
function NextDraft({ draft }: { draft: Draft }) {
  const create = useCreateDraft();
  const navigate = useNavigate();
  const { id, version } = draft.version;
  const edit = () =>
    create.mutate(
      { from: { id, version } },
      {
        onSuccess: (next) =>
          navigate({
            to: '/scorecards/$scorecardId/$version',
            params: { scorecardId: next.id, version: String(next.version) },
          }),
      },
    );
  return (
    <>
      <Button loading={create.isPending} onClick={edit}>
        New draft from this
      </Button>
      {create.error && (
        <span role="alert" className={classes.small}>
          <ProblemText problem={toProblem(create.error)} />
        </span>
      )}
    </>
  );
}
