import { backgroundAt } from '../../simulator/voice-line.ts';
import type { Spoken } from '../../voices/voice.ts';
import type { Voices } from '../../voices/voices.ts';
import type { CallerAudio } from './caller-audio.ts';
import type { KeptDrill } from './kept-drill.ts';

interface Parts {
  kept: KeptDrill;
  audio: CallerAudio;
  voices: Pick<Voices, 'ambience'>;
}

/**
 * What lies under the call while nobody speaks: the same sounds that lie under the caller's utterances. It is made once
 * for as long as the scene stays the same, and goes round.
 */
export class Ambience {
  readonly #parts: Parts;
  /** What it was made of. */
  #of = nothing;
  #loop: Spoken | null = null;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** What is to be heard now; null when nothing is. The same value while nothing changes. */
  at(nowMs: number): Spoken | null {
    const { kept, audio, voices } = this.#parts;
    const { now, play, row } = kept;
    const { state } = now.run;
    const isOpen = now.phase === 'open' && !now.held && state.line === 'open' && state.ended === null;
    // Whose caller is read hears no street either.
    const isHeard = audio.isHeard && audio.problem === null;
    if (!isOpen || !isHeard) return null;
    const background = backgroundAt(nowMs, state, play);
    if (background.length === 0) return null;
    const of = JSON.stringify(background);
    if (of !== this.#of) {
      this.#loop = voices.ambience({ background, seed: row.seed });
      this.#of = of;
    }
    return this.#loop;
  }
}

const nothing = '[]';
