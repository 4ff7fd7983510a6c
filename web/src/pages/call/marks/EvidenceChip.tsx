import IconPlayerPlayFilled from '@tabler/icons-react/dist/esm/icons/IconPlayerPlayFilled.mjs';
import IconZoomExclamation from '@tabler/icons-react/dist/esm/icons/IconZoomExclamation.mjs';
import type { ReactNode } from 'react';
import { PlaceChip } from '../../../parts/PlaceChip.tsx';
import { type Place, useCallDesk } from '../call-desk.ts';
import classes from './EvidenceChip.module.css';

interface Props {
  place: Place;
  kind?: 'turn' | 'window';
  children: ReactNode;
}

/** Plays the place it names and lights it up in the transcript and on the waveform. */
export function EvidenceChip({ place, kind = 'turn', children }: Props) {
  const { place: shown, hear } = useCallDesk();
  const here =
    shown?.label === place.label &&
    shown.span.startMs === place.span.startMs &&
    shown.span.endMs === place.span.endMs;
  const Icon = kind === 'turn' ? IconPlayerPlayFilled : IconZoomExclamation;
  return (
    <PlaceChip className={classes.chip} data-kind={kind} aria-pressed={here} onClick={() => hear(place)}>
      <Icon size={kind === 'turn' ? 9 : 13} aria-hidden />
      {children}
    </PlaceChip>
  );
}
