import type { CallMetrics } from '../../../../../src/model/metrics.ts';
import { formatShare } from '../../../format/numbers.ts';
import { formatStretch } from '../../../format/time.ts';
import { SpeakerLabel } from '../../../parts/SpeakerLabel.tsx';
import { speakerOf } from '../../../parts/speaker.ts';
import { useCallDesk } from '../call-desk.ts';
import classes from './Measures.module.css';
import { StretchList } from './StretchList.tsx';

export function Measures() {
  const { call } = useCallDesk();
  const { metrics } = call;
  if (!metrics) return <p className={classes.quiet}>Not measured yet: the recording is read first.</p>;
  const { deadAir, talkOver } = metrics;
  return (
    <>
      <h2 className={classes.title}>Talk</h2>
      <TalkShares metrics={metrics} />
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">Who</th>
            <th scope="col">Talk</th>
            <th scope="col">Longest</th>
            <th scope="col">Words a minute</th>
          </tr>
        </thead>
        <tbody>
          {metrics.legs.map((leg) => (
            <tr key={leg.leg}>
              <th scope="row">
                <SpeakerOfLeg index={leg.leg} />
              </th>
              <td>{formatStretch(leg.talkMs)}</td>
              <td>{formatStretch(leg.longestTalkMs)}</td>
              <td>{leg.wordsPerMinute === null ? '–' : Math.round(leg.wordsPerMinute)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <dl className={classes.facts}>
        <dt>Nobody speaks</dt>
        <dd>
          {formatStretch(metrics.silenceMs)} ({formatShare(metrics.silenceRatio)})
        </dd>
      </dl>
      <h2 className={classes.title}>Dead air</h2>
      <p className={classes.quiet}>
        {deadAir.count === 0
          ? 'No pause of more than 3 seconds.'
          : `${deadAir.count} × more than 3 s, ${formatStretch(deadAir.totalMs)} in all, the longest ${formatStretch(deadAir.longestMs)}.`}
      </p>
      <StretchList spans={deadAir.spans} word="Dead air" />
      <h2 className={classes.title}>Talk-over</h2>
      {talkOver === null ? (
        <p className={classes.quiet}>Cannot be heard on a recording with one channel.</p>
      ) : (
        <>
          <p className={classes.quiet}>
            {talkOver.count === 0
              ? 'Nobody spoke over the other for half a second or longer.'
              : `${talkOver.count} ×, ${formatStretch(talkOver.totalMs)} in all.`}
          </p>
          <StretchList
            spans={talkOver.spans}
            word="Talk-over"
            note={(span) => {
              const leg = call.legs[span.startedBy];
              return leg ? `begun by ${speakerOf(leg, call.kind).name.toLowerCase()}` : '';
            }}
          />
        </>
      )}
    </>
  );
}

/** Who talks how much, as one bar; the table below has the numbers. */
function TalkShares({ metrics }: { metrics: CallMetrics }) {
  const { call } = useCallDesk();
  const toneOf = (index: number) => {
    const leg = call.legs[index];
    return leg ? speakerOf(leg, call.kind).tone : 'other';
  };
  return (
    <div className={classes.shares} aria-hidden="true">
      {metrics.legs.map((leg) => (
        <span key={leg.leg} data-speaker={toneOf(leg.leg)} style={{ flexGrow: leg.talkRatio }}>
          {leg.talkRatio > 0.12 && formatShare(leg.talkRatio)}
        </span>
      ))}
    </div>
  );
}

function SpeakerOfLeg({ index }: { index: number }) {
  const { call } = useCallDesk();
  const leg = call.legs[index];
  return leg ? <SpeakerLabel speaker={speakerOf(leg, call.kind)} /> : `Leg ${index + 1}`;
}
