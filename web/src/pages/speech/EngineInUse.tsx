import { Alert, Code } from '@mantine/core';
import IconEarOff from '@tabler/icons-react/dist/esm/icons/IconEarOff.mjs';
import { Link } from '@tanstack/react-router';
import type { SpeechOverview } from '../../../../src/model/api.ts';
import { formatCount } from '../../format/numbers.ts';
import classes from './Speech.module.css';

export function EngineInUse({ speech }: { speech: SpeechOverview }) {
  const { engine, waitingCalls } = speech;
  if (!engine) {
    return (
      <Alert
        color="yellow"
        icon={<IconEarOff aria-hidden />}
        title="No speech engine is set up"
        styles={{ message: { color: 'var(--ear-ink)' }, label: { color: 'var(--ear-fair)' } }}
      >
        Calls are stored and measured, but nobody writes down what is said. Install a model below, name an
        endpoint in the settings (<Code>speech.endpoint.url</Code>), or attach transcripts to calls.
        {waitingCalls > 0 && <Waiting count={waitingCalls} />}
      </Alert>
    );
  }
  return (
    <div className={classes.engine}>
      <div>
        <div className={classes.engineLabel}>The next call is heard by</div>
        <div className={classes.engineName}>{engine.model}</div>
        <div className={classes.quiet}>through {engine.name}</div>
      </div>
      {waitingCalls > 0 && <Waiting count={waitingCalls} />}
    </div>
  );
}

function Waiting({ count }: { count: number }) {
  return (
    <p className={classes.waiting}>
      <Link to="/calls" search={{ state: 'waiting for a speech engine' }}>
        {count === 1 ? '1 call waits' : `${formatCount(count)} calls wait`} for an engine
      </Link>
      , and goes on by itself once there is one.
    </p>
  );
}
