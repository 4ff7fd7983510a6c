import { ActionIcon, UnstyledButton } from '@mantine/core';
import IconArrowDown from '@tabler/icons-react/dist/esm/icons/IconArrowDown.mjs';
import IconArrowUp from '@tabler/icons-react/dist/esm/icons/IconArrowUp.mjs';
import IconTrash from '@tabler/icons-react/dist/esm/icons/IconTrash.mjs';
import { formatShare } from '../../../format/numbers.ts';
import classes from '../../../parts/text-editor/Form.module.css';
import { NumberField } from '../../../parts/text-editor/NumberField.tsx';
import { problemOf } from '../../../parts/text-editor/text-draft.ts';
import { moveItem, removeItem, setValue, type Value } from '../../../parts/text-editor/yaml-edit.ts';
import { CriterionFields } from './CriterionFields.tsx';
import type { FormCriterion } from './form.ts';
import type { Draft } from './use-draft.ts';

interface Props {
  draft: Draft;
  criterion: FormCriterion;
  place: { section: number; index: number; count: number };
  /** Of the weight of the whole form; null when it has none. */
  share: number | null;
  isOpen: boolean;
  onToggle(): void;
}

export function CriterionRow({ draft, criterion, place, share, isOpen, onToggle }: Props) {
  const list = ['sections', place.section, 'criteria'] as const;
  const title = criterion.title || criterion.id;
  const field = `${list.join('.')}.${place.index}`;
  const hasProblem = draft.problems.some((one) => one.field === field || one.field.startsWith(`${field}.`));
  const set = (path: readonly string[], value: Value) =>
    draft.edit((text) => setValue(text, [...list, place.index, ...path], value));
  const move = (by: 1 | -1) => draft.edit((text) => moveItem(text, list, place.index, by));
  const isCritical = criterion.fault?.class === 'critical';
  return (
    <li className={classes.criterion} data-wrong={hasProblem || undefined}>
      <div className={classes.row}>
        <UnstyledButton className={classes.name} onClick={onToggle} aria-expanded={isOpen}>
          {title}
          {isCritical && <span className={classes.critical}>critical</span>}
          {hasProblem && <span className={classes.wrong}>mistake</span>}
        </UnstyledButton>
        <span className={classes.share}>{share !== null && formatShare(share)}</span>
        <NumberField
          hideLabel
          label={`Weight of ${title}`}
          className={classes.weight}
          value={criterion.weight}
          readOnly={!draft.isEditable}
          error={problemOf(draft, `${field}.weight`)}
          onChange={(value) => set(['weight'], value)}
        />
        {draft.isEditable && (
          <span className={classes.tools}>
            <ActionIcon
              aria-label={`Move ${title} up`}
              aria-disabled={place.index === 0}
              data-disabled={place.index === 0 || undefined}
              onClick={() => place.index > 0 && move(-1)}
            >
              <IconArrowUp size={15} aria-hidden />
            </ActionIcon>
            <ActionIcon
              aria-label={`Move ${title} down`}
              aria-disabled={place.index === place.count - 1}
              data-disabled={place.index === place.count - 1 || undefined}
              onClick={() => place.index < place.count - 1 && move(1)}
            >
              <IconArrowDown size={15} aria-hidden />
            </ActionIcon>
            <ActionIcon
              aria-label={`Remove ${title}`}
              disabled={place.count === 1}
              onClick={() => draft.edit((text) => removeItem(text, list, place.index))}
            >
              <IconTrash size={15} aria-hidden />
            </ActionIcon>
          </span>
        )}
      </div>
      {isOpen && <CriterionFields draft={draft} criterion={criterion} field={field} set={set} />}
    </li>
  );
}
