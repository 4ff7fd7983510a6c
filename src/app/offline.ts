import { measureAgreement } from '../analysis/agreement/measure.ts';
import { assess } from '../analysis/assess.ts';
import { type LabelledResult, labelledResult } from '../analysis/labelled/labelled-result.ts';
import { readLabelledCall, readLabelledCalls } from '../analysis/labelled/read-labelled.ts';
import { loadPacks } from '../analysis/packs/load-packs.ts';
import type { AnalysisSettings } from '../analysis/settings.ts';
import type { AgreementReport } from '../model/agreement.ts';
import { packsFolder } from '../places.ts';

/** Judging files with no database and no server. */

export interface JudgedFile extends LabelledResult {
  id: string;
  title: string | null;
}

/** Analyses and judges the call in a file. @throws file_not_found, call_file_invalid, scorecard_invalid */
export async function judgeFile(file: string, settings: AnalysisSettings): Promise<JudgedFile> {
  const { id, title, call } = await readLabelledCall(file);
  const packs = await loadPacks(packsFolder);
  return { id, title, ...labelledResult(call.turns, assess(call, packs, settings), packs) };
}

/**
 * Judges every labelled call of a folder and measures how far that agrees with the labels.
 * @throws file_not_found, labelled_calls_missing, call_file_invalid, scorecard_invalid
 */
export async function measureFolder(folder: string, settings: AnalysisSettings): Promise<AgreementReport> {
  const calls = await readLabelledCalls(folder);
  const packs = await loadPacks(packsFolder);
  const measured = calls.map((labelled) => {
    const { call } = labelled;
    return { labelled, result: labelledResult(call.turns, assess(call, packs, settings), packs) };
  });
  return measureAgreement(measured, packs);
}
