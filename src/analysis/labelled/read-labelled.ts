import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { EarshotError } from '../../errors.ts';
import type { Kind } from '../../model/call.ts';
import { goldenCall } from '../packs/golden.ts';
import { GoldenFormat, PackFormat } from '../packs/pack-format.ts';
import { parseYaml } from '../packs/yaml-file.ts';
import { type LabelledCall, LabelledFile, labelledCallOf, legsOf, turnsNamedIn } from './labelled-call.ts';

const extensions = /\.(json|yaml|yml)$/;

/**
 * Every labelled call of a folder, in the order of their names: JSON files, and golden calls of a pack as YAML.
 * @throws file_not_found, labelled_calls_missing, call_file_invalid
 */
export async function readLabelledCalls(folder: string): Promise<LabelledCall[]> {
  let names: string[];
  try {
    names = await readdir(folder);
  } catch (cause) {
    throw new EarshotError('file_not_found', { details: { file: folder }, cause });
  }
  const files = names.filter((one) => extensions.test(one)).sort();
  if (files.length === 0) throw new EarshotError('labelled_calls_missing', { details: { folder } });
  const calls: LabelledCall[] = [];
  for (const name of files) calls.push(await readLabelledCall(path.join(folder, name)));
  return calls;
}

/** One call, with labels or without. @throws file_not_found, call_file_invalid */
export async function readLabelledCall(file: string): Promise<LabelledCall> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (cause) {
    throw new EarshotError('file_not_found', { details: { file }, cause });
  }
  return /\.ya?ml$/.test(file) ? fromYaml(file, text, await packBeside(file)) : fromJson(file, text);
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
  throw invalid(file, `${issue?.path.join('.') || 'the file'}: ${issue?.message}`, checked.error);
}

function invalid(file: string, problem: string, cause: unknown): EarshotError {
  return new EarshotError('call_file_invalid', { details: { file: path.basename(file), problem }, cause });
}

/** What a golden call leaves to the pack it belongs to. */
type PackBeside = Pick<PackFormat, 'kind' | 'scorecard'>;

function fromYaml(file: string, text: string, pack: PackBeside | null): LabelledCall {
  const written = GoldenFormat.safeParse(contentOf(file, text));
  if (!written.success) {
    const [issue] = written.error.issues;
    throw invalid(file, `${issue?.path.join('.') || 'the file'}: ${issue?.message}`, written.error);
  }
  const format = written.data;
  const id = path.basename(file).replace(extensions, '');
  const labels = format.labels ?? {};
  const kind = format.kind ?? pack?.kind ?? kindOf(labels);
  // A pace is made for it; who speaks is as written.
  const call = goldenCall({ id, file, format }, kind ?? 'psap');
  const strayed = turnsNamedIn(labels).find((one) => one.turn >= call.turns.length);
  if (strayed) {
    throw invalid(file, `labels.${strayed.path.join('.')}: the call has no turn of this number`, undefined);
  }
  const scorecardId = format.scorecard ?? pack?.scorecard;
  const isMarked = scorecardId !== undefined && Object.keys(format.marks).length > 0;
  return {
    id,
    title: format.title,
    call: { ...call, kind, legs: legsOf(call.turns) },
    labels,
    marks: isMarked ? { scorecardId, answers: format.marks } : null,
  };
}

/** Null, to be told from the words, where the labels are of no trade either. */
function kindOf(labels: LabelledCall['labels']): Kind | null {
  if (labels.criteriaCc || labels.scores8) return 'contact-centre';
  return labels.criteria ? 'psap' : null;
}

function contentOf(file: string, text: string): unknown {
  try {
    return parseYaml(path.basename(file), text).document.toJS();
  } catch (cause) {
    throw invalid(file, 'it is not YAML', cause);
  }
}

/** The pack whose `golden` folder a file lies in. */
async function packBeside(file: string): Promise<PackBeside | null> {
  if (path.basename(path.dirname(file)) !== 'golden') return null;
  const packFile = path.join(path.dirname(file), '..', 'pack.yaml');
  try {
    const text = await readFile(packFile, 'utf8');
    return PackFormat.parse(parseYaml('pack.yaml', text).document.toJS());
  } catch {
    // A folder of that name need not belong to a pack; the call then says itself what it is.
    return null;
  }
}
