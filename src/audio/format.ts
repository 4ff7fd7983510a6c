import { EarshotError } from '../errors.ts';

/** What a file is, as far as its headers tell. */
export interface AudioFormat {
  /** `wav`, `mp3`, `ogg`, `flac`, `mp4`, `webm`, `adts`, `raw`, or another that only ffmpeg reads. */
  container: string;
  /** `pcm-s16`, `mu-law`, `gsm`, `opus`, `aac`, …; `unknown` where only ffmpeg can tell. */
  codec: string;
  /** 1 or 2; 0 where only ffmpeg can tell. */
  channels: number;
  /** 0 where only ffmpeg can tell. */
  sampleRateHz: number;
  /** Null where the headers do not say. */
  durationMs: number | null;
  /** True when Earshot has no decoder of its own for it. */
  needsFfmpeg: boolean;
}

/** Samples of one moment: one array per channel, of equal lengths, −1 to 1. */
export interface Block {
  sampleRateHz: number;
  channels: Float32Array[];
}

/** Something about a recording that a person should know; `details` hold plain numbers and words. */
export interface AudioNote {
  code:
    | 'audio_truncated'
    | 'audio_damaged_parts'
    | 'audio_reduced_band'
    | 'audio_mono_twice'
    | 'audio_one_way'
    | 'audio_no_speech'
    | 'audio_clipped'
    | 'audio_crosstalk'
    | 'audio_gaps'
    | 'audio_legs_padded';
  details: Record<string, string | number | boolean>;
}

/** Adds a note, once of each kind: what happens a thousand times in a file is one thing to know. */
export function addNote(notes: AudioNote[], code: AudioNote['code'], details: AudioNote['details']): void {
  if (!notes.some((known) => known.code === code)) notes.push({ code, details });
}

/** A file being decoded, in blocks, from its start to its end, once. */
export interface Decoding {
  format: AudioFormat;
  blocks: AsyncIterable<Block>;
  /** Filled in as the blocks are read. */
  notes: AudioNote[];
  /** Ends what decoding has started, when the blocks are not read; reading them to any point ends it too. */
  close?(): void;
}

const lowestRateHz = 2000;
const highestRateHz = 768_000;

/**
 * Refuses what cannot be a call's recording.
 * @throws audio_damaged, audio_channels_unsupported
 */
export function checkShape(format: { channels: number; sampleRateHz: number }): void {
  const { channels, sampleRateHz } = format;
  if (!(channels >= 1) || !(sampleRateHz >= lowestRateHz && sampleRateHz <= highestRateHz)) {
    throw new EarshotError('audio_damaged', { details: { channels, sampleRateHz } });
  }
  if (channels > 2) throw new EarshotError('audio_channels_unsupported', { details: { channels } });
}
