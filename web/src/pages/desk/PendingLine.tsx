import type { Kind } from '../../../../src/model/call.ts';
import { SpeakerLabel } from '../../parts/SpeakerLabel.tsx';
import spoken from '../../parts/spoken/Spoken.module.css';
import { roleWord } from '../../words.ts';

/** Words that are on their way into the call. */
export function PendingLine({ text, kind, away }: { text: string; kind: Kind; away: boolean }) {
  return (
    <li className={spoken.turn} data-speaker="agent" data-partial>
      <span className={spoken.who}>
        <SpeakerLabel speaker={{ name: roleWord('agent', kind), tone: 'agent' }} />
        <span className={spoken.time}>{away ? 'kept here' : 'being said'}</span>
      </span>
      <p className={spoken.text}>{text}</p>
    </li>
  );
}
