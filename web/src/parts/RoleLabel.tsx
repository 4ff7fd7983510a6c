import type { Kind, Role } from '../../../src/model/call.ts';
import { roleWord } from '../words.ts';
import classes from './RoleLabel.module.css';

/** Who speaks: always the word, with the colour of the role. */
export function RoleLabel({ role, kind }: { role: Role; kind: Kind | null }) {
  return (
    <span className={classes.label} data-role={role}>
      {roleWord(role, kind)}
    </span>
  );
}
