import { EarshotError } from '../../errors.ts';
import type { CallerWords } from '../../model/drill-phrasing.ts';
import type { DrillsParts } from './parts.ts';

/** What may be chosen when a drill is started, and what it has without a choice. */

/** @throws voice_not_found */
export async function chosenVoice(
  asked: string | undefined,
  language: string,
  { voices }: Pick<DrillsParts, 'voices'>,
): Promise<string> {
  if (asked === undefined) return voices.choice(language);
  const known = await voices.list();
  if (!known.some(({ id, available }) => id === asked && available))
    throw new EarshotError('voice_not_found', { details: { voice: asked } });
  return asked;
}

/** @throws no_language_model */
export function chosenWords(
  asked: CallerWords | undefined,
  { models, settings }: Pick<DrillsParts, 'models' | 'settings'>,
): CallerWords {
  const hasModel = models.names.length > 0;
  if (asked === 'model' && !hasModel) throw new EarshotError('no_language_model');
  return asked ?? (settings.phraseByModel && hasModel ? 'model' : 'written');
}
