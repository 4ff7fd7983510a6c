import type { Recognition } from '../words.ts';

/** What the live speech process is asked, and what it answers. */

export interface LiveRecogniserConfig {
  featConfig: { sampleRate: number; featureDim: number };
  modelConfig: Record<string, unknown>;
  decodingMethod: 'greedy_search' | 'modified_beam_search';
  maxActivePaths?: number;
  hotwordsBuf?: string;
  hotwordsBufSize?: number;
  hotwordsScore?: number;
  enableEndpoint: 1;
  /** Seconds of silence that end a turn in which nothing was recognised, and one in which something was. */
  rule1MinTrailingSilence: number;
  rule2MinTrailingSilence: number;
  /** Seconds after which a turn is cut. */
  rule3MinUtteranceLength: number;
}

export interface LivePush {
  config: LiveRecogniserConfig;
  legs: {
    id: string;
    samples: Int16Array;
    sampleRateHz: number;
    /** No more comes: what is still in the recogniser is told. */
    ends: boolean;
  }[];
  /** Whether words that may still change are worth telling. */
  partials: boolean;
}

/** What one leg came to with a push. Times are seconds since the leg's first sample in this process. */
export interface LiveHeard {
  id: string;
  /** Turns that ended with this push. */
  finals: (Recognition & { startS: number; endS: number })[];
  /** Of the turn that is open; null when nothing changed. */
  partial: { text: string; startS: number } | null;
}

export interface LiveReply {
  legs: LiveHeard[];
  rssBytes: number;
}
