import { join } from 'node:path';
import { afterAll } from 'vitest';
import { systemClock } from '../lib/clock.ts';
import { silentLog } from '../log.ts';
import { engineContract } from './engine.contract.ts';
import { openEndpointEngine } from './openai-compatible/engine.ts';
import { EndpointSettings } from './settings.ts';
import { serveModem } from './testing/modem-endpoint.ts';
import { tinyNemoCtc } from './testing/tiny-models.ts';
import { openTinySherpa, scratchFolder, tinySherpaModel } from './testing/tiny-sherpa.ts';
import { tinyNemoTransducer } from './testing/tiny-transducers.ts';
import { tinyWhisper } from './testing/tiny-whisper.ts';

const scratch = await scratchFolder();
const ctc = await tinySherpaModel(join(scratch.path, 'ctc'), 'nemo-ctc', tinyNemoCtc(), {
  model: 'model.int8.onnx',
  tokens: 'tokens.txt',
});
const tdt = await tinySherpaModel(join(scratch.path, 'tdt'), 'nemo-transducer', tinyNemoTransducer(), {
  encoder: 'encoder.int8.onnx',
  decoder: 'decoder.int8.onnx',
  joiner: 'joiner.int8.onnx',
  tokens: 'tokens.txt',
});
const whisper = await tinySherpaModel(join(scratch.path, 'whisper'), 'whisper', tinyWhisper(), {
  encoder: 'turbo-encoder.int8.onnx',
  decoder: 'turbo-decoder.int8.onnx',
  tokens: 'turbo-tokens.txt',
});
const timed = await serveModem(ctc, 'with times');
const lean = await serveModem(ctc, 'bare text');

afterAll(async () => {
  await timed[Symbol.asyncDispose]();
  await lean[Symbol.asyncDispose]();
  await scratch[Symbol.asyncDispose]();
});

function endpoint(url: string) {
  return openEndpointEngine({ ...EndpointSettings.parse({}), url }, { clock: systemClock, log: silentLog });
}

engineContract({ name: 'sherpa-onnx with Parakeet TDT', open: async () => openTinySherpa(tdt) });
engineContract({ name: 'sherpa-onnx with NeMo CTC', open: async () => openTinySherpa(ctc) });
engineContract({ name: 'sherpa-onnx with Whisper', open: async () => openTinySherpa(whisper) });
engineContract({ name: 'an endpoint that gives times', open: async () => endpoint(timed.url) });
engineContract({ name: 'an endpoint that gives bare text', open: async () => endpoint(lean.url) });
