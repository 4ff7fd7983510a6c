import { UnstyledButton, VisuallyHidden } from '@mantine/core';
import classes from './TurnButton.module.css';

/** Leads to the turn something comes from. */
export function TurnButton({ turn, onGo }: { turn: number; onGo(turn: number): void }) {
  return (
    <UnstyledButton className={classes.chip} onClick={() => onGo(turn)}>
      <VisuallyHidden>Go to </VisuallyHidden>
      turn {turn + 1}
    </UnstyledButton>
  );
}
