import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openChild } from '../../lib/child.ts';
import { readTokens } from '../models/tokens.ts';
import type { SynthesisSettings } from '../settings.ts';
import { loadInto, whyNotLoaded } from '../sherpa/loading.ts';
import { deliveryOf, type VoiceModelFiles, voiceConfig } from './config.ts';
import type { SayRequest } from './handlers.ts';
import { type VoiceSessionDeps, voiceProcess } from './session.ts';

/** Figures are read in any language, and the letters are there for models that cannot read them. */
const trialText = 'Hello, 1 2 3.';
const trialLetters = 8;

/**
 * Loads a model that speaks for the first time, and lets it say something, in a process that is thrown away.
 * @throws model_corrupt with how the process ended and its last words, speech_engine_failed
 */
export async function tryVoice(
  model: VoiceModelFiles,
  settings: SynthesisSettings,
  deps: VoiceSessionDeps,
): Promise<void> {
  await using child = openChild({ ...voiceProcess(settings, deps), recycleAboveBytes: 0 }, deps);
  const config = voiceConfig(model, 1);
  await loadInto(child, config, deps.loadTimeoutMs);
  const delivery = deliveryOf(model.type, { speaker: 0, speed: 1, language: 'en', steps: settings.steps });
  const request: SayRequest = { config, text: await textFor(model), delivery };
  await child.call('say', request, { timeoutMs: deps.loadTimeoutMs }).catch((thrown) => {
    throw whyNotLoaded(thrown);
  });
}

/** A model that spells can say the letters of its own table only. */
async function textFor({ type, folder, files }: VoiceModelFiles): Promise<string> {
  if (type !== 'vits') return trialText;
  const { ids } = readTokens(await readFile(join(folder, files.tokens ?? ''), 'utf8'));
  const letters = [...ids.keys()].filter((symbol) => /^\p{L}$/u.test(symbol));
  return `${letters.slice(0, trialLetters).join('')}.`;
}
