import type { Dirent } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { EarshotError } from '../../errors.ts';
import { archiveName } from '../catalogue.ts';
import type { CatalogueModel } from '../catalogue-model.ts';
import { type FileRole, hasValue, type ModelType, modelTypes } from '../model-types.ts';
import { dataRoles, espeakFolder } from '../synthesis/types.ts';
import { withFile } from './file-source.ts';
import { readOnnxInfo } from './onnx-info.ts';
import { readTokens } from './tokens.ts';

/** What a folder turned out to hold. */
export interface Recognised {
  type: ModelType;
  files: Partial<Record<FileRole, string>>;
  /** The model of the catalogue it is, or null for one of one's own. */
  entry: CatalogueModel | null;
}

type Patterns = Partial<Record<FileRole, RegExp>>;

const tokens = /tokens\.txt$/;
const transducer: Patterns = {
  encoder: /^encoder.*\.onnx$/,
  decoder: /^decoder.*\.onnx$/,
  joiner: /^joiner.*\.onnx$/,
  tokens,
};
const oneModel: Patterns = { model: /^model.*\.onnx$/, tokens };
const espeakData = new RegExp(`^${espeakFolder}$`);

/** How the files of each type are usually called, the most telling first. */
const patterns: [ModelType, Patterns][] = [
  ['nemo-transducer', transducer],
  ['transducer', transducer],
  ['canary', { encoder: /^encoder.*\.onnx$/, decoder: /^decoder.*\.onnx$/, tokens }],
  ['whisper', { encoder: /encoder.*\.onnx$/, decoder: /decoder.*\.onnx$/, tokens }],
  [
    'moonshine-merged',
    { encoder: /^encoder_model.*\.(ort|onnx)$/, decoder: /^decoder_model_merged.*\.(ort|onnx)$/, tokens },
  ],
  [
    'moonshine',
    {
      preprocessor: /^preprocess.*\.onnx$/,
      encoder: /^encode\b.*\.onnx$/,
      uncachedDecoder: /^uncached_decode.*\.onnx$/,
      cachedDecoder: /^cached_decode.*\.onnx$/,
      tokens,
    },
  ],
  ['sense-voice', oneModel],
  ['zipformer-ctc', oneModel],
  ['nemo-ctc', oneModel],
  [
    'supertonic',
    {
      durationPredictor: /^duration_predictor.*\.onnx$/,
      textEncoder: /^text_encoder.*\.onnx$/,
      vectorEstimator: /^vector_estimator.*\.onnx$/,
      vocoder: /^vocoder.*\.onnx$/,
      ttsJson: /^tts\.json$/,
      unicodeIndexer: /^unicode_indexer\.bin$/,
      voiceStyle: /^voice\.bin$/,
    },
  ],
  ['kokoro', { model: /^model.*\.onnx$/, voices: /^voices.*\.bin$/, tokens, espeakData }],
  ['vits-espeak', { model: /\.onnx$/, tokens, espeakData }],
  ['vits', { model: /\.onnx$/, tokens }],
  ['pyannote-segmentation', { model: /\.onnx$/ }],
  ['speaker-embedding', { model: /\.onnx$/ }],
];

/** Types whose files need no metadata of their own are told by what the model calls itself. */
const ownNames: Partial<Record<ModelType, string>> = { 'zipformer-ctc': 'zipformer2_ctc' };

/**
 * Which model a folder holds: by its name, or by its files and what they say of themselves. A type that is given
 * is taken as it is.
 * @throws model_not_recognised, model_corrupt, file_not_found
 */
export async function recognise(
  folder: string,
  catalogue: readonly CatalogueModel[],
  type?: ModelType,
): Promise<Recognised> {
  const names = await fileNames(folder);
  const named = catalogue.find((entry) => [entry.name, archiveName(entry)].includes(basename(folder)));
  if (
    named &&
    (!type || named.type === type) &&
    Object.values(named.files).some((file) => names.includes(file))
  ) {
    return { type: named.type, files: named.files, entry: named };
  }
  const found = await byFiles(folder, names, type);
  const entry = await findEntry(folder, found, catalogue);
  return { ...found, entry };
}

async function fileNames(folder: string): Promise<string[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    const isPart = (entry: Dirent) => entry.isFile() || (entry.isDirectory() && entry.name === espeakFolder);
    return entries.filter(isPart).map((entry) => entry.name);
  } catch (cause) {
    throw new EarshotError('file_not_found', { details: { path: folder }, cause });
  }
}

async function byFiles(
  folder: string,
  names: string[],
  given: ModelType | undefined,
): Promise<Pick<Recognised, 'type' | 'files'>> {
  const problems: { file: string; reason: string }[] = [];
  for (const [type, wanted] of patterns) {
    if (given && given !== type) continue;
    const files = pick(names, wanted);
    if (!files) continue;
    if (given) return { type, files };
    const fit = await fits(folder, type, files);
    if (fit === true) return { type, files };
    if (fit !== false) problems.push(fit);
  }
  const [problem] = problems;
  // The names are those of a model, but a file of it is not whole.
  if (problem) throw new EarshotError('model_corrupt', { details: { ...problem } });
  throw new EarshotError('model_not_recognised', { details: { files: names.slice(0, 20) } });
}

/** The file for each role, small integers before floats; null where one is absent. */
function pick(names: string[], wanted: Patterns): Partial<Record<FileRole, string>> | null {
  const files: Partial<Record<FileRole, string>> = {};
  for (const [role, pattern] of Object.entries(wanted)) {
    const matching = names.filter((name) => pattern.test(name)).sort();
    const best = matching.find((name) => name.includes('int8')) ?? matching[0];
    if (!best) return null;
    files[role as FileRole] = best;
  }
  return files;
}

async function fits(
  folder: string,
  type: ModelType,
  files: Partial<Record<FileRole, string>>,
): Promise<boolean | { file: string; reason: string }> {
  for (const role of modelTypes[type].roles) {
    const file = files[role];
    if (!file || role === 'tokens' || dataRoles.includes(role)) continue;
    const info = await withFile(join(folder, file), readOnnxInfo);
    if (info.problem) return { file, reason: info.problem };
    const keys = modelTypes[type].metadata[role] ?? [];
    const values = Object.entries(modelTypes[type].values[role] ?? {});
    if (keys.some((key) => !info.metadata[key])) return false;
    if (values.some(([key, value]) => !hasValue(info.metadata[key], value))) return false;
    const ownName = ownNames[type];
    if (ownName && info.metadata.model_type !== ownName) return false;
  }
  return true;
}

async function findEntry(
  folder: string,
  found: Pick<Recognised, 'type' | 'files'>,
  catalogue: readonly CatalogueModel[],
): Promise<CatalogueModel | null> {
  const sameFiles = catalogue.filter(
    (entry) =>
      entry.type === found.type &&
      Object.entries(entry.files).every(([role, file]) => found.files[role as FileRole] === file),
  );
  if (sameFiles.length === 0) return null;
  let bytes = 0;
  for (const file of Object.values(found.files)) bytes += (await stat(join(folder, file))).size;
  const symbols = await countSymbols(folder, found.files.tokens);
  const matches = sameFiles.filter(
    (entry) =>
      Math.abs(bytes - entry.diskBytes) < entry.diskBytes * 0.1 &&
      (entry.symbols === undefined || entry.symbols === symbols),
  );
  return matches[0] ?? null;
}

async function countSymbols(folder: string, file: string | undefined): Promise<number> {
  return file ? readTokens(await readFile(join(folder, file), 'utf8')).ids.size : 0;
}
