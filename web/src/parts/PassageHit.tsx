import { UnstyledButton } from '@mantine/core';
import { useId } from 'react';
import type { KnowledgeHit, MarkedPiece } from '../../../src/model/knowledge.ts';
import { Marked } from './Marked.tsx';
import classes from './PassageHit.module.css';

interface Props {
  hit: KnowledgeHit;
  opened: boolean;
  onToggle(): void;
}

const excerptChars = 100;

/** A passage of a document that was found: a line or two, and all of it in place. */
export function PassageHit({ hit, opened, onToggle }: Props) {
  const id = useId();
  const [nearest, ...above] = [...hit.headings].reverse();
  const place = [hit.documentTitle, ...above.reverse()].filter((one, at, all) => all.indexOf(one) === at);
  return (
    <div className={classes.passage} data-opened={opened || undefined}>
      <UnstyledButton
        className={classes.button}
        aria-expanded={opened}
        aria-controls={id}
        data-row-link
        onClick={onToggle}
      >
        <span className={classes.heading}>{nearest ?? hit.documentTitle}</span>
        {nearest !== undefined && nearest !== hit.documentTitle && (
          <span className={classes.place}>{place.join(' › ')}</span>
        )}
        {!opened && (
          <span className={classes.excerpt}>
            <Marked pieces={excerptOf(hit.pieces, excerptChars)} />
          </span>
        )}
      </UnstyledButton>
      <div id={id} className={classes.text} hidden={!opened}>
        {opened && <Marked pieces={hit.pieces} />}
      </div>
    </div>
  );
}

/** What stands around the first hit. */
export function excerptOf(pieces: readonly MarkedPiece[], length: number): MarkedPiece[] {
  const text = pieces.map((piece) => piece.text).join('');
  if (text.length <= length) return [...pieces];
  let at = 0;
  let firstHit = 0;
  for (const piece of pieces) {
    if (piece.hit) {
      firstHit = at;
      break;
    }
    at += piece.text.length;
  }
  const from = text.lastIndexOf(' ', Math.max(0, firstHit - length / 4)) + 1;
  const wordEnd = text.indexOf(' ', from + length);
  const to = wordEnd === -1 ? text.length : wordEnd;
  const cut: MarkedPiece[] = from > 0 ? [{ text: '… ', hit: false }] : [];
  let position = 0;
  for (const { text: part, hit } of pieces) {
    const shown = part.slice(Math.max(0, from - position), Math.max(0, to - position));
    if (shown !== '') cut.push({ text: shown, hit });
    position += part.length;
  }
  if (to < text.length) cut.push({ text: ' …', hit: false });
  return cut;
}
