import type { CallDetail } from '../../../../src/model/api.ts';
import { cardOf, useScorecards } from '../../api/scorecards.ts';
import { formatDuration, formatInstant } from '../../format/time.ts';
import { callTitle } from '../../parts/call-title.ts';
import { FlagList } from '../../parts/Flags.tsx';
import { Naming } from '../../parts/Naming.tsx';
import { Score } from '../../parts/Score.tsx';
import { kindWords, sourceWords, wordsOfCode } from '../../words.ts';
import { BackToCalls } from './BackToCalls.tsx';
import { CallActions } from './CallActions.tsx';
import classes from './CallHead.module.css';

export function CallHead({ call }: { call: CallDetail }) {
  const main = call.evaluations.find((one) => one.scorecardId === call.scorecardId);
  const card = cardOf(useScorecards().data, main);
  return (
    <header className={classes.head}>
      <div className={classes.top}>
        <Naming
          back={<BackToCalls />}
          name={callTitle(call)}
          about={factsOf(call).map((fact) => <span key={fact}>{fact}</span>)}
        />
        {call.score !== null && (
          <div className={classes.score}>
            <Score score={call.score} band={call.band} card={card} large />
          </div>
        )}
        <CallActions call={call} />
      </div>
      {call.flags.length > 0 && <FlagList flags={call.flags} />}
    </header>
  );
}

function factsOf(call: CallDetail): string[] {
  return [
    call.startedAt ? formatInstant(call.startedAt) : `Received ${formatInstant(call.receivedAt)}`,
    call.durationMs === null ? null : formatDuration(call.durationMs),
    call.agent,
    call.queue,
    call.kind && kindWords[call.kind],
    call.direction && wordsOfCode(call.direction),
    sourceWords[call.source],
    call.title === null ? null : call.customerNumber,
  ].filter((fact) => fact !== null);
}
