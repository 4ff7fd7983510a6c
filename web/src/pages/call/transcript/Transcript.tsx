import { useCallback, useMemo, useRef } from 'react';
import { type Speaker, speakerOf } from '../../../parts/speaker.ts';
import { usePosition } from '../../../playback/use-playback.ts';
import { useCallDesk } from '../call-desk.ts';
import { engineWords } from '../panels/engine-words.ts';
import { WhoIsWho } from '../panels/WhoIsWho.tsx';
import { placeOfTurn } from '../places.ts';
import { turnsAt } from './active.ts';
import { FollowButton } from './FollowButton.tsx';
import { NoTranscript } from './NoTranscript.tsx';
import { type Note, notesByTurn } from './notes.ts';
import classes from './Transcript.module.css';
import { TranscriptSearch } from './TranscriptSearch.tsx';
import { TurnRow } from './TurnRow.tsx';
import { useFollow } from './use-follow.ts';
import { useSearchInCall } from './use-search-in-call.ts';

/** Always the same, so that turns without a hit are not drawn again while somebody types. */
const noWords: string[] = [];
const noNotes: Note[] = [];
const unknownSpeaker: Speaker = { name: 'Unknown', tone: 'other' };

export function Transcript() {
  const { call, playback, place, hear } = useCallDesk();
  const list = useRef<HTMLOListElement>(null);
  const turns = useMemo(() => call.transcript?.turns ?? [], [call.transcript]);
  const speakers = useMemo(
    () => new Map(call.legs.map((leg) => [leg.index, speakerOf(leg, call.kind)])),
    [call.legs, call.kind],
  );
  const search = useSearchInCall(turns);
  const notes = useMemo(() => notesByTurn(call.findings), [call.findings]);
  const hits = useMemo(() => new Set(search.hits), [search.hits]);
  const spoken = usePosition(
    playback,
    useCallback((positionMs: number) => turnsAt(turns, positionMs).join(), [turns]),
  );
  const active = useMemo(() => new Set(spoken.split(',').filter(Boolean).map(Number)), [spoken]);
  const pointed = useMemo(() => new Set(place?.turns), [place]);
  const [following, follow] = useFollow(list, turns, { playback, place });

  const hearTurn = useCallback(
    (index: number) => {
      const turn = turns[index];
      if (!turn) return;
      follow();
      hear(placeOfTurn(turn));
    },
    [turns, hear, follow],
  );
  const hearFrom = useCallback(
    (positionMs: number) => {
      follow();
      playback.playFrom(positionMs);
    },
    [playback, follow],
  );
  const goTo = (index: number) => {
    const turn = turns[index];
    if (turn) hear(placeOfTurn(turn));
  };

  return (
    <section aria-labelledby="transcript-title" className={classes.transcript}>
      <div className={classes.head}>
        <h2 id="transcript-title">Transcript</h2>
        {call.transcript && <span className={classes.engine}>{engineWords(call.transcript.engine)}</span>}
        {turns.length > 0 && <TranscriptSearch search={search} onGo={goTo} />}
      </div>
      {call.legs.length > 0 && <WhoIsWho />}
      {call.transcript === null ? (
        <NoTranscript state={call.state} />
      ) : turns.length === 0 ? (
        <p className={classes.quiet}>Nothing was said that could be made out.</p>
      ) : (
        <ol className={classes.turns} ref={list}>
          {turns.map((turn) => (
            <TurnRow
              key={turn.index}
              turn={turn}
              speaker={speakers.get(turn.leg) ?? unknownSpeaker}
              active={active.has(turn.index)}
              pointed={pointed.has(turn.index)}
              found={search.at === turn.index}
              words={hits.has(turn.index) ? search.words : noWords}
              notes={notes.get(turn.index) ?? noNotes}
              playback={playback}
              onHear={hearTurn}
              onHearFrom={hearFrom}
            />
          ))}
        </ol>
      )}
      <FollowButton playback={playback} following={following} onFollow={follow} />
    </section>
  );
}
