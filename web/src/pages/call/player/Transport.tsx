import { ActionIcon, Select, Tooltip } from '@mantine/core';
import IconPlayerPauseFilled from '@tabler/icons-react/dist/esm/icons/IconPlayerPauseFilled.mjs';
import IconPlayerPlayFilled from '@tabler/icons-react/dist/esm/icons/IconPlayerPlayFilled.mjs';
import IconRewindBackward5 from '@tabler/icons-react/dist/esm/icons/IconRewindBackward5.mjs';
import IconRewindForward5 from '@tabler/icons-react/dist/esm/icons/IconRewindForward5.mjs';
import { formatDuration } from '../../../format/time.ts';
import { usePlaybackState, usePosition } from '../../../playback/use-playback.ts';
import { useCallDesk } from '../call-desk.ts';
import { rates } from './rates.ts';
import classes from './Transport.module.css';

const skipMs = 5000;
const speeds = rates.map((rate) => ({ value: String(rate), label: `${rate}×` }));

export function Transport() {
  const { playback } = useCallDesk();
  const { playing, rate, failed } = usePlaybackState(playback);
  const position = usePosition(playback, formatDuration);
  const Icon = playing ? IconPlayerPauseFilled : IconPlayerPlayFilled;
  const skip = (byMs: number) => playback.seek(playback.getPositionMs() + byMs);
  return (
    <div className={classes.transport}>
      <Tooltip label="Back 5 seconds (←)">
        <ActionIcon size="lg" aria-label="Back 5 seconds" onClick={() => skip(-skipMs)}>
          <IconRewindBackward5 size={20} stroke={1.6} aria-hidden />
        </ActionIcon>
      </Tooltip>
      <Tooltip label={playing ? 'Pause (Space)' : 'Play (Space)'}>
        <ActionIcon
          variant="filled"
          color="teal"
          size={38}
          radius="xl"
          disabled={failed}
          aria-label={playing ? 'Pause' : 'Play'}
          onClick={() => playback.toggle()}
        >
          <Icon size={18} aria-hidden />
        </ActionIcon>
      </Tooltip>
      <Tooltip label="On 5 seconds (→)">
        <ActionIcon size="lg" aria-label="On 5 seconds" onClick={() => skip(skipMs)}>
          <IconRewindForward5 size={20} stroke={1.6} aria-hidden />
        </ActionIcon>
      </Tooltip>
      <span className={classes.time}>
        <strong>{position}</strong> / {formatDuration(playback.durationMs)}
      </span>
      <Select
        className={classes.speed}
        aria-label="Speed"
        data={speeds}
        value={String(rate)}
        onChange={(value) => value && playback.setRate(Number(value))}
        allowDeselect={false}
        comboboxProps={{ width: 90 }}
      />
    </div>
  );
}
