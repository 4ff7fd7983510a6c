import { Button } from '@mantine/core';
import IconPlayerPause from '@tabler/icons-react/dist/esm/icons/IconPlayerPause.mjs';
import IconPlayerPlay from '@tabler/icons-react/dist/esm/icons/IconPlayerPlay.mjs';
import { formatDuration } from '../../format/time.ts';
import type { Playback } from '../../playback/playback.ts';
import { usePlaybackState, usePosition } from '../../playback/use-playback.ts';
import { useShortcuts } from '../../shell/Shortcuts.tsx';
import classes from './Debrief.module.css';

const secondsOf = (positionMs: number) => Math.floor(positionMs / 1000);

export function PlayBar({ playback }: { playback: Playback }) {
  const { playing, failed } = usePlaybackState(playback);
  const seconds = usePosition(playback, secondsOf);
  useShortcuts('Debriefing', [{ keys: ['space'], does: 'Play or pause', run: () => playback.toggle() }]);
  if (failed) return <p className={classes.quiet}>The sound cannot be played. The words are all here.</p>;
  return (
    <div className={classes.playBar}>
      <Button
        variant="default"
        onClick={() => playback.toggle()}
        leftSection={
          playing ? <IconPlayerPause size={15} aria-hidden /> : <IconPlayerPlay size={15} aria-hidden />
        }
      >
        {playing ? 'Pause' : 'Play'}
      </Button>
      <span>
        {formatDuration(seconds * 1000)} of {formatDuration(playback.durationMs)}
      </span>
    </div>
  );
}
