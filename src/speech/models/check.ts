import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { EarshotError } from '../../errors.ts';
import { type FileRole, hasValue, type ModelType, modelTypes } from '../model-types.ts';
import { checkVoiceData } from '../synthesis/check-data.ts';
import { dataRoles } from '../synthesis/types.ts';
import { withFile } from './file-source.ts';
import { leavesOf } from './leaves.ts';
import { type OnnxInfo, readOnnxInfo } from './onnx-info.ts';
import { readTokens, type TokenTable } from './tokens.ts';

/** What a check learned on the way. */
export interface CheckedModel {
  bytes: number;
  /** Null for models without a token table. */
  tokens: TokenTable | null;
  metadata: Partial<Record<FileRole, Record<string, string>>>;
}

/** The largest table known (Whisper's) is under a megabyte. */
const maxTokensBytes = 20_000_000;

/**
 * Looks at every file of a model before anything native may: there, whole, of the kind its type needs, with a
 * token table that fits. Milliseconds, whatever the size.
 * @throws model_file_missing, model_corrupt with the file and the reason in details
 */
export async function checkModel(
  folder: string,
  type: ModelType,
  files: Partial<Record<FileRole, string>>,
): Promise<CheckedModel> {
  const checked: CheckedModel = { bytes: 0, tokens: null, metadata: {} };
  for (const role of modelTypes[type].roles) {
    const file = files[role];
    if (!file) throw new EarshotError('model_file_missing', { details: { role } });
    checked.bytes += await sizeOf(folder, file);
    if (role === 'tokens') checked.tokens = await checkTokens(folder, file);
    else if (!dataRoles.includes(role)) checked.metadata[role] = await checkOnnx(folder, file, role, type);
  }
  if (modelTypes[type].job === 'synthesis') await checkVoiceData({ folder, type, files }, checked);
  checkVocabulary(checked, type, files.tokens ?? '');
  return checked;
}

async function sizeOf(folder: string, file: string): Promise<number> {
  try {
    let bytes = 0;
    const leaves = await leavesOf(folder, file);
    for (const leaf of leaves) bytes += (await stat(join(folder, leaf))).size;
    if (leaves.length > 0) return bytes;
  } catch (cause) {
    throw new EarshotError('model_file_missing', { details: { file }, cause });
  }
  throw new EarshotError('model_file_missing', { details: { file } });
}

async function checkOnnx(
  folder: string,
  file: string,
  role: FileRole,
  type: ModelType,
): Promise<Record<string, string>> {
  const info: OnnxInfo = await withFile(join(folder, file), readOnnxInfo);
  const corrupt = (reason: string) => new EarshotError('model_corrupt', { details: { file, type, reason } });
  if (info.problem) throw corrupt(info.problem);
  const missing = (modelTypes[type].metadata[role] ?? []).filter((key) => !info.metadata[key]);
  if (missing.length > 0) throw corrupt(`not the ${role} of such a model: it lacks ${missing.join(', ')}`);
  for (const [key, value] of Object.entries(modelTypes[type].values[role] ?? {})) {
    if (!hasValue(info.metadata[key], value)) throw corrupt(`${key} is ${info.metadata[key]}, not ${value}`);
  }
  return info.metadata;
}

async function checkTokens(folder: string, file: string): Promise<TokenTable> {
  const corrupt = (reason: string) => new EarshotError('model_corrupt', { details: { file, reason } });
  const path = join(folder, file);
  if ((await stat(path)).size > maxTokensBytes) throw corrupt('far too large for a token table');
  const table = readTokens(await readFile(path, 'utf8'));
  if (table.badLine !== null) throw corrupt(`line ${table.badLine} is not "symbol id"`);
  if (table.ids.size === 0) throw corrupt('the file is empty');
  return table;
}

function checkVocabulary(checked: CheckedModel, type: ModelType, file: string): void {
  const { tokens: rule, symbols } = modelTypes[type];
  const table = checked.tokens;
  if (!table) return;
  const corrupt = (reason: string) => new EarshotError('model_corrupt', { details: { file, type, reason } });
  const absent = symbols.filter((symbol) => !table.ids.has(symbol));
  if (absent.length > 0) throw corrupt(`it lacks the symbols ${absent.join(' ')}`);
  if (!rule) return;
  const size = Number(checked.metadata[rule.sizeIn]?.vocab_size);
  const count = table.ids.size;
  if (count < size + rule.fewest || count > size + rule.most) {
    throw corrupt(`${count} symbols do not fit a vocabulary of ${size}: the file belongs to another model`);
  }
  const blankMustBeLast = type === 'nemo-transducer';
  if (blankMustBeLast && table.ids.get('<blk>') !== size) throw corrupt('the blank is not the last symbol');
}
