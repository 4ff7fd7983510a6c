import { Tooltip, UnstyledButton } from '@mantine/core';
import IconAlertOctagon from '@tabler/icons-react/dist/esm/icons/IconAlertOctagon.mjs';
import IconAlertTriangle from '@tabler/icons-react/dist/esm/icons/IconAlertTriangle.mjs';
import IconInfoCircle from '@tabler/icons-react/dist/esm/icons/IconInfoCircle.mjs';
import type { Flag, Severity } from '../../../src/model/judgement.ts';
import { wordsOfCode } from '../words.ts';
import classes from './Flags.module.css';

const icons = { critical: IconAlertOctagon, warning: IconAlertTriangle, info: IconInfoCircle };
const order: Severity[] = ['critical', 'warning', 'info'];

function bySeverity(flags: Flag[]): Flag[] {
  return flags.toSorted((a, b) => order.indexOf(a.severity) - order.indexOf(b.severity));
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

/** Every flag with its reason in full. */
export function FlagList({ flags }: { flags: Flag[] }) {
  return (
    <ul className={classes.list}>
      {bySeverity(flags).map((flag) => (
        <li key={flag.code + flag.scorecardId} className={classes.flag} data-severity={flag.severity}>
          <SeverityIcon severity={flag.severity} />
          <span>
            <strong>{wordsOfCode(flag.code)}.</strong> {flag.reason}
          </span>
        </li>
      ))}
    </ul>
  );
}
