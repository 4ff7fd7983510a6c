import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { EarshotError } from '../../errors.ts';
import { wrongWithIndexer, wrongWithSettings, wrongWithVoices } from './supertonic-data.ts';

/** What Piper puts before, between and after sounds, without asking whether the table has it. */
const frame = ['_', '^', '$'];

interface VoiceFiles {
  folder: string;
  type: string;
  files: Partial<Record<string, string>>;
}

/** What the checks before have learned of it. */
interface Learned {
  tokens: { ids: ReadonlyMap<string, number>; doubledLine: number | null } | null;
  metadata: Partial<Record<string, Record<string, string>>>;
}

/** What eSpeak's own loader asks for; dictionaries of single languages may be left out. */
const espeakFiles = ['phontab', 'phonindex', 'phondata', 'intonations'];
/** Far more than any of these files is long. */
const mostBytes = 256 * 1024 * 1024;
/** Symbols of tables that are not one character and are skipped. */
const control = new Set(['<PAD>', '<EOS>', '<BOS>', '<BLNK>']);

/**
 * Looks at the files of a model that speaks which are no networks, before anything native may.
 * @throws model_corrupt, model_file_missing
 */
export async function checkVoiceData(model: VoiceFiles, learned: Learned): Promise<void> {
  const { files, type } = model;
  if (type === 'supertonic') {
    await look(model, files.voiceStyle, (bytes) => wrongWithVoices(bytes));
    await look(model, files.unicodeIndexer, (bytes) => wrongWithIndexer(bytes));
    await look(model, files.ttsJson, (bytes) => wrongWithSettings(bytes.toString('utf8')));
    return;
  }
  if (files.espeakData) await lookAtEspeak(model.folder, files.espeakData);
  const wrong = wrongWithTokens(learned, type);
  if (wrong) throw corrupt(model, files.tokens, wrong);
  if (type === 'kokoro') await lookAtStyles(model, learned.metadata.model ?? {});
}

async function look(
  model: VoiceFiles,
  file: string | undefined,
  wrongWith: (bytes: Buffer) => string | null,
): Promise<void> {
  const path = join(model.folder, file ?? '');
  if ((await stat(path)).size > mostBytes) throw corrupt(model, file, 'far too large');
  const wrong = wrongWith(await readFile(path));
  if (wrong) throw corrupt(model, file, wrong);
}

async function lookAtEspeak(folder: string, name: string): Promise<void> {
  for (const part of espeakFiles) {
    const file = join(name, part);
    const found = await stat(join(folder, file)).catch(() => null);
    if (!found?.isFile() || found.size === 0)
      throw new EarshotError('model_file_missing', { details: { file } });
  }
}

/** Loaders of sounds and letters end on a symbol that is not one character, and VITS on one that is there twice. */
function wrongWithTokens({ tokens, metadata }: Learned, type: string): string | null {
  if (!tokens) return null;
  const odd = [...tokens.ids.keys()].find((symbol) => [...symbol].length !== 1 && !control.has(symbol));
  if (odd !== undefined) return `the symbol ${odd} is not one character`;
  if (type !== 'kokoro' && tokens.doubledLine !== null)
    return `line ${tokens.doubledLine} has a symbol that was there before`;
  const isFramed = type === 'vits-espeak' && !metadata.model?.comment?.includes('coqui');
  const absent = isFramed ? frame.filter((symbol) => !tokens.ids.has(symbol)) : [];
  return absent.length > 0 ? `it lacks the symbols ${absent.join(' ')}` : null;
}

/** A style for each speaker and length of text: the loader ends on another number of bytes. */
async function lookAtStyles(model: VoiceFiles, metadata: Record<string, string>): Promise<void> {
  const dims = (metadata.style_dim ?? '').split(',').map(Number);
  const [lengths, one, width] = dims;
  if (dims.length !== 3 || one !== 1 || !lengths || !width)
    throw corrupt(model, model.files.model, `style_dim is ${metadata.style_dim}`);
  const wanted = 4 * lengths * width * Number(metadata.n_speakers);
  const { size } = await stat(join(model.folder, model.files.voices ?? ''));
  if (size !== wanted)
    throw corrupt(model, model.files.voices, `${wanted} bytes are announced, ${size} are there`);
}

function corrupt({ type }: VoiceFiles, file: string | undefined, reason: string): EarshotError {
  return new EarshotError('model_corrupt', { details: { file, type, reason } });
}
