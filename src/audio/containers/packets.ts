import type { AudioNote } from '../format.ts';

/** One track of a container, and how to read its packets one after the other. */
export interface Track {
  /** `opus`, `aac`, `mp3`, `pcm-s16`, or the container's own name for one that is not known. */
  codec: string;
  channels: number;
  sampleRateHz: number;
  durationMs: number | null;
  /** What the codec must know before the first packet: an AudioSpecificConfig, an OpusHead; empty for others. */
  setup: Uint8Array;
  /** Samples at the start that the encoder put there for itself, in units of the decoded rate; null if unsaid. */
  skipSamples: number | null;
}

export interface Packet {
  data: Uint8Array;
  /** When it sounds; null where the container has no clock of its own for each packet. */
  atMs: number | null;
}

export interface Demuxed {
  track: Track;
  /** Adds to `notes` what was wrong on the way. */
  packets(notes: AudioNote[]): AsyncGenerator<Packet>;
}
