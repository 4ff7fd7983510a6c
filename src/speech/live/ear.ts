import type { Span } from '../../model/call.ts';
import type { HeardTurn } from '../engine.ts';

/** Words of a turn that is not over yet. */
export interface HeardSoFar {
  leg: number;
  startMs: number;
  /** The same in the last two answers. */
  stable: string;
  /** What may still change. */
  tail: string;
}

/** Told while a call is heard. */
export interface EarListener {
  partial(words: HeardSoFar): void;
  /** A turn that is over. One of the same `segment` as one told before is that turn, heard better. */
  turn(turn: HeardTurn, segment: string): void;
  /** Speech in which nothing could be recognised: shown, never filled in. */
  missed(span: Span & { leg: number; reason: string }): void;
}

/**
 * Hears one open call, leg by leg, while it is spoken. It never makes its source wait: when it falls behind, words
 * that may still change are left out first, turns never.
 */
export interface Ear {
  /** What hears, for the record: `sherpa-onnx parakeet-…`, `given`. */
  readonly engine: string;
  /** Audio in order and without gaps; silence stands where audio is missing. */
  push(leg: number, samples: Int16Array): void;
  /** Resolves when all that was pushed has been heard or given up. */
  end(): Promise<void>;
  /** How far what was told is behind what was pushed. */
  lagMs(): number;
}
