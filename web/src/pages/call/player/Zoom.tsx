import { ActionIcon, Tooltip } from '@mantine/core';
import IconZoomIn from '@tabler/icons-react/dist/esm/icons/IconZoomIn.mjs';
import IconZoomOut from '@tabler/icons-react/dist/esm/icons/IconZoomOut.mjs';
import classes from './Zoom.module.css';

interface Props {
  /** Twice as near with every step; the whole call at none. */
  steps: number;
  onChange(steps: number): void;
}

const most = 6;

export function Zoom({ steps, onChange }: Props) {
  return (
    <div className={classes.zoom}>
      <Tooltip label="See more of the call">
        <ActionIcon aria-label="Zoom out" disabled={steps === 0} onClick={() => onChange(steps - 1)}>
          <IconZoomOut size={17} stroke={1.6} aria-hidden />
        </ActionIcon>
      </Tooltip>
      <Tooltip label="See it nearer">
        <ActionIcon aria-label="Zoom in" disabled={steps === most} onClick={() => onChange(steps + 1)}>
          <IconZoomIn size={17} stroke={1.6} aria-hidden />
        </ActionIcon>
      </Tooltip>
    </div>
  );
}
