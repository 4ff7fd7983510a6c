import { Button, Timeline } from '@mantine/core';
import IconAlertTriangle from '@tabler/icons-react/dist/esm/icons/IconAlertTriangle.mjs';
import IconCheck from '@tabler/icons-react/dist/esm/icons/IconCheck.mjs';
import IconClock from '@tabler/icons-react/dist/esm/icons/IconClock.mjs';
import IconLoader2 from '@tabler/icons-react/dist/esm/icons/IconLoader2.mjs';
import type { StageRecord } from '../../../../../src/model/api.ts';
import { useRetryCall } from '../../../api/calls.ts';
import { formatClock, formatStretch } from '../../../format/time.ts';
import { ProblemText } from '../../../parts/Problem.tsx';
import { stageDoing, stageWords } from '../../../words.ts';
import { useCallDesk } from '../call-desk.ts';
import classes from './Stages.module.css';

const icons = {
  pending: IconClock,
  running: IconLoader2,
  waiting: IconClock,
  done: IconCheck,
  failed: IconAlertTriangle,
};

const words: Record<StageRecord['state'], string> = {
  pending: 'to come',
  running: 'at work',
  waiting: 'waiting',
  done: 'done',
  failed: 'failed',
};

/** What happened to the call, step by step. */
export function Stages() {
  const { call } = useCallDesk();
  const retry = useRetryCall();
  const done = call.stages.filter((stage) => stage.state === 'done').length;
  return (
    <>
      <Timeline active={done - 1} bulletSize={20} lineWidth={2}>
        {call.stages.map((stage) => {
          const Icon = icons[stage.state];
          return (
            <Timeline.Item
              key={stage.stage}
              bullet={<Icon size={12} aria-hidden />}
              title={stage.state === 'running' ? stageDoing[stage.stage] : stageWords[stage.stage]}
              classNames={{ item: classes.item, itemTitle: classes.title }}
            >
              <p className={classes.facts}>{factsOf(stage)}</p>
              {stage.problem && (
                <div className={classes.problem}>
                  <ProblemText problem={stage.problem} />
                </div>
              )}
            </Timeline.Item>
          );
        })}
      </Timeline>
      {(call.state === 'failed' || call.state === 'waiting for a speech engine') && (
        <Button mt="sm" variant="default" loading={retry.isPending} onClick={() => retry.mutate(call.id)}>
          Try again
        </Button>
      )}
    </>
  );
}

function factsOf(stage: StageRecord): string {
  const facts = [words[stage.state]];
  if (stage.startedAt) facts.push(`began ${formatClock(stage.startedAt)}`);
  if (stage.startedAt && stage.endedAt) {
    const tookMs = Date.parse(stage.endedAt) - Date.parse(stage.startedAt);
    facts.push(tookMs < 100 ? 'took under 0.1 s' : `took ${formatStretch(tookMs)}`);
  }
  if (stage.tries > 1) facts.push(`${stage.tries} tries`);
  return facts.join(', ');
}
