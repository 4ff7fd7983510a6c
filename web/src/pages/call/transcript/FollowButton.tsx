import { Button } from '@mantine/core';
import IconArrowBarToDown from '@tabler/icons-react/dist/esm/icons/IconArrowBarToDown.mjs';
import type { Playback } from '../../../playback/playback.ts';
import { usePlaybackState } from '../../../playback/use-playback.ts';
import classes from './FollowButton.module.css';

interface Props {
  playback: Playback;
  following: boolean;
  onFollow(): void;
}

export function FollowButton({ playback, following, onFollow }: Props) {
  const { playing } = usePlaybackState(playback);
  if (following || !playing) return null;
  return (
    <div className={classes.place}>
      <Button
        radius="xl"
        size="sm"
        leftSection={<IconArrowBarToDown size={16} aria-hidden />}
        onClick={onFollow}
        className={classes.button}
      >
        Follow the call
      </Button>
    </div>
  );
}
