import { Tooltip, UnstyledButton } from '@mantine/core';
import IconAlertOctagon from '@tabler/icons-react/dist/esm/icons/IconAlertOctagon.mjs';
import IconAlertTriangle from '@tabler/icons-react/dist/esm/icons/IconAlertTriangle.mjs';
import IconInfoCircle from '@tabler/icons-react/dist/esm/icons/IconInfoCircle.mjs';
import { useState } from 'react';
import type { Flag, Severity } from '../../../src/model/judgement.ts';
import { wordsOfCode } from '../words.ts';
import classes from './Flags.module.css';

const icons = { critical: IconAlertOctagon, warning: IconAlertTriangle, info: IconInfoCircle };
const order: Severity[] = ['critical', 'warning', 'info'];

/** Among flags as grave as each other, what fails a call or endangers people comes before what a score adds up to. */
const first = ['auto_fail', 'risk', 'critical_fault'];

function bySeverity(flags: Flag[]): Flag[] {
  const rank = ({ severity, code }: Flag) =>
    order.indexOf(severity) * 10 + (first.includes(code) ? first.indexOf(code) : first.length);
  return flags.toSorted((a, b) => rank(a) - rank(b));
}

function SeverityIcon({ severity }: { severity: Severity }) {
  const Icon = icons[severity];
  return (
    <Icon size={16} stroke={1.8} className={classes.icon} data-severity={severity} aria-label={severity} />
  );
}

/** The worst flag by name and how many more; the reasons on hover, focus or touch. */
export function FlagSummary({ flags }: { flags: Flag[] }) {
  const sorted = bySeverity(flags);
  const worst = sorted[0];
  if (!worst) return null;
  return (
    <Tooltip
      events={{ hover: true, focus: true, touch: true }}
      label={
        <ul className={classes.reasons}>
          {sorted.map((flag) => (
            <li key={flag.code + flag.scorecardId}>{flag.reason}</li>
          ))}
        </ul>
      }
    >
      <UnstyledButton className={classes.summary} data-severity={worst.severity}>
        <SeverityIcon severity={worst.severity} />
        <span className={classes.name}>{wordsOfCode(worst.code)}</span>
        {sorted.length > 1 && <span className={classes.more}>+{sorted.length - 1}</span>}
      </UnstyledButton>
    </Tooltip>
  );
}

/** More would push the call itself off the screen. */
const shownAtFirst = 3;

/** Flags with their reasons in full, the gravest first; the rest on demand. */
export function FlagList({ flags }: { flags: Flag[] }) {
  const [all, setAll] = useState(false);
  const sorted = bySeverity(flags);
  const hidden = sorted.length - shownAtFirst;
  // One more takes no more room than the button that would hide it.
  const shown = all || hidden <= 1 ? sorted : sorted.slice(0, shownAtFirst);
  return (
    <div>
      <ul className={classes.list}>
        {shown.map((flag) => (
          <li key={flag.code + flag.scorecardId} className={classes.flag} data-severity={flag.severity}>
            <SeverityIcon severity={flag.severity} />
            <span>
              <strong>{wordsOfCode(flag.code)}.</strong> {flag.reason}
            </span>
          </li>
        ))}
      </ul>
      {hidden > 1 && (
        <UnstyledButton className={classes.rest} onClick={() => setAll(!all)} aria-expanded={all}>
          {all ? 'Fewer flags' : `${hidden} more flags`}
        </UnstyledButton>
      )}
    </div>
  );
}
