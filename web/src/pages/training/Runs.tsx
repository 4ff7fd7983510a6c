import { EmptyState, VisuallyHidden } from '@mantine/core';
import IconHeadset from '@tabler/icons-react/dist/esm/icons/IconHeadset.mjs';
import { Link } from '@tanstack/react-router';
import type { DrillSummary } from '../../../../src/model/drills.ts';
import { formatScore } from '../../format/numbers.ts';
import { formatDuration, formatWhen } from '../../format/time.ts';
import { useNow } from '../../parts/use-now.ts';
import { byModelWords } from './phrasing-words.ts';
import classes from './Training.module.css';
import { endWords, modeWords } from './words.ts';

/** What one trainee did, newest first. */
export function Runs({ drills }: { drills: DrillSummary[] }) {
  if (drills.length === 0) {
    return (
      <EmptyState
        mt="xl"
        icon={<IconHeadset size={44} stroke={1.3} aria-hidden />}
        title={<h2>No run yet</h2>}
        description="Start a scenario; every run stands here with its score and its debriefing."
      />
    );
  }
  return (
    <ol className={classes.list}>
      {drills.map((drill) => (
        <RunRow key={drill.id} drill={drill} />
      ))}
    </ol>
  );
}

function RunRow({ drill }: { drill: DrillSummary }) {
  const now = useNow();
  const { scenario, total, phase, mode, durationMs, ended, seed, words, createdAt, exemplary } = drill;
  const over = phase === 'ended';
  const to = over && total !== null ? '/training/$drillId/debrief' : '/training/$drillId';
  return (
    <li className={classes.runRow}>
      <div className={classes.what}>
        <Link to={to} params={{ drillId: drill.id }} className={classes.title}>
          {scenario.title}
        </Link>
        <p className={classes.facts}>
          <span>Level {scenario.level}</span>
          <span>{modeWords[mode].name}</span>
          <span>seed {seed}</span>
          {words === 'model' && <span>{byModelWords}</span>}
          {exemplary && <span>exemplary</span>}
        </p>
      </div>
      <span className={classes.how}>
        {over ? `${formatDuration(durationMs)}. ${ended ? endWords[ended] : ''}` : 'Still open'}
      </span>
      <span>
        {total === null ? (
          <span className={classes.ago}>{over ? 'no score' : 'go on with it'}</span>
        ) : (
          <span className={classes.score} data-tone={drill.result === 'met' ? 'good' : 'poor'}>
            <strong>{formatScore(total)}</strong> {drill.result}
          </span>
        )}
      </span>
      <span className={classes.ago}>
        <VisuallyHidden>begun </VisuallyHidden>
        {formatWhen(createdAt, now)}
      </span>
    </li>
  );
}
