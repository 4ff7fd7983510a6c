import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Speaker } from './speaker.ts';
import { shapesOf } from './supertonic-data.ts';

/** Models of hundreds of speakers exist, read from books; nobody would choose among all of them. */
const mostSpeakers = 40;

type Metadata = Record<string, string>;

/** Who speaks in a model that the catalogue does not have, by what its files say. */
export async function speakersOf(
  type: string,
  folder: string,
  files: Partial<Record<string, string>>,
  { metadata }: { metadata: Partial<Record<string, Metadata>> },
): Promise<Speaker[]> {
  if (type === 'supertonic') {
    const count = shapesOf(await readFile(join(folder, files.voiceStyle as string)))?.voices ?? 1;
    return numbered(count);
  }
  const model = metadata.model ?? {};
  const named = (model.speaker_names ?? '').split(',').filter(Boolean);
  if (type === 'kokoro' && named.length > 0) return kokoroSpeakers(named);
  // A model of one speaker says 0 or 1.
  return numbered(Math.max(1, Number(model.n_speakers) || 1));
}

function numbered(count: number): Speaker[] {
  return Array.from({ length: Math.min(count, mostSpeakers) }, (_, number) => ({
    id: String(number),
    number,
    sex: null,
  }));
}

/**
 * `af_bella`: the language (a American, b British English; others are left out, for only English was looked at), the
 * sex, and the name.
 */
function kokoroSpeakers(names: string[]): Speaker[] {
  return names
    .map((id, number): Speaker => ({ id, number, sex: id[1] === 'm' ? 'male' : 'female' }))
    .filter(({ id }) => /^[ab][fm]/.test(id))
    .slice(0, mostSpeakers);
}

/** What is not known is nobody's language, so that such a model is asked for by its name only. */
const unknown = 'und';

/** The languages of a model that the catalogue does not have and for which none were given. */
export function spokenLanguages(type: string, metadata: Metadata): string[] {
  if (type === 'kokoro') return ['en'];
  if (type === 'supertonic') return [unknown];
  return [codeOf(metadata.language ?? '') ?? unknown];
}

/** `English` → `en`; `en-us` → `en`. */
function codeOf(language: string): string | null {
  const names = new Intl.DisplayNames('en', { type: 'language' });
  const letters = [...'abcdefghijklmnopqrstuvwxyz'];
  const codes = letters.flatMap((first) => letters.map((second) => first + second));
  const wanted = language.trim().toLowerCase();
  const primary = wanted.split(/[-_]/)[0] as string;
  return (
    codes.find((code) => names.of(code)?.toLowerCase() === wanted) ??
    codes.find((code) => code === primary) ??
    null
  );
}
