import { Progress, Tooltip } from '@mantine/core';
import IconAlertTriangle from '@tabler/icons-react/dist/esm/icons/IconAlertTriangle.mjs';
import IconCheck from '@tabler/icons-react/dist/esm/icons/IconCheck.mjs';
import IconClock from '@tabler/icons-react/dist/esm/icons/IconClock.mjs';
import IconEarOff from '@tabler/icons-react/dist/esm/icons/IconEarOff.mjs';
import IconLoader2 from '@tabler/icons-react/dist/esm/icons/IconLoader2.mjs';
import type { CallDetail, CallSummary } from '../../../src/model/api.ts';
import { formatShare } from '../format/numbers.ts';
import { stageDoing, stateWords } from '../words.ts';
import classes from './StateOfCall.module.css';

const icons = {
  queued: IconClock,
  processing: IconLoader2,
  'waiting for a speech engine': IconEarOff,
  done: IconCheck,
  failed: IconAlertTriangle,
};

type Call = Pick<CallSummary | CallDetail, 'state' | 'stage' | 'progress' | 'problem'>;

/** Where a call stands: a word, and while it is at work what is being done and how far it is. */
export function StateOfCall({ call }: { call: Call }) {
  const Icon = icons[call.state];
  const doing = call.state === 'processing' && call.stage ? stageDoing[call.stage] : stateWords[call.state];
  const share = call.state === 'processing' ? call.progress : null;
  return (
    <Tooltip
      label={call.problem?.message}
      disabled={!call.problem}
      events={{ hover: true, focus: true, touch: true }}
    >
      <span className={classes.state} data-state={call.state} tabIndex={call.problem ? 0 : undefined}>
        <Icon size={15} stroke={1.8} aria-hidden className={classes.icon} />
        <span className={classes.word}>{doing}</span>
        {/* Screen readers get it from the bar, when asked: read out with every step it would drown all else. */}
        {share !== null && (
          <span className={classes.share} aria-hidden>
            {formatShare(share)}
          </span>
        )}
        {call.state === 'processing' && (
          <Progress
            className={classes.bar}
            value={share === null ? 100 : share * 100}
            animated={share === null}
            size={3}
            aria-label={doing}
          />
        )}
      </span>
    </Tooltip>
  );
}
