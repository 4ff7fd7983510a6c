import { UnstyledButton, VisuallyHidden } from '@mantine/core';
import { type MouseEvent, memo } from 'react';
import type { Turn } from '../../../../../src/model/call.ts';
import { formatDuration } from '../../../format/time.ts';
import { SpeakerLabel } from '../../../parts/SpeakerLabel.tsx';
import type { Speaker } from '../../../parts/speaker.ts';
import type { Playback } from '../../../playback/playback.ts';
import type { Note } from './notes.ts';
import classes from './Transcript.module.css';
import { TurnText } from './TurnText.tsx';

interface Props {
  turn: Turn;
  speaker: Speaker;
  /** Being spoken at the position. */
  active: boolean;
  /** Evidence that is pointed at. */
  pointed: boolean;
  /** The hit of the search one is at. */
  found: boolean;
  /** Searched words to be marked. */
  words: string[];
  /** What was noticed in its words. */
  notes: Note[];
  playback: Playback;
  onHear(index: number): void;
  onHearFrom(positionMs: number): void;
}

export const TurnRow = memo(function TurnRow(props: Props) {
  const { turn, speaker, active, pointed, found, words, notes, playback, onHear, onHearFrom } = props;

  // One handler for all words: keyboards play the turn with its button, word by word is for pointing devices.
  const hearWord = (event: MouseEvent<HTMLElement>) => {
    const start = (event.target as Element).closest<HTMLElement>('[data-start]')?.dataset.start;
    if (start !== undefined && window.getSelection()?.isCollapsed !== false) onHearFrom(Number(start));
  };

  return (
    <li
      className={classes.turn}
      data-turn={turn.index}
      data-speaker={speaker.tone}
      data-active={active || undefined}
      data-pointed={pointed || undefined}
      data-found={found || undefined}
      aria-current={active || undefined}
    >
      <UnstyledButton className={classes.play} onClick={() => onHear(turn.index)}>
        <VisuallyHidden>Play turn </VisuallyHidden>
        <span className={classes.number}>{turn.index + 1}</span>
        <span className={classes.who}>
          <SpeakerLabel speaker={speaker} />
        </span>
        <span className={classes.time}>
          <VisuallyHidden>at </VisuallyHidden>
          {formatDuration(turn.startMs)}
        </span>
      </UnstyledButton>
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: see hearWord */}
      <p className={classes.text} onClick={hearWord}>
        <TurnText turn={turn} active={active} marked={words} notes={notes} playback={playback} />
      </p>
    </li>
  );
});
