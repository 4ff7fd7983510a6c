import { type ReactNode, useCallback, useMemo } from 'react';
import type { Turn, Word } from '../../../../../src/model/call.ts';
import { markWords } from '../../../format/search-words.ts';
import { Marked } from '../../../parts/Marked.tsx';
import type { Playback } from '../../../playback/playback.ts';
import { usePosition } from '../../../playback/use-playback.ts';
import { wordAt } from './active.ts';
import { type Note, type NotedRun, notedRuns } from './notes.ts';
import classes from './Transcript.module.css';
import { wordPieces } from './word-pieces.ts';

interface Props {
  turn: Turn;
  active: boolean;
  marked: string[];
  /** What was noticed in its words. */
  notes: Note[];
  playback: Playback;
}

/** Recognisers are often unsure of names and numbers; below this a word is worth a second listen. */
const unsureBelow = 0.5;

/** The words of a turn, with the one being heard lit where the engine gave word times, and what was noticed in them. */
export function TurnText({ turn, active, marked, notes, playback }: Props) {
  const runs = useMemo(() => notedRuns(wordPieces(turn.text, turn.words), notes), [turn, notes]);
  if (turn.words.length === 0) {
    return (
      <span className={classes.word} data-start={turn.startMs}>
        <Runs runs={runs} draw={(text) => <Marked pieces={markWords(text, marked)} />} />
      </span>
    );
  }
  return active ? (
    <HeardWords turn={turn} runs={runs} marked={marked} playback={playback} />
  ) : (
    <Words words={turn.words} runs={runs} marked={marked} heard={-1} />
  );
}

interface HeardProps {
  turn: Turn;
  runs: NotedRun[];
  marked: string[];
  playback: Playback;
}

function HeardWords({ turn, runs, marked, playback }: HeardProps) {
  const heard = usePosition(
    playback,
    useCallback((positionMs: number) => wordAt(turn.words, positionMs), [turn]),
  );
  return <Words words={turn.words} runs={runs} marked={marked} heard={heard} />;
}

interface WordsProps {
  words: Word[];
  runs: NotedRun[];
  marked: string[];
  heard: number;
}

function Words({ words, runs, marked, heard }: WordsProps) {
  return (
    <Runs
      runs={runs}
      draw={(text, index) => {
        const word = index === null ? undefined : words[index];
        const shown = marked.length > 0 ? <Marked pieces={markWords(text, marked)} /> : text;
        if (!word) return shown;
        const unsure = word.confidence !== null && word.confidence < unsureBelow;
        return (
          <span
            className={classes.word}
            data-start={word.startMs}
            data-heard={index === heard || undefined}
            data-unsure={unsure || undefined}
            title={unsure ? 'The recogniser was not sure of this word' : undefined}
          >
            {shown}
          </span>
        );
      }}
    />
  );
}

/** Noticed words are underlined and named. The parts of a text have no identity but their place. */
function Runs({ runs, draw }: { runs: NotedRun[]; draw(text: string, word: number | null): ReactNode }) {
  return runs.map(({ note, pieces }, at) => {
    const drawn = pieces.map((piece, index) => {
      const place = `${index}${piece.text}`;
      return <span key={place}>{draw(piece.text, piece.word)}</span>;
    });
    const key = `${at}${note?.label}`;
    if (!note) return <span key={key}>{drawn}</span>;
    return (
      <span
        key={key}
        className={classes.noted}
        data-kind={note.kind}
        data-doubted={!note.isAsserted || undefined}
      >
        {drawn}
        <small className={classes.note}>{note.label}</small>
      </span>
    );
  });
}
