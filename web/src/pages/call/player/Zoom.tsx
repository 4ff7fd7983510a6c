import { ActionIcon } from '@mantine/core';
import IconZoomIn from '@tabler/icons-react/dist/esm/icons/IconZoomIn.mjs';
import IconZoomOut from '@tabler/icons-react/dist/esm/icons/IconZoomOut.mjs';
import { useState } from 'react';
import type WaveSurfer from 'wavesurfer.js';
import classes from './Zoom.module.css';

const strongest = 5;

/** Twice as near with every step; the whole call at none. */
export function Zoom({ waves }: { waves: WaveSurfer }) {
  const [steps, setSteps] = useState(0);
  const zoom = (next: number) => {
    setSteps(next);
    const whole = waves.getWidth() / waves.getDuration();
    waves.zoom(next === 0 ? 0 : whole * 2 ** next);
  };
  return (
    <div className={classes.zoom}>
      <ActionIcon
        size="sm"
        aria-label="See more of the call"
        disabled={steps === 0}
        onClick={() => zoom(steps - 1)}
      >
        <IconZoomOut size={15} aria-hidden />
      </ActionIcon>
      <ActionIcon
        size="sm"
        aria-label="See it nearer"
        disabled={steps === strongest}
        onClick={() => zoom(steps + 1)}
      >
        <IconZoomIn size={15} aria-hidden />
      </ActionIcon>
    </div>
  );
}
