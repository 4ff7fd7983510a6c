import type { ScorecardVersion } from '../../../../../src/model/scorecard-editing.ts';
import { useCheck, useSaveDraft } from '../../../api/scorecard-editing.ts';
import { isEdited, type TextDraft, textDraft, useTypedText } from '../../../parts/text-editor/text-draft.ts';

export type Draft = TextDraft<ScorecardVersion>;

export function useDraft(version: ScorecardVersion): Draft {
  const typed = useTypedText(version);
  const check = useCheck(version, isEdited(version) ? typed.settledText : '');
  return textDraft(version, typed, useSaveDraft(version), check);
}
