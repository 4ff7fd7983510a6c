import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ScorecardVersions, VersionSummary } from '../../../../src/model/scorecard-editing.ts';
import { exportUrl, useArchive, useCreateDraft, useDiscardDraft } from '../../api/scorecard-editing.ts';
import { ProblemText } from '../../parts/Problem.tsx';
import { toProblem } from '../../parts/to-problem.ts';
import { VersionActions } from '../../parts/versions/VersionActions.tsx';
import versionClasses from '../../parts/versions/Versions.module.css';
import { Versions } from '../../parts/versions/Versions.tsx';
import classes from './Scorecards.module.css';
import { useOpenScorecard } from './use-open-scorecard.ts';

/** One scorecard: what is in force, what is being written, and all versions on demand. */
export function ScorecardRow({ card }: { card: ScorecardVersions }) {
  const create = useCreateDraft();
  const onSuccess = useOpenScorecard();
  const inForce = card.versions.find((version) => version.inForce);
  const drafts = card.versions.filter((version) => version.status === 'draft' && !version.inForce);
  const base = inForce ?? card.versions[0];
  const draft = () => {
    if (base) create.mutate({ from: { id: card.id, version: base.version } }, { onSuccess });
  };
  return (
    <li className={`${versionClasses.row} ${classes.card}`}>
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
      <div>
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
        <div role="alert" className={versionClasses.problem}>
          <ProblemText problem={toProblem(create.error)} />
        </div>
      )}
      <Versions
        title={card.title}
        versions={card.versions}
        link={(version) => <VersionLink id={card.id} version={version} title={card.title} />}
        actions={(version) => <Actions id={card.id} title={card.title} version={version} />}
      />
    </li>
  );
}

interface VersionProps {
  id: string;
  title: string;
  version: VersionSummary;
}

function VersionLink({ id, version, title }: VersionProps) {
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

function Actions({ id, title, version }: VersionProps) {
  const archive = useArchive();
  const discard = useDiscardDraft();
  return (
    <VersionActions
      id={id}
      title={title}
      version={version}
      exportUrl={exportUrl({ id, version: version.version })}
      archived="It judges no new calls; what it judged stays."
      archive={archive}
      discard={discard}
    />
  );
}
