import { SegmentedControl } from '@mantine/core';
import { type Leg, Role } from '../../../../../src/model/call.ts';
import { useChangeRoles } from '../../../api/calls.ts';
import { tellProblem } from '../../../shell/notices.ts';
import { roleWord, wordsOfCode } from '../../../words.ts';
import { useCallDesk } from '../call-desk.ts';

/** Says who speaks on a leg; the call is then judged again. */
export function RoleChoice({ leg, name }: { leg: Leg; name: string }) {
  const { call } = useCallDesk();
  const change = useChangeRoles(call.id);
  const choose = (role: string) =>
    change.mutate(
      call.legs.map((one) => (one.index === leg.index ? (role as Role) : one.role)),
      { onError: (error) => tellProblem('The role was not changed', error) },
    );
  return (
    <SegmentedControl
      size="xs"
      aria-label={`Who speaks on ${name}`}
      title={wordsOfCode(name)}
      value={leg.role}
      onChange={choose}
      disabled={change.isPending}
      data={Role.options.map((value) => ({ value, label: roleWord(value, call.kind) }))}
    />
  );
}
