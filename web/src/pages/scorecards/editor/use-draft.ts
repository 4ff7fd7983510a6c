import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import type { ScorecardProblem, ScorecardVersion } from '../../../../../src/model/scorecard-editing.ts';
import { useCheck, useSaveDraft } from '../../../api/scorecard-editing.ts';

const pauseMs = 500;
const none: ScorecardProblem[] = [];

/** A version under somebody's hands: its text is the one truth, whichever view changes it. */
export interface Draft {
  version: ScorecardVersion;
  text: string;
  /** The text when nothing was typed for a moment: what is checked and tried. */
  settledText: string;
  isEditable: boolean;
  isDirty: boolean;
  problems: ScorecardProblem[];
  /** True once the settled text is known to have no mistakes. */
  isSound: boolean;
  edit(change: (text: string) => string): void;
  /** Undefined when it could not be saved. */
  save(): Promise<ScorecardVersion | undefined>;
  isSaving: boolean;
  saveError: Error | null;
  forgetError(): void;
}

export function useDraft(version: ScorecardVersion): Draft {
  const [text, setText] = useState(version.yaml);
  const [settledText] = useDebouncedValue(text, pauseMs);
  const isEditable = version.status === 'draft' && version.origin === 'dashboard';
  const saving = useSaveDraft(version);
  const check = useCheck(version, isEditable ? settledText : '');
  const found = isEditable ? check.data : version.check;
  const isChecked = !isEditable || (check.isSuccess && !check.isPlaceholderData);
  const problems = found?.problems ?? none;
  return {
    version,
    text,
    settledText,
    isEditable,
    isDirty: isEditable && text !== version.yaml,
    problems,
    isSound: isChecked && problems.length === 0,
    edit: (change) => setText(change),
    async save() {
      if (text === version.yaml) return version;
      // What failed is shown from `saveError`.
      return await saving.mutateAsync({ yaml: text, digest: version.digest }).catch(() => undefined);
    },
    isSaving: saving.isPending,
    saveError: saving.error,
    forgetError: saving.reset,
  };
}

/** What is wrong with a field of the form; null when nothing is. */
export function problemOf(draft: Draft, field: string): string | null {
  return draft.problems.find((one) => one.field === field)?.problem ?? null;
}
