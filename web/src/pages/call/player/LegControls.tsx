import { ActionIcon, Slider, Tooltip } from '@mantine/core';
import IconEar from '@tabler/icons-react/dist/esm/icons/IconEar.mjs';
import { SpeakerLabel } from '../../../parts/SpeakerLabel.tsx';
import { speakerOf } from '../../../parts/speaker.ts';
import { usePlaybackState } from '../../../playback/use-playback.ts';
import { useCallDesk } from '../call-desk.ts';
import classes from './LegControls.module.css';
import type { Lane } from './lanes.ts';

interface Props {
  lane: Lane;
  /** The only lane: there is nothing to be listened to alone. */
  alone: boolean;
}

/** Who is on a lane, how loud, and whether only they are heard. */
export function LegControls({ lane, alone }: Props) {
  const { call, playback } = useCallDesk();
  const { volumes, solo } = usePlaybackState(playback);
  const name = lane.legs.map((leg) => speakerOf(leg, call.kind).name).join(' and ') || 'Recording';
  const onlyThis = solo === lane.channel;
  return (
    <div className={classes.leg}>
      <div className={classes.names}>
        {lane.legs.map((leg) => (
          <SpeakerLabel key={leg.index} speaker={speakerOf(leg, call.kind)} />
        ))}
        {lane.legs.length === 0 && <span>Recording</span>}
      </div>
      <div className={classes.controls}>
        <Slider
          className={classes.volume}
          size={3}
          min={0}
          max={100}
          label={(value) => `${value} %`}
          value={Math.round((volumes[lane.channel] ?? 1) * 100)}
          onChange={(value) => playback.setVolume(lane.channel, value / 100)}
          thumbLabel={`Volume of ${name}`}
          color="gray.6"
        />
        {!alone && (
          <Tooltip label={onlyThis ? 'Hear everybody' : `Hear only ${name.toLowerCase()}`}>
            <ActionIcon
              size="sm"
              variant={onlyThis ? 'filled' : 'subtle'}
              color={onlyThis ? 'teal' : 'gray'}
              aria-pressed={onlyThis}
              aria-label={`Hear only ${name.toLowerCase()}`}
              onClick={() => playback.setSolo(onlyThis ? null : lane.channel)}
            >
              <IconEar size={15} aria-hidden />
            </ActionIcon>
          </Tooltip>
        )}
      </div>
    </div>
  );
}
