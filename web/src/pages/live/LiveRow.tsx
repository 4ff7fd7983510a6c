import { Link } from '@tanstack/react-router';
import { memo } from 'react';
import type { LiveSummary } from '../../../../src/model/live.ts';
import { useOpenCall } from '../../api/live/LiveCalls.tsx';
import { weightOf } from '../../api/live/urgency.ts';
import { hearingWords, liveTitle } from '../../format/live.ts';
import { LegLines } from '../../parts/LegLines.tsx';
import { NeedList } from '../../parts/NeedList.tsx';
import { NeedWeight } from '../../parts/NeedWeight.tsx';
import { RunningClock } from '../../parts/RunningClock.tsx';
import { SpeakerLabel } from '../../parts/SpeakerLabel.tsx';
import { kindWords, roleWord } from '../../words.ts';
import classes from './Wall.module.css';

/** One open call. It is drawn again when this call changes, and when nothing but its place does it only moves. */
export const LiveRow = memo(function LiveRow({ id, needs }: { id: string; needs: number }) {
  const open = useOpenCall(id);
  if (!open) return null;
  const { call, beganAtMs } = open;
  const weight = weightOf(call);
  const hearing = hearingWords(call);
  return (
    <li className={classes.row} data-weight={weight}>
      <div className={classes.weight}>
        <NeedWeight weight={weight} />
        <RunningClock sinceMs={beganAtMs} className={classes.clock} />
        <span className={classes.hearing} data-tone={hearing.tone}>
          {call.ended ? 'Ended' : hearing.text}
        </span>
      </div>
      <div className={classes.what}>
        <Link
          to="/live/$callId"
          params={{ callId: id }}
          className={classes.title}
          data-row-link
          preload={false}
        >
          {liveTitle(call)}
        </Link>
        <p className={classes.facts}>
          {factsOf(call).map((fact) => (
            <span key={fact}>{fact}</span>
          ))}
        </p>
        <p className={classes.words}>
          {call.lastWords && (
            <>
              <SpeakerLabel
                speaker={{ name: roleWord(call.lastWords.role, call.kind), tone: call.lastWords.role }}
              />{' '}
              {call.lastWords.text}
            </>
          )}
        </p>
      </div>
      <NeedList needs={call.needs} beganAtMs={beganAtMs} most={needs} />
      <LegLines legs={call.legs} kind={call.kind} />
    </li>
  );
});

function factsOf({ source, title, incident, agent, queue, team, kind }: LiveSummary): string[] {
  return [
    source === 'simulated' ? 'Drill' : null,
    title !== null && incident !== null ? incident.title : null,
    incident?.priority ? `Priority ${incident.priority}` : null,
    agent,
    queue,
    team === queue ? null : team,
    kind && kindWords[kind],
  ].filter((fact) => fact !== null);
}
