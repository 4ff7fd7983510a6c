import { Button } from '@mantine/core';
import { Link, useNavigate } from '@tanstack/react-router';
import type { ScenarioVersionSummary, ScenarioVersions } from '../../../../src/model/scenario-editing.ts';
import {
  scenarioExportUrl,
  useArchiveScenario,
  useCreateScenarioDraft,
  useDiscardScenario,
} from '../../api/scenario-editing.ts';
import { formatInstant } from '../../format/time.ts';
import { ConfirmButton } from '../../parts/ConfirmButton.tsx';
import { ProblemText } from '../../parts/Problem.tsx';
import { StatusChip } from '../../parts/text-editor/StatusChip.tsx';
import { toProblem } from '../../parts/to-problem.ts';
import { kindWords } from '../../words.ts';
import { levelWords } from '../training/words.ts';
import classes from './Scenarios.module.css';

/** One scenario: what it is, which versions there are, and the way to change it. */
export function ScenarioRow({ scenario }: { scenario: ScenarioVersions }) {
  const { id, title, kind, level, summary, origin, versions } = scenario;
  const create = useCreateScenarioDraft();
  const navigate = useNavigate();
  const base = versions.find(({ inForce }) => inForce) ?? versions[0];
  const draft = versions.find(({ status }) => status === 'draft');
  const opened = draft ?? base;
  const begin = () => {
    if (!base) return;
    create.mutate(
      { from: { id, version: base.version } },
      {
        onSuccess: (made) =>
          navigate({
            to: '/scenarios/$scenarioId/$version',
            params: { scenarioId: made.id, version: String(made.version) },
          }),
      },
    );
  };
  return (
    <li className={classes.row}>
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
      <div className={classes.actions}>
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
        <div role="alert" className={classes.problem}>
          <ProblemText problem={toProblem(create.error)} />
        </div>
      )}
      {origin === 'dashboard' && <Versions scenario={scenario} />}
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

function Versions({ scenario: { id, title, versions } }: { scenario: ScenarioVersions }) {
  return (
    <details className={classes.versions}>
      <summary>
        {versions.length === 1 ? '1 version' : `${versions.length} versions`}
        <span className={classes.says}> of {title}</span>
      </summary>
      <ul>
        {versions.map((version) => (
          <li key={version.version}>
            <VersionLink id={id} version={version.version} text={`Version ${version.version}`} />
            <StatusChip version={version} />
            <span className={classes.said}>{historyOf(version)}</span>
            <Actions id={id} title={title} version={version} />
          </li>
        ))}
      </ul>
    </details>
  );
}

function historyOf(version: ScenarioVersionSummary): string {
  const { author, note, publishedAt, archivedAt, createdAt, problem } = version;
  const parts = [
    problem && `cannot be read: ${problem}`,
    note,
    author && `by ${author}`,
    publishedAt
      ? `published ${formatInstant(publishedAt)}`
      : createdAt && `begun ${formatInstant(createdAt)}`,
    archivedAt && `archived ${formatInstant(archivedAt)}`,
  ];
  return parts.filter(Boolean).join(' · ');
}

interface ActionsProps {
  id: string;
  title: string;
  version: ScenarioVersionSummary;
}

function Actions({ id, title, version }: ActionsProps) {
  const archive = useArchiveScenario();
  const discard = useDiscardScenario();
  const place = { id, version: version.version };
  const what = `version ${version.version} of ${title}`;
  const error = archive.error ?? discard.error;
  return (
    <span className={classes.versionActions}>
      <a href={scenarioExportUrl(place)} download aria-label={`Export ${what} as YAML`}>
        Export
      </a>
      {version.status === 'published' && (
        <ConfirmButton
          label="Archive"
          what={what}
          question={`Archive ${what}? No new drill is played by it; drills that were stay. The newest version still published is in force again.`}
          loading={archive.isPending}
          onConfirm={() => archive.mutate(place)}
        />
      )}
      {version.status === 'draft' && (
        <ConfirmButton
          label="Discard"
          what={what}
          question={`Discard ${what}? It cannot be brought back.`}
          loading={discard.isPending}
          onConfirm={() => discard.mutate(place)}
        />
      )}
      {error && (
        <span role="alert" className={classes.problem}>
          <ProblemText problem={toProblem(error)} />
        </span>
      )}
    </span>
  );
}
