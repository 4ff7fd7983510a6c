import { Button } from '@mantine/core';
import IconArrowsExchange from '@tabler/icons-react/dist/esm/icons/IconArrowsExchange.mjs';
import type { Role } from '../../../../../src/model/call.ts';
import { useChangeRoles } from '../../../api/calls.ts';
import { formatShare } from '../../../format/numbers.ts';
import { RoleLabel } from '../../../parts/RoleLabel.tsx';
import { tellProblem } from '../../../shell/notices.ts';
import { roleSourceWords } from '../../../words.ts';
import { useCallDesk } from '../call-desk.ts';
import { legWords } from './leg-words.ts';
import classes from './WhoIsWho.module.css';

const opposite: Record<Role, Role> = { agent: 'customer', customer: 'agent', other: 'other' };

/** Who speaks on which leg, how that is known, and one click to swap them. */
export function WhoIsWho() {
  const { call } = useCallDesk();
  const change = useChangeRoles(call.id);
  const swap = () =>
    change.mutate(
      call.legs.map((leg) => opposite[leg.role]),
      { onError: (error) => tellProblem('The roles were not changed', error) },
    );
  return (
    <div className={classes.who}>
      <ul>
        {call.legs.map((leg) => (
          <li key={leg.index}>
            <RoleLabel role={leg.role} kind={call.kind} />
            <span className={classes.how}>
              {legWords(leg)}, {roleSourceWords[leg.roleSource]}
              {leg.roleConfidence < 1 && `, ${formatShare(leg.roleConfidence)} sure`}
            </span>
          </li>
        ))}
      </ul>
      {call.legs.length === 2 && (
        <Button
          variant="default"
          size="compact-sm"
          leftSection={<IconArrowsExchange size={15} aria-hidden />}
          loading={change.isPending}
          onClick={swap}
        >
          Swap roles
        </Button>
      )}
    </div>
  );
}
