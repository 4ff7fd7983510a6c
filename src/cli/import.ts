import { openAsBlob } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { publicError } from '../errors.ts';
import type { PlannedCall } from '../ingest/recordings/import-files.ts';
import { planImport } from '../ingest/recordings/import-files.ts';
import type { IntakeSettings } from '../ingest/recordings/settings.ts';
import { CallDetail, ReceivedList } from '../model/api.ts';
import type { CallMetadata } from '../model/intake.ts';
import type { Api } from './api.ts';
import { clockTime, type Output, table } from './print.ts';

export interface ImportOptions {
  wait: boolean;
  metadata: CallMetadata;
  transcript?: string;
  /** How file names are read. */
  intake: IntakeSettings;
}

type Imported = { fileNames: string[]; duplicate?: boolean } & (
  | Partial<CallDetail>
  | { error: ReturnType<typeof publicError> }
);

/**
 * Sends files and folders to the server, call by call. One bad file does not stop the others: it is answered
 * with its error.
 * @returns false when any file was not taken
 */
export async function importFiles(
  paths: string[],
  options: ImportOptions,
  api: Api,
  output: Output,
): Promise<boolean> {
  const plan = await planImport(paths, options.intake);
  const results: Imported[] = plan.problems.map((problem) => ({
    fileNames: [basename(problem.path)],
    error: publicError(problem.error),
  }));
  const received: { id: string; duplicate: boolean; fileNames: string[] }[] = [];
  for (const [n, call] of plan.calls.entries()) {
    const fileNames = call.files.map((file) => file.fileName);
    try {
      const form = await toForm(call, options);
      const answer = await api.upload('/api/v1/calls', form, ReceivedList);
      received.push(...answer.calls);
      output.say(`${n + 1}/${plan.calls.length} ${fileNames.join(' + ')}: received`);
    } catch (thrown) {
      const error = publicError(thrown);
      results.push({ fileNames, error });
      output.say(`${n + 1}/${plan.calls.length} ${fileNames.join(' + ')}: ${error.message} (${error.code})`);
    }
  }
  for (const { id, duplicate, fileNames } of received) {
    const call = options.wait ? await settled(id, api) : await detail(id, api);
    results.push({ ...call, duplicate, fileNames });
  }
  output.answer({ calls: results }, () => asTable(results));
  return results.every((result) => !('error' in result) && result.state !== 'failed');
}

async function toForm(call: PlannedCall, options: ImportOptions): Promise<FormData> {
  const form = new FormData();
  form.set('metadata', JSON.stringify({ ...call.metadata, ...options.metadata }));
  const transcript = options.transcript
    ? { fileName: basename(options.transcript), text: await readFile(options.transcript, 'utf8') }
    : call.transcript && { fileName: call.transcript.fileName, text: await call.transcript.read() };
  if (transcript) form.set('transcript', new Blob([transcript.text]), transcript.fileName);
  for (const file of call.files) form.append('file', await openAsBlob(file.path), file.fileName);
  return form;
}

function detail(id: string, api: Api): Promise<CallDetail> {
  return api.get(`/api/v1/calls/${id}`, CallDetail);
}

/** The call once nothing more happens to it by itself. */
async function settled(id: string, api: Api): Promise<CallDetail> {
  for (let waitMs = 50; ; waitMs = Math.min(1_000, waitMs * 1.5)) {
    const call = await detail(id, api);
    if (call.state !== 'queued' && call.state !== 'processing') return call;
    await delay(waitMs);
  }
}

function asTable(results: Imported[]): string {
  const rows = results.map((result) =>
    'error' in result
      ? [
          '–',
          'refused',
          '',
          '',
          `${result.fileNames.join(' + ')}: ${result.error.message} (${result.error.code})`,
        ]
      : [
          result.id ?? '–',
          result.state ?? '',
          clockTime(result.durationMs ?? null),
          result.score?.toFixed(0) ?? '–',
          result.fileNames.join(' + ') + (result.duplicate ? ' (was here already)' : ''),
        ],
  );
  return table([['call', 'state', 'length', 'score', 'file'], ...rows]);
}
