import { join } from 'node:path';
import { systemClock } from '../../lib/clock.ts';
import { silentLog } from '../../log.ts';
import { openSpeech, type Speech } from '../../speech/engines.ts';
import { SpeechSettings } from '../../speech/settings.ts';
import { type TinyModel, writeTinyModel } from '../../speech/testing/tiny-models.ts';
import { scratchFolder } from '../../speech/testing/tiny-sherpa.ts';

/** Speech with tiny models of these names installed, in a folder that goes with it. */
export async function withTinyVoices(
  models: Record<string, TinyModel>,
  settings: object = {},
): Promise<Pick<Speech, 'synthesis' | 'models'> & AsyncDisposable> {
  const scratch = await scratchFolder();
  const speech = await openSpeech(SpeechSettings.parse(settings), {
    modelsFolder: join(scratch.path, 'models'),
    log: silentLog,
    clock: systemClock,
    cores: 2,
  });
  for (const [name, model] of Object.entries(models))
    await speech.models.import(await writeTinyModel(join(scratch.path, name), model), { name });
  return {
    synthesis: speech.synthesis,
    models: speech.models,
    async [Symbol.asyncDispose]() {
      await speech[Symbol.asyncDispose]();
      await scratch[Symbol.asyncDispose]();
    },
  };
}
