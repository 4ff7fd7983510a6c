import { bytesOfSamples } from '../../lib/pcm16.ts';
import type { Turn } from '../../model/call.ts';
import {
  backgroundNumber,
  type CallerSpeaks,
  type DrillDetail,
  type ToDesk,
} from '../../model/drill-desk.ts';
import type { Heard } from '../../simulator/run.ts';
import type { Spoken } from '../../voices/voice.ts';

type Sounding = Pick<Spoken, 'samples' | 'sampleRateHz'>;

/** What a desk has been told, so that it is told only what is new. */
export class DeskTold {
  readonly #send: (message: ToDesk | Uint8Array) => void;
  /** In a text session nobody is heard: the caller is seen to write. */
  readonly #isText: boolean;
  #turns: readonly Turn[] = [];
  #hints = '';

  constructor(send: (message: ToDesk | Uint8Array) => void, isText: boolean) {
    this.#send = send;
    this.#isText = isText;
  }

  /** All there is to show. @param sounding what is being said at this moment */
  all(drill: DrillDetail, sounding: readonly Heard[]): void {
    this.#turns = drill.turns;
    this.#hints = JSON.stringify(drill.hints);
    this.#send({ type: 'drill', drill });
    for (const one of sounding) this.begins(one);
  }

  begins(one: Heard, spoken?: Sounding): void {
    if (this.#isText) this.#send({ type: 'partial', role: one.role, text: '' });
    else this.#send({ type: 'speaks', speaks: asSpeaks(one, spoken !== undefined) });
    if (spoken) this.#send(asBytes(one.utterance!, spoken));
  }

  /** What lies under the call from now on; null when nothing does. */
  lies(loop: Sounding | null, nowMs: number): void {
    this.#send({ type: 'background', atMs: loop && Math.round(nowMs) });
    if (loop) this.#send(asBytes(backgroundNumber, loop));
  }

  hush(): void {
    this.#send({ type: 'hush' });
  }

  /** Turns are sent one by one as they are added, and all at once where one comes before those that were sent. */
  turns(turns: readonly Turn[], detail: () => DrillDetail): void {
    const isSame = this.#turns.every((turn, index) => isSameTurn(turn, turns[index]));
    const fresh = turns.slice(this.#turns.length);
    this.#turns = turns;
    if (!isSame) this.all(detail(), []);
    else for (const turn of fresh) this.#send({ type: 'turn', turn });
  }

  hints(hints: DrillDetail['hints'], detail: () => DrillDetail): void {
    if (JSON.stringify(hints) !== this.#hints) this.all(detail(), []);
  }
}

function isSameTurn(one: Turn, other: Turn | undefined): boolean {
  return one.leg === other?.leg && one.startMs === other.startMs && one.text === other.text;
}

function asSpeaks(
  { utterance, isSpeech, speaker, text, startMs, endMs }: Heard,
  audio: boolean,
): CallerSpeaks {
  return {
    utterance: utterance!,
    kind: isSpeech ? 'speech' : 'sound',
    speaker,
    text,
    startMs,
    durationMs: Math.max(0, endMs - startMs),
    audio,
  };
}

const audioHeaderBytes = 8;

/** Number of the utterance and rate, then the samples: as `CallerSpeaks` says. */
function asBytes(utterance: number, { samples, sampleRateHz }: Sounding): Uint8Array {
  const bytes = bytesOfSamples(samples, audioHeaderBytes);
  bytes.writeUInt32BE(utterance, 0);
  bytes.writeUInt32BE(sampleRateHz, 4);
  return bytes;
}
