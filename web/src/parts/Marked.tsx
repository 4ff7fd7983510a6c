import type { Piece } from '../format/search-words.ts';

export function Marked({ pieces }: { pieces: Piece[] }) {
  return pieces.map((piece, index) => {
    // The pieces of a text have no identity but their place.
    const key = `${index}${piece.text}`;
    return piece.hit ? <mark key={key}>{piece.text}</mark> : <span key={key}>{piece.text}</span>;
  });
}
