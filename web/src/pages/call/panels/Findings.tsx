import type { Finding } from '../../../../../src/model/judgement.ts';
import { formatShare } from '../../../format/numbers.ts';
import { formatDuration } from '../../../format/time.ts';
import { wordsOfCode } from '../../../words.ts';
import { useCallDesk } from '../call-desk.ts';
import { EvidenceChip } from '../marks/EvidenceChip.tsx';
import { turnLabel } from '../places.ts';
import classes from './Measures.module.css';

/** What was noticed beyond the marks, in the order of the call. */
export function Findings() {
  const { call } = useCallDesk();
  const findings = call.findings.toSorted((a, b) => a.span.startMs - b.span.startMs);
  return (
    <ul className={classes.stretches}>
      {findings.map((finding) => (
        <li key={JSON.stringify(finding)}>
          <EvidenceChip
            place={{
              turns: finding.turn === null ? [] : [finding.turn],
              span: finding.span,
              label: wordsOfCode(finding.type),
            }}
          >
            {finding.turn !== null && `${turnLabel(finding.turn)} · `}
            {formatDuration(finding.span.startMs)}
          </EvidenceChip>
          <strong>{wordsOfCode(finding.type)}</strong>
          {finding.value}
          <span className={classes.quiet}>{notesOf(finding)}</span>
        </li>
      ))}
    </ul>
  );
}

function notesOf(finding: Finding): string {
  return [wordsOfCode(finding.kind).toLowerCase(), finding.status, `${formatShare(finding.confidence)} sure`]
    .filter(Boolean)
    .join(', ');
}
