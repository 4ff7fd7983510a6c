import type { Finding } from '../../../../../src/model/judgement.ts';
import { formatShare } from '../../../format/numbers.ts';
import { formatDuration } from '../../../format/time.ts';
import { useCallDesk } from '../call-desk.ts';
import { EvidenceChip } from '../marks/EvidenceChip.tsx';
import { turnLabel } from '../places.ts';
import classes from './Findings.module.css';
import { findingGroups, findingTitle, findingValue, statusWords } from './finding-groups.ts';

/** What was noticed beyond the marks, by what it is about; each leads to its place in the call. */
export function Findings() {
  const { call } = useCallDesk();
  return findingGroups(call.findings).map((group) => (
    <section key={group.title} className={classes.group}>
      <h3>
        {group.title} <span className={classes.notes}>{group.findings.length}</span>
      </h3>
      <ul className={classes.findings}>
        {group.findings.map((finding) => (
          <FindingRow key={JSON.stringify(finding)} finding={finding} />
        ))}
      </ul>
    </section>
  ));
}

function FindingRow({ finding }: { finding: Finding }) {
  const { call } = useCallDesk();
  const { turn, chars, span, status } = finding;
  const title = findingTitle(finding);
  const value = findingValue(finding);
  const text = turn === null ? undefined : call.transcript?.turns[turn]?.text;
  const said = text !== undefined && chars ? text.slice(chars.start, chars.end) : null;
  const place = { turns: turn === null ? [] : [turn], span, label: title };
  return (
    <li>
      <strong>{title}</strong>
      {finding.kind === 'risk' && status && (
        <span className={classes.status} data-status={status}>
          {statusWords[status]}
        </span>
      )}
      {value !== null && <span>{value}</span>}
      <EvidenceChip place={place}>
        {turn !== null && `${turnLabel(turn)} · `}
        {formatDuration(span.startMs)}
      </EvidenceChip>
      {said && said !== value && <q>{said}</q>}
      <span className={classes.notes}>{formatShare(finding.confidence)} sure</span>
    </li>
  );
}
