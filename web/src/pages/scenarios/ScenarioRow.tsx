import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ScenarioVersionSummary, ScenarioVersions } from '../../../../src/model/scenario-editing.ts';
import {
  scenarioExportUrl,
  useArchiveScenario,
  useCreateScenarioDraft,
  useDiscardScenario,
} from '../../api/scenario-editing.ts';
import { ProblemText } from '../../parts/Problem.tsx';
import { StatusChip } from '../../parts/text-editor/StatusChip.tsx';
import { toProblem } from '../../parts/to-problem.ts';
import { VersionActions } from '../../parts/versions/VersionActions.tsx';
import versionClasses from '../../parts/versions/Versions.module.css';
import { Versions } from '../../parts/versions/Versions.tsx';
import { kindWords } from '../../words.ts';
import { levelWords } from '../training/words.ts';
import classes from './Scenarios.module.css';
import { useOpenScenario } from './use-open-scenario.ts';

/** One scenario: what it is, which versions there are, and the way to change it. */
export function ScenarioRow({ scenario }: { scenario: ScenarioVersions }) {
  const { id, title, kind, level, summary, origin, versions } = scenario;
  const create = useCreateScenarioDraft();
  const onSuccess = useOpenScenario();
  const base = versions.find(({ inForce }) => inForce) ?? versions[0];
  const draft = versions.find(({ status }) => status === 'draft');
  const opened = draft ?? base;
  const begin = () => {
    if (base) create.mutate({ from: { id, version: base.version } }, { onSuccess });
  };
  return (
    <li className={`${versionClasses.row} ${classes.row}`}>
      <div>
        <h3>
          {opened ? <VersionLink id={id} version={opened.version} text={title} /> : title}{' '}
          {origin === 'dashboard' && opened && <StatusChip version={opened} />}
          {opened?.twin && <span className={classes.twin}>made of a real call</span>}
        </h3>
        <p className={classes.summary}>{summary}</p>
        <p className={classes.facts}>
          <code>{id}</code>
          {level !== null && (
            <span>
              Level {level}, {levelWords[level]?.name.toLowerCase()}
            </span>
          )}
          {kind !== null && <span>{kindWords[kind]}</span>}
        </p>
      </div>
      <div>
        {draft ? (
          <Button
            variant="default"
            renderRoot={(props) => (
              <Link
                to="/scenarios/$scenarioId/$version"
                params={{ scenarioId: id, version: String(draft.version) }}
                {...props}
              />
            )}
            aria-label={`Open draft of ${title}`}
          >
            Open draft
          </Button>
        ) : (
          <Button
            variant="default"
            loading={create.isPending}
            onClick={begin}
            aria-label={origin === 'shipped' ? `Copy ${title}` : `New draft of ${title}`}
          >
            {origin === 'shipped' ? 'Copy' : 'New draft'}
          </Button>
        )}
      </div>
      {create.error && (
        <div role="alert" className={versionClasses.problem}>
          <ProblemText problem={toProblem(create.error)} />
        </div>
      )}
      {origin === 'dashboard' && (
        <Versions
          title={title}
          versions={versions}
          link={({ version }) => <VersionLink id={id} version={version} text={`Version ${version}`} />}
          actions={(version) => <Actions id={id} title={title} version={version} />}
        />
      )}
    </li>
  );
}

function VersionLink({ id, version, text }: { id: string; version: number; text: string }) {
  return (
    <Link to="/scenarios/$scenarioId/$version" params={{ scenarioId: id, version: String(version) }}>
      {text}
    </Link>
  );
}

interface ActionsProps {
  id: string;
  title: string;
  version: ScenarioVersionSummary;
}

function Actions({ id, title, version }: ActionsProps) {
  const archive = useArchiveScenario();
  const discard = useDiscardScenario();
  return (
    <VersionActions
      id={id}
      title={title}
      version={version}
      exportUrl={scenarioExportUrl({ id, version: version.version })}
      archived="No new drill is played by it; drills that were stay."
      archive={archive}
      discard={discard}
    />
  );
}
