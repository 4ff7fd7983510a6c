import type { Leg } from '../../../../../src/model/call.ts';
import { formatShare } from '../../../format/numbers.ts';
import { formatStretch } from '../../../format/time.ts';
import { useCallDesk } from '../call-desk.ts';
import classes from './Legend.module.css';

/** What the marks on the waveform mean, with their numbers. */
export function Legend() {
  const { call, place } = useCallDesk();
  const deadAir = call.metrics?.deadAir;
  const talkOver = call.metrics?.talkOver;
  const mixed = call.legs.find((leg) => leg.mixed);
  return (
    <ul className={classes.legend}>
      {deadAir && deadAir.count > 0 && (
        <li data-look="dead-air">
          Dead air {deadAir.count} × ({formatStretch(deadAir.totalMs)})
        </li>
      )}
      {talkOver && talkOver.count > 0 && (
        <li data-look="talk-over">
          Talk-over {talkOver.count} × ({formatStretch(talkOver.totalMs)})
        </li>
      )}
      {mixed && <li>{mixedWords(mixed, call.legs.length)}</li>}
      {place && <li data-look="place">{place.label}</li>}
    </ul>
  );
}

function mixedWords({ certainty }: Leg, legs: number): string {
  if (certainty === 1) return 'One channel for all speakers';
  if (legs === 1) return 'One channel: one voice found';
  return `One channel: speakers told apart, ${formatShare(certainty)} sure`;
}
