import type { Finding } from '../../../../../src/model/judgement.ts';
import { formatShare } from '../../../format/numbers.ts';
import { formatDuration } from '../../../format/time.ts';
import { wordsOfCode } from '../../../words.ts';
import { useCallDesk } from '../call-desk.ts';
import { EvidenceChip } from '../marks/EvidenceChip.tsx';
import { turnLabel } from '../places.ts';
import classes from './Findings.module.css';

/** What was noticed beyond the marks, in the order of the call. */
export function Findings() {
  const { call } = useCallDesk();
  const findings = call.findings.toSorted((a, b) => a.span.startMs - b.span.startMs);
  return (
    <ul className={classes.findings}>
      {findings.map((finding) => (
        <FindingRow key={JSON.stringify(finding)} finding={finding} />
      ))}
    </ul>
  );
}

function FindingRow({ finding }: { finding: Finding }) {
  const { call } = useCallDesk();
  const { turn, chars, span, value } = finding;
  const type = wordsOfCode(finding.type);
  const text = turn === null ? undefined : call.transcript?.turns[turn]?.text;
  const said = text !== undefined && chars ? text.slice(chars.start, chars.end) : null;
  const place = { turns: turn === null ? [] : [turn], span, label: type };
  const notes = [
    wordsOfCode(finding.kind).toLowerCase(),
    finding.status,
    `${formatShare(finding.confidence)} sure`,
  ];
  return (
    <li>
      <strong>{type}</strong>
      {value !== null && value.toLowerCase() !== type.toLowerCase() && <span>{value}</span>}
      <EvidenceChip place={place}>
        {turn !== null && `${turnLabel(turn)} · `}
        {formatDuration(span.startMs)}
      </EvidenceChip>
      {said && <q>{said}</q>}
      <span className={classes.notes}>{notes.filter(Boolean).join(', ')}</span>
    </li>
  );
}
