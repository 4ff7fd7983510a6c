import { problemOf } from '../../../../parts/text-editor/text-draft.ts';
import {
  addEntry,
  addKey,
  moveItem,
  type Path,
  removeItem,
  removeKey,
  setValue,
  type Value,
} from '../../../../parts/text-editor/yaml-edit.ts';
import type { ScenarioDraft } from '../use-scenario-draft.ts';

/** Changes of the text by the form, and what is wrong with a field. */
export interface Edits {
  readOnly: boolean;
  set(path: Path, value: Value): void;
  /** Takes the key out. */
  unset(path: Path): void;
  addTo(list: Path, entry: { readonly [key: string]: Value }): void;
  addKey(map: Path, key: string, value: Value): void;
  removeFrom(list: Path, index: number): void;
  move(list: Path, index: number, by: 1 | -1): void;
  /** The mistake of a field; null when there is none. */
  wrong(...path: (string | number)[]): string | null;
  /** Whether there is one in it or anything within. */
  isWrong(...path: (string | number)[]): boolean;
}

export function editsOf(draft: ScenarioDraft): Edits {
  return {
    readOnly: !draft.isEditable,
    set: (path, value) => draft.edit((text) => setValue(text, path, value)),
    unset: (path) => draft.edit((text) => removeKey(text, path)),
    addTo: (list, entry) => draft.edit((text) => addEntry(text, list, entry)),
    addKey: (map, key, value) => draft.edit((text) => addKey(text, map, key, value)),
    removeFrom: (list, index) => draft.edit((text) => removeItem(text, list, index)),
    move: (list, index, by) => draft.edit((text) => moveItem(text, list, index, by)),
    wrong: (...path) => problemOf(draft, path.join('.')),
    isWrong(...path) {
      const field = path.join('.');
      return draft.problems.some((one) => one.field === field || one.field.startsWith(`${field}.`));
    },
  };
}

/** Sets a value, or takes its key out when it is empty. */
export function setOrUnset(edits: Edits, path: Path, value: Value): void {
  const isEmpty =
    value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
  if (isEmpty) edits.unset(path);
  else edits.set(path, value);
}
