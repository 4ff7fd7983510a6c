import { Button } from '@mantine/core';
import IconArrowsExchange from '@tabler/icons-react/dist/esm/icons/IconArrowsExchange.mjs';
import type { Role } from '../../../../../src/model/call.ts';
import { useChangeRoles } from '../../../api/calls.ts';
import { speakerOf } from '../../../parts/speaker.ts';
import { tellProblem } from '../../../shell/notices.ts';
import { roleWord } from '../../../words.ts';
import { useCallDesk } from '../call-desk.ts';
import classes from './WhoIsWho.module.css';

const opposite: Record<Role, Role> = { agent: 'customer', customer: 'agent', other: 'other' };

/** Of two speakers: swaps them, or, while nobody knows who they are, says which one is the agent. */
export function RoleButtons() {
  const { call } = useCallDesk();
  const change = useChangeRoles(call.id);
  const set = (roles: Role[]) =>
    change.mutate(roles, { onError: (error) => tellProblem('The roles were not changed', error) });

  if (call.legs.some((leg) => leg.role !== 'other')) {
    return (
      <Button
        variant="default"
        size="compact-sm"
        leftSection={<IconArrowsExchange size={15} aria-hidden />}
        loading={change.isPending}
        onClick={() => set(call.legs.map((leg) => opposite[leg.role]))}
      >
        Swap roles
      </Button>
    );
  }
  return (
    <div className={classes.choice}>
      <span className={classes.how}>{roleWord('agent', call.kind)} is</span>
      {call.legs.map((leg) => (
        <Button
          key={leg.index}
          variant="default"
          size="compact-sm"
          loading={change.isPending}
          onClick={() => set(call.legs.map((other) => (other === leg ? 'agent' : 'customer')))}
        >
          {speakerOf(leg, call.kind).name}
        </Button>
      ))}
    </div>
  );
}
