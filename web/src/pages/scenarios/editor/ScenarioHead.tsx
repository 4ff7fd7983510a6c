import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import IconArrowLeft from '@tabler/icons-react/dist/esm/icons/IconArrowLeft.mjs';
import { Link, useNavigate } from '@tanstack/react-router';
import { scenarioExportUrl, useCreateScenarioDraft } from '../../../api/scenario-editing.ts';
import { ProblemText } from '../../../parts/Problem.tsx';
import classes from '../../../parts/text-editor/Editor.module.css';
import { StatusChip } from '../../../parts/text-editor/StatusChip.tsx';
import { toProblem } from '../../../parts/to-problem.ts';
import { PublishScenario } from './PublishScenario.tsx';
import type { ScenarioDraft } from './use-scenario-draft.ts';

export function ScenarioHead({ draft, title }: { draft: ScenarioDraft; title: string }) {
  const { version } = draft;
  return (
    <header className={classes.head}>
      <Link to="/scenarios" className={classes.back}>
        <IconArrowLeft size={15} aria-hidden /> Scenarios
      </Link>
      <div className={classes.title}>
        <h1>{title || version.id}</h1>
        <StatusChip version={version} />
        <div className={classes.actions}>
          <Button component="a" variant="default" href={scenarioExportUrl(version)} download>
            Export YAML
          </Button>
          {draft.isEditable ? <DraftActions draft={draft} /> : <NextDraft draft={draft} />}
        </div>
      </div>
      <p className={classes.facts}>
        Version {version.version} of <code>{version.id}</code>
        {version.origin === 'shipped' && ' · ships with Earshot'}
        {version.twin && ' · made of a real call'}
        {version.note && ` · ${version.note}`}
        {version.author && ` · by ${version.author}`}
      </p>
    </header>
  );
}

function DraftActions({ draft }: { draft: ScenarioDraft }) {
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
      {publishing && <PublishScenario version={draft.version} onClose={dialog.close} />}
    </>
  );
}

/** What ships and what is published is not edited: a copy or the next draft is made from it. */
function NextDraft({ draft }: { draft: ScenarioDraft }) {
  const create = useCreateScenarioDraft();
  const navigate = useNavigate();
  const { id, version, origin } = draft.version;
  const edit = () =>
    create.mutate(
      { from: { id, version } },
      {
        onSuccess: (next) =>
          navigate({
            to: '/scenarios/$scenarioId/$version',
            params: { scenarioId: next.id, version: String(next.version) },
          }),
      },
    );
  return (
    <>
      <Button loading={create.isPending} onClick={edit}>
        {origin === 'shipped' ? 'Copy into our own' : 'New draft from this'}
      </Button>
      {create.error && (
        <span role="alert" className={classes.small}>
          <ProblemText problem={toProblem(create.error)} />
        </span>
      )}
    </>
  );
}
