import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import type { ScorecardProblem } from '../../../../src/model/scorecard-editing.ts';

const pauseMs = 500;
const none: ScorecardProblem[] = [];

/** A version under somebody's hands: its text is the one truth, whichever view changes it. */
export interface TextDraft<Version> {
  version: Version;
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
  save(): Promise<Version | undefined>;
  isSaving: boolean;
  saveError: Error | null;
  forgetError(): void;
}

interface Stored {
  yaml: string;
  digest: string;
  status: 'draft' | 'published' | 'archived';
  origin: string;
  check: { problems: ScorecardProblem[] };
}

/** The text as it is typed, and as it was when nothing was typed for a moment. */
export function useTypedText({ yaml }: Pick<Stored, 'yaml'>) {
  const [text, setText] = useState(yaml);
  const [settledText] = useDebouncedValue(text, pauseMs);
  return { text, settledText, setText };
}

/** Whether a version is edited: what ships and what was published is not. */
export function isEdited({ status, origin }: Pick<Stored, 'status' | 'origin'>): boolean {
  return status === 'draft' && origin === 'dashboard';
}

/** A version with what is typed, how saving it goes, and what checking it gave. */
export function textDraft<Version extends Stored>(
  version: Version,
  { text, settledText, setText }: ReturnType<typeof useTypedText>,
  saving: {
    mutateAsync(change: { yaml: string; digest: string }): Promise<Version>;
    isPending: boolean;
    error: Error | null;
    reset(): void;
  },
  check: {
    data: { problems: ScorecardProblem[] } | undefined;
    isSuccess: boolean;
    isPlaceholderData: boolean;
  },
): TextDraft<Version> {
  const isEditable = isEdited(version);
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
    edit: setText,
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
export function problemOf({ problems }: Pick<TextDraft<unknown>, 'problems'>, field: string): string | null {
  return problems.find((one) => one.field === field)?.problem ?? null;
}
