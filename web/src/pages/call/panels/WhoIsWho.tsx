import type { Leg } from '../../../../../src/model/call.ts';
import { formatShare } from '../../../format/numbers.ts';
import { SpeakerLabel } from '../../../parts/SpeakerLabel.tsx';
import { speakerOf } from '../../../parts/speaker.ts';
import { roleSourceWords } from '../../../words.ts';
import { useCallDesk } from '../call-desk.ts';
import { legWords } from './leg-words.ts';
import { RoleButtons } from './RoleButtons.tsx';
import classes from './WhoIsWho.module.css';

/** Who speaks on which leg, how that is known, and one click to put it right. */
export function WhoIsWho() {
  const { call } = useCallDesk();
  return (
    <div className={classes.who}>
      <ul>
        {call.legs.map((leg) => (
          <li key={leg.index}>
            <SpeakerLabel speaker={speakerOf(leg, call.kind)} />
            <span className={classes.how}>{howKnown(leg)}</span>
          </li>
        ))}
      </ul>
      {call.legs.length === 2 && <RoleButtons />}
    </div>
  );
}

function howKnown(leg: Leg): string {
  const facts = [legWords(leg), roleSourceWords[leg.roleSource]];
  if (leg.roleSource !== 'unknown' && leg.roleConfidence < 1) {
    facts.push(`${formatShare(leg.roleConfidence)} sure`);
  }
  return facts.join(', ');
}
