import { VisuallyHidden } from '@mantine/core';
import { PlaceChip } from '../PlaceChip.tsx';

/** Leads to the turn something comes from. */
export function TurnButton({ turn, onGo }: { turn: number; onGo(turn: number): void }) {
  return (
    <PlaceChip onClick={() => onGo(turn)}>
      <VisuallyHidden>Go to </VisuallyHidden>
      turn {turn + 1}
    </PlaceChip>
  );
}
