import { Code } from '@mantine/core';
import IconEarOff from '@tabler/icons-react/dist/esm/icons/IconEarOff.mjs';
import { Link } from '@tanstack/react-router';
import type { SpeechOverview } from '../../../../src/model/api.ts';
import { formatCount } from '../../format/numbers.ts';
import { Notice } from '../../parts/Notice.tsx';
import classes from './Speech.module.css';

export function EngineInUse({ speech }: { speech: SpeechOverview }) {
  const { engine, desk, waitingCalls, hotWords } = speech;
  if (!engine) {
    return (
      <Notice tone="fair" icon={IconEarOff} title="No speech engine is set up">
        Calls are stored and measured, but nobody writes down what is said. Install a model below, name an
        endpoint in the settings (<Code>speech.endpoint.url</Code>), or attach transcripts to calls.
        {waitingCalls > 0 && (
          <p className={classes.waiting}>
            <WaitingCalls count={waitingCalls} /> for it and {waitingCalls === 1 ? 'goes' : 'go'} on without a
            hand once there is one.
          </p>
        )}
        <p className={classes.waiting}>
          {desk
            ? `Trainees who speak at the desk are heard by ${desk.name}: a basic recogniser for microphones, in English. A model hears them better.`
            : 'Trainees at the desk type, or their browser listens where it can.'}
        </p>
        <p className={classes.waiting}>
          <Link to="/speech/hot-words">Hot words</Link> can be written down before there is an engine.
        </p>
      </Notice>
    );
  }
  return (
    <div className={classes.engine}>
      <div>
        <div className={classes.engineLabel}>The next call is heard by</div>
        <div className={classes.engineName}>{engine.model}</div>
        <div className={classes.quiet}>through {engine.name}</div>
        <div className={classes.quiet}>
          {hotWords.count === 0
            ? ''
            : hotWords.used
              ? `${formatCount(hotWords.count)} hot words are favoured in every call. `
              : `${formatCount(hotWords.count)} hot words are set, but this model takes none. `}
          <Link to="/speech/hot-words">Hot words</Link>
        </div>
      </div>
      {waitingCalls > 0 && (
        <p className={classes.waiting}>
          <WaitingCalls count={waitingCalls} /> to be heard.
        </p>
      )}
    </div>
  );
}

function WaitingCalls({ count }: { count: number }) {
  return (
    <Link to="/calls" search={{ state: 'waiting for a speech engine' }}>
      {count === 1 ? '1 call waits' : `${formatCount(count)} calls wait`}
    </Link>
  );
}
