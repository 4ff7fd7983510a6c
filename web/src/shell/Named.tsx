import { Tooltip } from '@mantine/core';
import type { ReactElement } from 'react';

/** In the narrow bar an icon stands alone: its name shows beside it on hover and focus. */
export function Named({
  narrow,
  label,
  children,
}: {
  narrow: boolean;
  label: string;
  children: ReactElement;
}) {
  return (
    <Tooltip
      label={label}
      position="right"
      disabled={!narrow}
      events={{ hover: true, focus: true, touch: false }}
    >
      {children}
    </Tooltip>
  );
}
