import type { ByteSource } from '../lib/bytes.ts';
import type { Span, Word } from '../model/call.ts';

/** Stored audio: interleaved signed 16-bit little-endian samples, without a header. */
export interface StoredAudio {
  pcm: ByteSource;
  sampleRateHz: number;
  channels: number;
  durationMs: number;
}

/** What to listen to: one leg of a call, and where on it somebody speaks. */
export interface LegToHear {
  leg: number;
  channel: number;
  speech: Span[];
}

export interface Hearing {
  audio: StoredAudio;
  legs: LegToHear[];
  /** BCP 47, or null to let the engine tell. */
  language: string | null;
  /** Names and streets to favour, besides those of the settings, where the engine takes them. */
  hotwords: string[];
}

/** A stretch of one leg as text; turns of a call are made from these in order of time. */
export interface HeardTurn {
  leg: number;
  startMs: number;
  endMs: number;
  text: string;
  words: Word[];
  confidence: number | null;
}

export interface Heard {
  language: string | null;
  turns: HeardTurn[];
  /** Speech in which nothing could be recognised though somebody spoke: shown, never filled in. */
  missed: (Span & { leg: number; reason: string })[];
}

export interface EngineCapabilities {
  wordTimes: boolean;
  hotwords: boolean;
  /** BCP 47 primary tags; `*` for many. */
  languages: string[];
}

export interface HearOptions {
  onProgress?(share: number): void;
  signal?: AbortSignal;
}

/** A way to turn speech into text. Batch: hears a whole stored call. */
export interface SpeechEngine extends AsyncDisposable {
  readonly name: string;
  /** The model or endpoint in use, for the record. */
  readonly model: string;
  readonly capabilities: EngineCapabilities;
  /** @throws speech_engine_failed, speech_engine_refused, child_crashed, model_* */
  hear(hearing: Hearing, options?: HearOptions): Promise<Heard>;
}
