import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { EarshotError } from '../../errors.ts';
import type { Kind } from '../../model/call.ts';
import { goldenCall } from '../packs/golden.ts';
import { GoldenFormat } from '../packs/pack-format.ts';
import { checkYaml, parseYaml } from '../packs/yaml-file.ts';
import { type LabelledCall, LabelledFile, labelledCallOf } from './labelled-call.ts';

/**
 * Every labelled call of a folder, in the order of their names: JSON files, and golden calls of a pack as YAML.
 * @throws file_not_found, transcript_malformed, scorecard_invalid
 */
export async function readLabelledCalls(folder: string): Promise<LabelledCall[]> {
  let names: string[];
  try {
    names = await readdir(folder);
  } catch (cause) {
    throw new EarshotError('file_not_found', { details: { file: folder }, cause });
  }
  const calls: LabelledCall[] = [];
  for (const name of names.filter((one) => /\.(json|yaml)$/.test(one)).sort()) {
    calls.push(await readLabelledCall(path.join(folder, name)));
  }
  return calls;
}

/** @throws file_not_found, transcript_malformed, scorecard_invalid */
async function readLabelledCall(file: string): Promise<LabelledCall> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (cause) {
    throw new EarshotError('file_not_found', { details: { file }, cause });
  }
  return file.endsWith('.yaml') ? fromYaml(file, text) : fromJson(file, text);
}

function fromJson(file: string, text: string): LabelledCall {
  let written: unknown;
  try {
    written = JSON.parse(text);
  } catch (cause) {
    throw invalid(file, 'it is not JSON', cause);
  }
  const checked = LabelledFile.safeParse(written);
  if (checked.success) return labelledCallOf(checked.data);
  const [issue] = checked.error.issues;
  throw invalid(file, `${issue?.path.join('.')}: ${issue?.message}`, checked.error);
}

function invalid(file: string, problem: string, cause: unknown): EarshotError {
  return new EarshotError('transcript_malformed', { details: { file: path.basename(file), problem }, cause });
}

function fromYaml(file: string, text: string): LabelledCall {
  const format = checkYaml(parseYaml(path.basename(file), text), GoldenFormat);
  const id = path.basename(file, '.yaml');
  const labels = format.labels ?? {};
  const kind: Kind = format.kind ?? (labels.criteriaCc || labels.scores8 ? 'contact-centre' : 'psap');
  return { id, call: goldenCall({ id, file, format }, kind), labels };
}
