import { SherpaSettings } from '../settings.ts';
import type { SherpaModel } from '../sherpa/engine.ts';
import { recogniserConfig } from '../sherpa/recogniser-config.ts';
import { openSherpaSession } from '../sherpa/session.ts';
import { wordsOf } from '../words.ts';
import { sherpaDeps } from './tiny-sherpa.ts';
import {
  type Respond,
  serveTranscription,
  type TranscriptionRequest,
  type TranscriptionServer,
} from './transcription-server.ts';

/** Reads modem sound as an endpoint would: with segments and words as OpenAI does, or as bare text. */
export interface ModemReader extends AsyncDisposable {
  withTimes: Respond;
  bareText: Respond;
}

export function openModemReader(model: SherpaModel): ModemReader {
  const session = openSherpaSession(SherpaSettings.parse({}), sherpaDeps);
  const config = recogniserConfig(model, { language: '', hotWords: null });
  const listenTo = ({ wav }: TranscriptionRequest) =>
    session.decode({
      config,
      samples: wav.samples,
      sampleRateHz: wav.sampleRateHz,
      noise: 0,
      hotWords: null,
    });
  return {
    async withTimes(request) {
      const heard = await listenTo(request);
      const endMs = (request.wav.samples.length * 1000) / request.wav.sampleRateHz;
      const words = wordsOf(heard, { startMs: 0, endMs, tokenMs: 80 }).map((word) => ({
        word: word.text,
        start: word.startMs / 1000,
        end: word.endMs / 1000,
      }));
      const segments = [{ id: 0, start: 0, end: endMs / 1000, text: ` ${heard.text}`, avg_logprob: -0.1 }];
      return { body: { task: 'transcribe', language: 'english', text: heard.text, segments, words } };
    },
    async bareText(request) {
      return { body: { text: (await listenTo(request)).text } };
    },
    [Symbol.asyncDispose]: () => session[Symbol.asyncDispose](),
  };
}

export async function serveModem(
  model: SherpaModel,
  form: 'with times' | 'bare text',
): Promise<TranscriptionServer> {
  const reader = openModemReader(model);
  const server = await serveTranscription(form === 'with times' ? reader.withTimes : reader.bareText);
  return {
    ...server,
    async [Symbol.asyncDispose]() {
      await server[Symbol.asyncDispose]();
      await reader[Symbol.asyncDispose]();
    },
  };
}
