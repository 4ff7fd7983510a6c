import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '../src/lib/clock.ts';
import { silentLog } from '../src/log.ts';
import { openSpeech, type Speech } from '../src/speech/engines.ts';
import { SpeechSettings } from '../src/speech/settings.ts';
import { writeTinyModel } from '../src/speech/testing/tiny-models.ts';
import { tinySupertonic } from '../src/speech/testing/tiny-supertonic.ts';

/** A folder or archive of a model that speaks, to be measured. */
const given = process.env.EARSHOT_BENCH_VOICE_MODEL;

export interface VoiceModel extends AsyncDisposable {
  name: string;
  /** Whether it is one that was given. */
  isReal: boolean;
  synthesis: Speech['synthesis'];
}

/**
 * The model that was given, imported into a folder of its own; without one a tiny one that hums, which shows what the
 * process and the telephone cost and nothing of a voice.
 */
export async function openVoiceModel(): Promise<VoiceModel> {
  const folder = await mkdtemp(join(tmpdir(), 'earshot-bench-voice-'));
  const speech = await openSpeech(SpeechSettings.parse({}), {
    modelsFolder: join(folder, 'models'),
    log: silentLog,
    clock: systemClock,
  });
  const source = given ?? (await writeTinyModel(join(folder, 'tiny'), tinySupertonic()));
  const { name } = await speech.models.import(source, { ...(given ? {} : { languages: ['en'] }) });
  return {
    name,
    isReal: given !== undefined,
    synthesis: speech.synthesis,
    async [Symbol.asyncDispose]() {
      await speech[Symbol.asyncDispose]();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
