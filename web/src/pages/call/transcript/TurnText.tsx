import { useCallback, useMemo } from 'react';
import type { Turn, Word } from '../../../../../src/model/call.ts';
import { markWords } from '../../../format/search-words.ts';
import { Marked } from '../../../parts/Marked.tsx';
import type { Playback } from '../playback/playback.ts';
import { usePosition } from '../playback/use-playback.ts';
import { wordAt } from './active.ts';
import classes from './Transcript.module.css';
import { type WordPiece, wordPieces } from './word-pieces.ts';

interface Props {
  turn: Turn;
  active: boolean;
  marked: string[];
  playback: Playback;
}

/** Recognisers are often unsure of names and numbers; below this a word is worth a second listen. */
const unsureBelow = 0.5;

/** The words of a turn, with the one being heard lit where the engine gave word times. */
export function TurnText({ turn, active, marked, playback }: Props) {
  const pieces = useMemo(() => wordPieces(turn.text, turn.words), [turn]);
  if (turn.words.length === 0) {
    return (
      <span className={classes.word} data-start={turn.startMs}>
        <Marked pieces={markWords(turn.text, marked)} />
      </span>
    );
  }
  return active ? (
    <HeardWords turn={turn} pieces={pieces} marked={marked} playback={playback} />
  ) : (
    <Words words={turn.words} pieces={pieces} marked={marked} heard={-1} />
  );
}

function HeardWords({ turn, pieces, marked, playback }: Omit<Props, 'active'> & { pieces: WordPiece[] }) {
  const heard = usePosition(
    playback,
    useCallback((positionMs: number) => wordAt(turn.words, positionMs), [turn]),
  );
  return <Words words={turn.words} pieces={pieces} marked={marked} heard={heard} />;
}

interface WordsProps {
  words: Word[];
  pieces: WordPiece[];
  marked: string[];
  heard: number;
}

function Words({ words, pieces, marked, heard }: WordsProps) {
  return pieces.map((piece, index) => {
    const word = piece.word === null ? undefined : words[piece.word];
    const text = marked.length > 0 ? <Marked pieces={markWords(piece.text, marked)} /> : piece.text;
    // The pieces of a text have no identity but their place.
    const key = `${index}${piece.text}`;
    if (!word) return <span key={key}>{text}</span>;
    const unsure = word.confidence !== null && word.confidence < unsureBelow;
    return (
      <span
        key={key}
        className={classes.word}
        data-start={word.startMs}
        data-heard={piece.word === heard || undefined}
        data-unsure={unsure || undefined}
        title={unsure ? 'The recogniser was not sure of this word' : undefined}
      >
        {text}
      </span>
    );
  });
}
