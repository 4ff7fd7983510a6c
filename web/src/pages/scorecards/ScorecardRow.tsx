import { Button } from '@mantine/core';
import { Link, useNavigate } from '@tanstack/react-router';
import type { ScorecardVersions, VersionSummary } from '../../../../src/model/scorecard-editing.ts';
import { useCreateDraft } from '../../api/scorecard-editing.ts';
import { formatInstant } from '../../format/time.ts';
import { ProblemText } from '../../parts/Problem.tsx';
import { StatusChip } from '../../parts/text-editor/StatusChip.tsx';
import { toProblem } from '../../parts/to-problem.ts';
import classes from './Scorecards.module.css';
import { VersionActions } from './VersionActions.tsx';

/** One scorecard: what is in force, what is being written, and all versions on demand. */
export function ScorecardRow({ card }: { card: ScorecardVersions }) {
  const create = useCreateDraft();
  const navigate = useNavigate();
  const inForce = card.versions.find((version) => version.inForce);
  const drafts = card.versions.filter((version) => version.status === 'draft' && !version.inForce);
  const base = inForce ?? card.versions[0];
  const draft = () => {
    if (!base) return;
    create.mutate(
      { from: { id: card.id, version: base.version } },
      {
        onSuccess: ({ id, version }) =>
          navigate({
            to: '/scorecards/$scorecardId/$version',
            params: { scorecardId: id, version: String(version) },
          }),
      },
    );
  };
  return (
    <li className={classes.card}>
      <div>
        <h3>{card.title}</h3>
        <p className={classes.facts}>
          <code>{card.id}</code>
        </p>
        <ul className={classes.assignment} aria-label={`Which calls ${card.title} is for`}>
          {card.assignment.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
          {card.assignment.length === 0 && <li>No calls yet. Say which under “assign” in its YAML.</li>}
        </ul>
      </div>
      <dl className={classes.standing}>
        <div>
          <dt>In force</dt>
          <dd>{inForce ? <VersionLink id={card.id} version={inForce} title={card.title} /> : 'none'}</dd>
        </div>
        <div>
          <dt>{drafts.length === 1 ? 'Draft' : 'Drafts'}</dt>
          <dd>
            {drafts.length === 0
              ? 'none'
              : drafts.map((version) => (
                  <VersionLink key={version.version} id={card.id} version={version} title={card.title} />
                ))}
          </dd>
        </div>
      </dl>
      <div className={classes.actions}>
        <Button
          variant="default"
          loading={create.isPending}
          onClick={draft}
          aria-label={`New draft of ${card.title}`}
        >
          New draft
        </Button>
      </div>
      {create.error && (
        <div role="alert" className={classes.problem}>
          <ProblemText problem={toProblem(create.error)} />
        </div>
      )}
      <Versions card={card} />
    </li>
  );
}

function VersionLink({ id, version, title }: { id: string; version: VersionSummary; title: string }) {
  return (
    <Link
      to="/scorecards/$scorecardId/$version"
      params={{ scorecardId: id, version: String(version.version) }}
      aria-label={`Version ${version.version} of ${title}`}
    >
      Version {version.version}
    </Link>
  );
}

function Versions({ card }: { card: ScorecardVersions }) {
  return (
    <details className={classes.versions}>
      <summary>
        {card.versions.length === 1 ? '1 version' : `${card.versions.length} versions`}
        <span className={classes.says}> of {card.title}</span>
      </summary>
      <ul>
        {card.versions.map((version) => (
          <li key={version.version}>
            <VersionLink id={card.id} version={version} title={card.title} />
            <StatusChip version={version} />
            <span className={classes.said}>{historyOf(version)}</span>
            <VersionActions id={card.id} title={card.title} version={version} />
          </li>
        ))}
      </ul>
    </details>
  );
}

function historyOf(version: VersionSummary): string {
  if (version.origin === 'pack') return 'from the files of the pack';
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
