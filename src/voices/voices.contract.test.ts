import { describe } from 'vitest';
import { systemClock } from '../lib/clock.ts';
import { silentLog } from '../log.ts';
import { openEspeak } from './espeak/voice.ts';
import { openFlite } from './flite/voice.ts';
import { hasProgram } from './testing/lines.ts';
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
