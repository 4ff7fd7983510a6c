import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { measureAgreement } from '../analysis/agreement/measure.ts';
import { assess } from '../analysis/assess.ts';
import type { LabelledCall } from '../analysis/labelled/labelled-call.ts';
import { type LabelledResult, labelledResult } from '../analysis/labelled/labelled-result.ts';
import { readLabelledCall, readLabelledCalls } from '../analysis/labelled/read-labelled.ts';
import { loadPacks } from '../analysis/packs/load-packs.ts';
import type { Pack } from '../analysis/packs/pack.ts';
import type { AnalysisSettings } from '../analysis/settings.ts';
import type { AgreementReport } from '../model/agreement.ts';
import { packsFolder } from '../places.ts';

/** Judging files with no database and no server. */

export type JudgingSettings = Pick<AnalysisSettings, 'queues'>;

export interface JudgedFile extends LabelledResult {
  id: string;
  title: string | null;
}

/** Analyses and judges the call in a file. @throws file_not_found, call_file_invalid, scorecard_invalid */
export async function judgeFile(file: string, settings: JudgingSettings): Promise<JudgedFile> {
  const { id, title, call } = await readLabelledCall(file);
  const packs = await loadPacks(packsFolder);
  return { id, title, ...labelledResult(call.turns, assess(call, packs, settings), packs) };
}

/**
 * Judges every labelled call of a folder and measures how far that agrees with the labels.
 * @throws file_not_found, labelled_calls_missing, call_file_invalid, scorecard_invalid
 */
export async function measureFolder(folder: string, settings: JudgingSettings): Promise<AgreementReport> {
  const calls = await readLabelledCalls(folder);
  return measured(calls, await loadPacks(packsFolder), settings);
}

/** The same for the golden calls of each pack that has some. */
export async function measureGoldenCalls(settings: JudgingSettings): Promise<AgreementReport[]> {
  const packs = await loadPacks(packsFolder);
  const reports: AgreementReport[] = [];
  for (const name of (await readdir(packsFolder)).sort()) {
    const folder = join(packsFolder, name, 'golden');
    if (!existsSync(folder)) continue;
    reports.push(measured(await readLabelledCalls(folder), packs, settings));
  }
  return reports;
}

function measured(
  calls: readonly LabelledCall[],
  packs: readonly Pack[],
  settings: JudgingSettings,
): AgreementReport {
  const judged = calls.map((labelled) => {
    const { call } = labelled;
    return { labelled, result: labelledResult(call.turns, assess(call, packs, settings), packs) };
  });
  return measureAgreement(judged, packs);
}
