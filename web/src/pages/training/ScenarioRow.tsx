import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { memo } from 'react';
import type { ScenarioCard } from '../../../../src/model/scenario-card.ts';
import { formatDuration } from '../../format/time.ts';
import { kindWords } from '../../words.ts';
import { RunScore } from './RunScore.tsx';
import type { Standing } from './runs.ts';
import classes from './Training.module.css';

interface Props {
  scenario: ScenarioCard;
  standing: Standing | undefined;
  onStart(id: string): void;
}

/** One scenario: what it trains, and how it went so far. What happens in it would give it away. */
export const ScenarioRow = memo(function ScenarioRow({ scenario, standing, onStart }: Props) {
  const { id, title, kind, channel, trains, lastsS } = scenario;
  return (
    <li className={classes.row}>
      <div className={classes.what}>
        <h3>{title}</h3>
        <p className={classes.facts}>
          <span>{kindWords[kind]}</span>
          {channel === 'text' && <span>text session</span>}
          <span>up to {formatDuration(lastsS * 1000)}</span>
        </p>
        {trains.length > 0 && <p className={classes.trains}>Trains: {trains.join(', ')}</p>}
      </div>
      <div className={classes.runs}>
        {standing?.best && standing.last ? (
          <>
            <RunScore run={standing.best} name="Best" />
            <RunScore run={standing.last} name={`Last of ${standing.runs}`} />
          </>
        ) : (
          <span className={classes.ago}>Not run yet</span>
        )}
      </div>
      <div className={classes.begin}>
        {standing?.open ? (
          <Button
            size="xs"
            renderRoot={(props) => (
              <Link to="/training/$drillId" params={{ drillId: standing.open?.id ?? '' }} {...props} />
            )}
            aria-label={`Go on with ${title}`}
          >
            Go on
          </Button>
        ) : (
          <Button size="xs" variant="default" onClick={() => onStart(id)} aria-label={`Start ${title}`}>
            Start
          </Button>
        )}
      </div>
    </li>
  );
});
