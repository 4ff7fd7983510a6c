import type { Span } from '../../../../../src/model/call.ts';
import { formatDuration, formatStretch } from '../../../format/time.ts';
import { useCallDesk } from '../call-desk.ts';
import { EvidenceChip } from '../marks/EvidenceChip.tsx';
import classes from './Measures.module.css';

interface Props<Stretch extends Span> {
  spans: Stretch[];
  word: string;
  note?: (span: Stretch) => string;
}

/** A pause is understood by what was said before it: it is played with a moment on either side. */
const aroundMs = 1500;

export function StretchList<Stretch extends Span>({ spans, word, note }: Props<Stretch>) {
  const { call } = useCallDesk();
  if (spans.length === 0) return null;
  return (
    <ul className={classes.stretches}>
      {spans.map((span) => (
        <li key={span.startMs}>
          <EvidenceChip
            place={{
              turns: [],
              span: {
                startMs: Math.max(0, span.startMs - aroundMs),
                endMs: Math.min(call.durationMs ?? span.endMs, span.endMs + aroundMs),
              },
              label: `${word} at ${formatDuration(span.startMs)}`,
            }}
          >
            {formatDuration(span.startMs)}
          </EvidenceChip>
          {formatStretch(span.endMs - span.startMs)}
          {note && <span className={classes.quiet}>{note(span)}</span>}
        </li>
      ))}
    </ul>
  );
}
