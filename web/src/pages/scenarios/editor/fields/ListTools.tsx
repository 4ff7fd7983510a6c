import { ActionIcon } from '@mantine/core';
import IconArrowDown from '@tabler/icons-react/dist/esm/icons/IconArrowDown.mjs';
import IconArrowUp from '@tabler/icons-react/dist/esm/icons/IconArrowUp.mjs';
import IconTrash from '@tabler/icons-react/dist/esm/icons/IconTrash.mjs';
import classes from '../../../../parts/text-editor/Form.module.css';
import type { Path } from '../../../../parts/text-editor/yaml-edit.ts';
import type { Edits } from './edits.ts';

interface Props {
  list: Path;
  index: number;
  count: number;
  title: string;
  edits: Edits;
}

/** Moves and removes an entry of a list. */
export function ListTools({ list, index, count, title, edits }: Props) {
  if (edits.readOnly) return null;
  return (
    <span className={classes.tools}>
      <ActionIcon
        aria-label={`Move ${title} up`}
        disabled={index === 0}
        onClick={() => edits.move(list, index, -1)}
      >
        <IconArrowUp size={15} aria-hidden />
      </ActionIcon>
      <ActionIcon
        aria-label={`Move ${title} down`}
        disabled={index === count - 1}
        onClick={() => edits.move(list, index, 1)}
      >
        <IconArrowDown size={15} aria-hidden />
      </ActionIcon>
      <ActionIcon aria-label={`Remove ${title}`} onClick={() => edits.removeFrom(list, index)}>
        <IconTrash size={15} aria-hidden />
      </ActionIcon>
    </span>
  );
}
