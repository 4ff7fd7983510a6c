import { useState } from 'react';
import type { LiveDetail } from '../../../../src/model/live.ts';
import type { WatchedCall } from '../../api/live/use-live-detail.ts';
import { LegLines } from '../../parts/LegLines.tsx';
import { NeedList } from '../../parts/NeedList.tsx';
import { SpeakerLabel } from '../../parts/SpeakerLabel.tsx';
import { usePointedTurn } from '../../parts/spoken/use-pointed-turn.ts';
import { noticePlace } from '../../shell/notice-place.ts';
import { useShortcuts } from '../../shell/Shortcuts.tsx';
import { roleWord } from '../../words.ts';
import { Checklist } from './Checklist.tsx';
import { EndBanner } from './EndBanner.tsx';
import { FactList } from './FactList.tsx';
import { ListenIn } from './ListenIn.tsx';
import { LiveTranscript } from './LiveTranscript.tsx';
import classes from './OpenCall.module.css';
import { Remarks } from './Remarks.tsx';
import { TakerColumn } from './TakerColumn.tsx';

interface Props {
  watched: WatchedCall;
  /** Whether one may listen in: not where one speaks oneself. */
  listen: boolean;
  /** Whether whoever sits here takes the call. */
  taker: boolean;
}

/** Everything of one open call, beside its head. */
export function OpenCall({ watched, listen, taker }: Props) {
  const { detail: call, beganAtMs, end } = watched;
  const { follow, pointed, go } = usePointedTurn();
  const [listening, setListening] = useState(false);
  useShortcuts('Open call', [
    { keys: ['f'], does: 'Follow the call', run: follow.resume },
    ...(listen ? [{ keys: ['l'], does: 'Listen or stop', run: () => setListening(!listening) }] : []),
  ]);
  if (!call) return null;
  return (
    <>
      {end && (
        <div className={classes.notice}>
          <EndBanner callId={call.id} kept={end.kept} reading={!follow.following || pointed !== null} />
        </div>
      )}
      <div className={classes.columns}>
        <div className={classes.words}>
          <div ref={noticePlace} className={classes.notices} />
          <LiveTranscript call={call} follow={follow} pointed={pointed} />
        </div>
        <div className={classes.sides}>
          <aside className={classes.side} aria-label="What helps to take the call">
            <TakerColumn key={call.id} call={call} beganAtMs={beganAtMs} taker={taker} onGo={go} />
          </aside>
          <aside className={classes.side} aria-label="What is known of the call">
            {!taker && <NeedList needs={call.needs} beganAtMs={beganAtMs} most={6} />}
            <FactList call={call} onGo={go} />
            <div className={classes.lines}>
              <LegLines legs={call.legs} kind={call.kind} />
              <Levels call={call} />
              {listen && (
                <ListenIn
                  call={call}
                  beganAtMs={beganAtMs}
                  listening={listening && !call.ended}
                  onListen={setListening}
                />
              )}
            </div>
            {!call.ended && <Remarks callId={call.id} taker={taker} />}
            <div>
              <h2>Checklist</h2>
              <Checklist
                evaluation={call.evaluation}
                turns={call.turns}
                beganAtMs={beganAtMs}
                ended={call.ended}
                onGo={go}
              />
            </div>
          </aside>
        </div>
      </div>
    </>
  );
}

/** Who is drawn where, and how loud each is now. */
function Levels({ call }: { call: LiveDetail }) {
  return (
    <ul className={classes.levels} aria-label="Levels">
      {call.legs.map(({ role, levelDbfs }, index) => (
        // A leg has no identity but its place.
        // biome-ignore lint/suspicious/noArrayIndexKey: see above
        <li key={index}>
          <SpeakerLabel speaker={{ name: roleWord(role, call.kind), tone: role }} />
          {levelDbfs === null ? 'no audio yet' : `${Math.round(levelDbfs)} dB`}
          {call.legs.length > 1 && (index === 0 ? ' (above)' : ' (below)')}
        </li>
      ))}
    </ul>
  );
}
