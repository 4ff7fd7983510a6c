import { Button } from '@mantine/core';
import IconBan from '@tabler/icons-react/dist/esm/icons/IconBan.mjs';
import IconCircleCheckFilled from '@tabler/icons-react/dist/esm/icons/IconCircleCheckFilled.mjs';
import IconClock from '@tabler/icons-react/dist/esm/icons/IconClock.mjs';
import IconHourglass from '@tabler/icons-react/dist/esm/icons/IconHourglass.mjs';
import type { DrillWatch, WatchedEvent } from '../../../../../src/model/drill-watch.ts';
import { useInject } from '../../../api/training.ts';
import { formatDuration } from '../../../format/time.ts';
import { Failed } from '../../../parts/Problem.tsx';
import { useReviewer } from '../../../parts/use-reviewer.ts';
import classes from './Watch.module.css';

const icons: Record<WatchedEvent['state'], typeof IconClock> = {
  happened: IconCircleCheckFilled,
  due: IconClock,
  waits: IconHourglass,
  prevented: IconBan,
};

interface Props {
  watch: DrillWatch;
  /** Whether something can be made to happen. */
  open: boolean;
}

/** What has happened in the scene, and what comes: each can be made to happen now. */
export function Timeline({ watch: { drill, timeline }, open }: Props) {
  const inject = useInject(drill.id);
  const [name] = useReviewer();
  const by = name.trim();
  return (
    <section aria-labelledby="timeline-title">
      <h2 id="timeline-title">Timeline</h2>
      <ol className={classes.list}>
        {timeline.map((one) => {
          const Icon = icons[one.state];
          return (
            <li key={one.event} className={classes.event} data-state={one.state}>
              <Icon size={16} aria-hidden className={classes.icon} />
              <div>
                <p className={classes.title}>
                  <span className={classes.first}>{one.title}</span>
                </p>
                <p className={classes.value}>{standing(one)}</p>
              </div>
              {open && one.injectable && (
                <Button
                  size="compact-xs"
                  variant="default"
                  disabled={by === ''}
                  loading={inject.isPending && inject.variables.event === one.event}
                  aria-label={`Make happen now: ${one.title}`}
                  onClick={() => inject.mutate({ event: one.event, by })}
                >
                  Now
                </Button>
              )}
            </li>
          );
        })}
      </ol>
      {open && by === '' && <p className={classes.line}>To make something happen, write your name above.</p>}
      {inject.isError && <Failed what="It did not happen" error={inject.error} />}
    </section>
  );
}

function standing({ state, atMs, because }: WatchedEvent): string {
  const when = atMs === null ? '' : ` ${formatDuration(atMs)}`;
  if (state === 'happened') return `happened${when}`;
  if (state === 'due') return `due${when}`;
  return `${state === 'waits' ? 'waits for' : 'does not happen, for it was told'}: ${because.join(', ')}`;
}
