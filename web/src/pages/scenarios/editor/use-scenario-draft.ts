import type { ScenarioVersion } from '../../../../../src/model/scenario-editing.ts';
import { useSaveScenario, useScenarioCheck } from '../../../api/scenario-editing.ts';
import { isEdited, type TextDraft, textDraft, useTypedText } from '../../../parts/text-editor/text-draft.ts';

export type ScenarioDraft = TextDraft<ScenarioVersion>;

export function useScenarioDraft(version: ScenarioVersion): ScenarioDraft {
  const typed = useTypedText(version);
  const check = useScenarioCheck(version, isEdited(version) ? typed.settledText : '');
  return textDraft(version, typed, useSaveScenario(version), check);
}
