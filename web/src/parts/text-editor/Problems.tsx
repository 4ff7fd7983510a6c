import { UnstyledButton } from '@mantine/core';
import classes from './Editor.module.css';
import type { TextDraft } from './text-draft.ts';

interface Props {
  draft: Pick<TextDraft<unknown>, 'problems' | 'isEditable' | 'isSound'>;
  onShow(line: number): void;
}

/** How many mistakes there are, and each by itself; choosing one shows its line. */
export function Problems({ draft, onShow }: Props) {
  const { problems, isEditable, isSound } = draft;
  if (!isEditable) return <span className={classes.quiet}>Not edited in place: make a draft from it.</span>;
  if (problems.length === 0) {
    return (
      <span role="status" className={classes.quiet}>
        {isSound ? 'No mistakes' : 'Checking …'}
      </span>
    );
  }
  return (
    <details className={classes.problems}>
      <summary>
        <span role="status">{problems.length === 1 ? '1 mistake' : `${problems.length} mistakes`}</span>
      </summary>
      <ul>
        {problems.map((one) => (
          <li key={`${one.file} ${one.line} ${one.field} ${one.problem}`}>
            <UnstyledButton onClick={() => onShow(one.line)}>
              Line {one.line}, column {one.column}
            </UnstyledButton>{' '}
            {one.field && <code>{one.field}</code>} {one.problem}
          </li>
        ))}
      </ul>
    </details>
  );
}
