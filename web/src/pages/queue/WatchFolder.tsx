import IconFolder from '@tabler/icons-react/dist/esm/icons/IconFolder.mjs';
import IconFolderOff from '@tabler/icons-react/dist/esm/icons/IconFolderOff.mjs';
import type { WatchedFolder } from '../../../../src/model/api.ts';
import { formatCount } from '../../format/numbers.ts';
import { Notice } from '../../parts/Notice.tsx';
import { ProblemText } from '../../parts/Problem.tsx';
import classes from './Queue.module.css';

/** One quiet line while all is well; otherwise what is wrong and what to do. */
export function WatchFolder({ watched }: { watched: WatchedFolder }) {
  const { folder, state, waiting, problem } = watched;
  if (state === 'missing') {
    return (
      <div className={classes.notice}>
        <Notice tone="fair" role="status" icon={IconFolderOff} title="The watch folder cannot be read">
          <code>{folder}</code> is not there, or may not be read. Mount it, make it, or let the account that
          Earshot runs under read it; it is looked for again every few seconds, and nothing in it is lost.
        </Notice>
      </div>
    );
  }
  if (problem) {
    return (
      <div className={classes.notice}>
        <Notice
          tone="fair"
          role="status"
          icon={IconFolderOff}
          title="Nothing is taken from the watch folder at present"
        >
          <ProblemText problem={problem} />
          <p className={classes.stays}>
            {waiting === 1 ? 'One file stays' : `${formatCount(waiting)} files stay`} in <code>{folder}</code>{' '}
            and {waiting === 1 ? 'is' : 'are'} tried again without a hand.
          </p>
        </Notice>
      </div>
    );
  }
  return (
    <p className={classes.watched}>
      <IconFolder size={15} stroke={1.7} aria-hidden />
      <span>
        Recordings are taken from <code>{folder}</code> as they come
        {waiting > 0 && ` · ${waiting === 1 ? '1 file' : `${formatCount(waiting)} files`} not taken yet`}
      </span>
    </p>
  );
}
