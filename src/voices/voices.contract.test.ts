import { afterAll, describe } from 'vitest';
import { systemClock } from '../lib/clock.ts';
import { silentLog } from '../log.ts';
import { tinySupertonic } from '../speech/testing/tiny-supertonic.ts';
import { tinyVits } from '../speech/testing/tiny-vits.ts';
import { openEspeak } from './espeak/voice.ts';
import { openFlite } from './flite/voice.ts';
import { openSherpaVoices } from './sherpa/voice.ts';
import { hasProgram } from './testing/lines.ts';
import { withTinyVoices } from './testing/tiny-synthesis.ts';
import { voiceContract } from './voice.contract.ts';

const deps = { clock: systemClock, log: silentLog };
const timeoutMs = 20_000;

describe.skipIf(!hasProgram('flite'))('with flite installed', () => {
  voiceContract({ name: 'flite', open: () => openFlite({ program: 'flite', timeoutMs }, deps) });
});

describe.skipIf(!hasProgram('espeak-ng'))('with espeak-ng installed', () => {
  voiceContract({
    name: 'espeak-ng',
    open: async () => openEspeak({ program: 'espeak-ng', timeoutMs }, deps),
  });
});

describe.each([
  ['Supertonic', { 'supertonic-3-int8': tinySupertonic() }],
  ['VITS', { tiny: tinyVits() }],
])('with a tiny %s model installed', async (kind, models) => {
  const speech = await withTinyVoices(models);
  afterAll(() => speech[Symbol.asyncDispose]());
  voiceContract({
    name: `sherpa-onnx (${kind})`,
    open: async () => openSherpaVoices({ synthesiser: speech.synthesis }),
  });
});
