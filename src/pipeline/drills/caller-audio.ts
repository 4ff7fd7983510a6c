import { publicError } from '../../errors.ts';
import type { Playable } from '../../simulator/playable.ts';
import type { Heard, Run } from '../../simulator/run.ts';
import { linesAhead, voiceLine } from '../../simulator/voice-line.ts';

import type { Spoken } from '../../voices/voice.ts';
import type { Voices } from '../../voices/voices.ts';

/** Longer than this nobody waits for a voice: the words are read. */
const mostWaitMs = 3_000;
const mostAhead = 10;
const mostForeseen = 2;

/** The caller's voice: what is to be said is made ahead, while the caller takes a breath. */
export class CallerAudio {
  readonly #voice: string;
  readonly #voices: Pick<Voices, 'say' | 'prepare'>;
  readonly #ready: () => void;
  readonly #made = new Map<number, Spoken | 'coming' | null>();
  readonly #closing = new AbortController();
  /** Why the caller is read and not heard, in words for people; null while all is well. */
  problem: string | null = null;

  /** @param ready called whenever something can be said that was waited for */
  constructor(voice: string, voices: Pick<Voices, 'say' | 'prepare'>, ready: () => void) {
    this.#voice = voice;
    this.#voices = voices;
    this.#ready = ready;
  }

  /** Whether this voice gives audio here at all. */
  get isHeard(): boolean {
    return this.#voice !== 'none' && this.#voice !== 'browser';
  }

  /** Makes what the caller may say first, while it rings. */
  ahead({ state }: Run, play: Playable): void {
    if (!this.isHeard) return;
    const lines = linesAhead(state, play).slice(0, mostAhead);
    void this.#voices.prepare(this.#voice, lines, this.#closing.signal);
  }

  /** Makes what would be said next, should the drill go on like this: the first words are waited for most. */
  foresee({ heard, state }: Run, play: Playable): void {
    const next = heard.filter(({ utterance }) => utterance !== null && !this.#made.has(utterance));
    const lines = next.slice(0, mostForeseen).map((one) => voiceLine(asUtterance(one), state, play));
    void this.#voices.prepare(this.#voice, lines, this.#closing.signal);
  }

  /** Begins to make all that has not been asked for. */
  prepare({ heard, state }: Run, play: Playable): void {
    if (!this.isHeard) return;
    for (const one of heard) {
      if (one.utterance === null || this.#made.has(one.utterance)) continue;
      this.#made.set(one.utterance, 'coming');
      void this.#make(one.utterance, voiceLine(asUtterance(one), state, play));
    }
  }

  /** Null when an utterance has no audio. */
  of({ utterance }: Heard): Spoken | 'coming' | null {
    return this.#made.get(utterance ?? -1) ?? null;
  }

  /** Audio that has been said is not needed any more. */
  done({ utterance }: Heard): void {
    this.#made.set(utterance!, null);
  }

  close(): void {
    this.#closing.abort();
  }

  async #make(utterance: number, line: Parameters<Voices['say']>[1]): Promise<void> {
    const signal = AbortSignal.any([this.#closing.signal, AbortSignal.timeout(mostWaitMs)]);
    try {
      this.#made.set(utterance, await this.#voices.say(this.#voice, line, signal));
      this.problem = null;
    } catch (thrown) {
      this.#made.set(utterance, null);
      this.problem = `The caller is read and not heard. ${publicError(thrown).message}`;
    }
    if (!this.#closing.signal.aborted) this.#ready();
  }
}

function asUtterance({ isSpeech, speaker, text, startMs }: Heard): Parameters<typeof voiceLine>[0] {
  return { kind: isSpeech ? 'speech' : 'sound', speaker, text, startMs };
}
