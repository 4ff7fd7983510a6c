import IconMessage from '@tabler/icons-react/dist/esm/icons/IconMessage.mjs';
import { Notice } from '../../parts/Notice.tsx';
import type { DeskCall, DeskShown } from './desk-call.ts';
import classes from './Whispers.module.css';

/** Words of the instructor: seen at once, read out when there is time, and the focus stays where it is. */
export function Whispers({ call, shown }: { call: DeskCall; shown: DeskShown }) {
  return (
    <div className={classes.whispers} role="log" aria-label="Instructor">
      {shown.whispers.map(({ id, author, text }) => (
        <Notice key={id} tone="info" icon={IconMessage} title={author} onDismiss={() => call.dismiss(id)}>
          {text}
        </Notice>
      ))}
    </div>
  );
}
