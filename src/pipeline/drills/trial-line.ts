import type { VoiceTrial } from '../../model/voice.ts';
import type { Line } from '../../voices/voice.ts';

/** A sentence by which a voice is heard: said by nobody in particular, on a quiet line, the same each time. */
export function trialLine({ text, language, distress }: VoiceTrial): Line {
  const persona = { age: null, sex: null, manner: 'plain' } as const;
  return { kind: 'speech', text, language, distress, persona, seed: 1, background: [], atMs: 0 };
}
