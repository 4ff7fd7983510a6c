import classes from './SpeakerLabel.module.css';
import type { Speaker } from './speaker.ts';

/** Who speaks: always the word, with the colour and the shape that go with it. */
export function SpeakerLabel({ speaker }: { speaker: Speaker }) {
  return (
    <span className={classes.label} data-speaker={speaker.tone}>
      {speaker.name}
    </span>
  );
}
