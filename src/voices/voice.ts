import type { Clock } from '../lib/clock.ts';
import type { Log } from '../log.ts';
import type { VoiceOutline } from '../model/voice.ts';
import type { RawSpeech } from './raw-speech.ts';
import type { SoundName } from './sound/sounds.ts';
import type { Synthesiser } from './synthesiser.ts';

/** Who speaks, as far as a voice can follow it. */
export interface Persona {
  /** In years; null when it does not matter. */
  age: number | null;
  sex: 'female' | 'male' | null;
  manner: 'plain' | 'whisper' | 'slurred';
}

/** A sound that lies under the voice. */
export interface Background {
  sound: SoundName;
  /** How much louder the voice is, in decibels. */
  snrDb: number;
}

/** Something to be heard from the caller's side. */
export interface Line {
  /** A sound is described by words in brackets and made without a voice. */
  kind: 'speech' | 'sound';
  text: string;
  /** BCP 47. A voice of another language gives way to one that speaks it. */
  language: string;
  /** 1 normal talk, 5 beyond reach. */
  distress: number;
  persona: Persona;
  /** The same line with the same seed sounds the same. */
  seed: number;
  background: readonly Background[];
  /** When it begins on the call: the background goes on where it was. */
  atMs: number;
}

/** What a voice made of a line: one channel, as it comes over the telephone. */
export interface Spoken {
  samples: Int16Array;
  sampleRateHz: number;
  /** The voice that spoke; `sound` where none was needed. */
  voice: string;
}

/** How something is to be said, in the terms of engines: 1 is as the voice does by itself. */
export interface Prosody {
  rate: number;
  pitch: number;
}

export interface Saying {
  text: string;
  language: string;
  persona: Persona;
  prosody: Prosody;
}

/** A way to turn text into speech, open. */
export interface VoiceEngine extends AsyncDisposable {
  readonly name: string;
  outlines(): Promise<VoiceOutline[]>;
  /** The id of the voice for this person and language, or null when the engine has none that speaks it. */
  fitting(persona: Persona, language: string): Promise<string | null>;
  /** Whether a voice can say something of this language. */
  speaks(voice: string, language: string): Promise<boolean>;
  /** @throws voice_unavailable, voice_failed, child_timeout */
  say(voice: string, saying: Saying, signal: AbortSignal): Promise<RawSpeech>;
}

export interface VoiceDeps {
  clock: Clock;
  log: Log;
  /** Installed models that speak; absent where there can be none. */
  synthesiser?: Synthesiser;
}
