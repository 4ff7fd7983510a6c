import { EarshotError } from '../errors.ts';
import type { ByteSource } from '../lib/bytes.ts';
import type { Peaks } from '../model/api.ts';
import type { Span } from '../model/call.ts';
import { canonical, sideBySide, storedRateHz } from './canonical.ts';
import { withoutEcho } from './crosstalk.ts';
import { decode } from './decode.ts';
import type { AudioFormat, AudioNote, Decoding } from './format.ts';
import { identifyAudio } from './identify.ts';
import { PcmWriter } from './pcm-writer.ts';
import { PeakMeter } from './peaks.ts';
import { QualityMeter, speechNotes } from './quality.ts';
import type { AudioSettings } from './settings.ts';
import type { SpeechDetector } from './silero.ts';
import { tidy, totalMs } from './spans.ts';
import { TwinDetector } from './twins.ts';
import { VoiceActivity, windowMs } from './voice-activity.ts';

export interface AudioFile {
  source: ByteSource;
  /** As the sender called it; decides only for bytes without a header. */
  fileName: string;
}

/** A call as it is stored: interleaved signed 16-bit little-endian samples, and what was measured on the way. */
export interface PreparedAudio {
  sampleRateHz: number;
  channels: number;
  durationMs: number;
  /** By channel. */
  speech: Span[][];
  peaks: Peaks;
  /** What a person should know; never empty of what was lost. */
  notes: AudioNote[];
  /** What the files were. */
  formats: AudioFormat[];
}

export interface PrepareParts {
  /** Takes the samples; decoding waits for it. */
  sink(chunk: Uint8Array): Promise<void> | void;
  /** Told the share of the files that was read, 0 to 1. */
  onProgress(share: number): void;
  /** One for each channel. */
  detector(channel: number): Promise<SpeechDetector>;
  ffmpeg: string | null;
}

/**
 * One recording of one or two channels, or the two legs of one call as files of their own.
 * @throws audio_*, and what reading and the sink throw
 */
export async function prepareCall(
  files: AudioFile[],
  settings: AudioSettings,
  parts: PrepareParts,
): Promise<PreparedAudio> {
  const plan = await planCall(files, settings, parts.ffmpeg);
  const isTwice = plan.channels === 2 && (await hearsOneTwice(files, plan, settings, parts.ffmpeg));
  const channels = isTwice ? 1 : plan.channels;
  const call = await openCall(files, plan, settings, parts.ffmpeg, parts.onProgress);
  const { sampleRateHz } = plan;
  const meters = Array.from({ length: channels }, () => new QualityMeter(sampleRateHz));
  const peaks = new PeakMeter(sampleRateHz, channels);
  const voices = await Promise.all(meters.map((_, i) => openVoice(i, sampleRateHz, settings, parts)));
  const writer = new PcmWriter(channels, parts.sink);
  let frames = 0;
  for await (const piece of call.pieces) {
    const own = piece.slice(0, channels);
    frames += own[0]!.length;
    refuseLong((frames * 1000) / sampleRateHz, settings);
    own.forEach((samples, i) => {
      meters[i]!.push(samples);
      voices[i]!.push(samples);
    });
    peaks.push(own);
    await writer.write(own);
  }
  const notes = call.notes();
  if (frames === 0) throw new EarshotError(notes.length > 0 ? 'audio_damaged' : 'audio_silent_length');
  await writer.flush();
  const durationMs = Math.round((frames * 1000) / sampleRateHz);
  const heard = voices.map((voice) => tidy(voice.flush(), durationMs));
  const { speech, note } = withoutCrosstalk(heard, voices);
  if (isTwice) notes.push({ code: 'audio_mono_twice', details: {} });
  if (note) notes.push(note);
  notes.push(...meters.flatMap((meter, i) => meter.notes(i)), ...speechNotes(speech, meters));
  return { sampleRateHz, channels, durationMs, speech, peaks: peaks.flush(), notes, formats: plan.formats };
}

interface CallPlan {
  formats: AudioFormat[];
  channels: number;
  sampleRateHz: number;
}

async function planCall(
  files: AudioFile[],
  settings: AudioSettings,
  ffmpeg: string | null,
): Promise<CallPlan> {
  const formats: AudioFormat[] = [];
  for (const { source, fileName } of files) {
    const format = await identifyAudio(source, fileName, { ffmpegInstalled: ffmpeg !== null });
    refuseLong(format.durationMs ?? 0, settings);
    formats.push(format.needsFfmpeg ? await shapeByFfmpeg(source, format, ffmpeg) : format);
  }
  const [first, second] = formats;
  if (first && second) {
    const stereo = formats.find((format) => format.channels !== 1);
    if (stereo)
      throw new EarshotError('audio_channels_unsupported', {
        details: { channels: stereo.channels, files: 2 },
      });
    if (first.durationMs !== null && second.durationMs !== null) {
      refuseUnequal(
        Math.abs(first.durationMs - second.durationMs),
        Math.max(first.durationMs, second.durationMs),
        settings,
      );
    }
  }
  return { formats, channels: second ? 2 : first!.channels, sampleRateHz: storedRateHz(formats) };
}

/** What only ffmpeg can tell: it is started for that alone. */
async function shapeByFfmpeg(
  source: ByteSource,
  format: AudioFormat,
  ffmpeg: string | null,
): Promise<AudioFormat> {
  const decoding = await decode(source, format, ffmpeg);
  decoding.close?.();
  return decoding.format;
}

type LegTolerance = Pick<AudioSettings, 'legsMayDifferMs' | 'legsMayDifferShare'>;

interface OpenCall {
  /** To be read once. */
  pieces: AsyncGenerator<Float32Array[]>;
  notes(): AudioNote[];
}

async function openCall(
  files: AudioFile[],
  { formats, channels, sampleRateHz }: CallPlan,
  tolerance: LegTolerance,
  ffmpeg: string | null,
  onProgress: (share: number) => void,
): Promise<OpenCall> {
  const decodings = await openAll(countReads(files, onProgress), formats, ffmpeg);
  const [left, right] = decodings.map(({ blocks }) =>
    canonical(blocks, sampleRateHz, channels / files.length),
  );
  let paddedMs = 0;
  return {
    pieces: right
      ? sideBySide(left!, right, (padded, of) => {
          paddedMs = Math.round((padded * 1000) / sampleRateHz);
          refuseUnequal(paddedMs, (of * 1000) / sampleRateHz, tolerance);
        })
      : left!,
    notes() {
      const notes = decodings.flatMap((decoding, file) =>
        decoding.notes.map(({ code, details }) => ({
          code,
          details: right ? { ...details, file } : details,
        })),
      );
      if (paddedMs > 1000) notes.push({ code: 'audio_legs_padded', details: { paddedMs } });
      return notes;
    },
  };
}

async function openAll(
  sources: ByteSource[],
  formats: AudioFormat[],
  ffmpeg: string | null,
): Promise<Decoding[]> {
  const opened: Decoding[] = [];
  try {
    for (const [i, source] of sources.entries()) opened.push(await decode(source, formats[i]!, ffmpeg));
    return opened;
  } catch (thrown) {
    for (const decoding of opened) decoding.close?.();
    throw thrown;
  }
}

/** The files, telling how far they were read, as a share of all. */
function countReads(files: AudioFile[], onProgress: (share: number) => void): ByteSource[] {
  const bytes = files.reduce((sum, { source }) => sum + source.size, 0);
  const reached = files.map(() => 0);
  return files.map(({ source }, i) => ({
    size: source.size,
    read(start, end) {
      reached[i] = Math.max(reached[i]!, Math.min(end, source.size));
      onProgress(reached.reduce((sum, each) => sum + each, 0) / bytes);
      return source.read(start, end);
    },
  }));
}

const anyTolerance: LegTolerance = { legsMayDifferMs: Number.POSITIVE_INFINITY, legsMayDifferShare: 1 };

/**
 * Listens until the channels differ, which in a call is at once; only a mono recording is heard to its end. What
 * else may be wrong is left to be found when the call is decoded for good.
 */
async function hearsOneTwice(
  files: AudioFile[],
  plan: CallPlan,
  { maxDurationMs }: AudioSettings,
  ffmpeg: string | null,
): Promise<boolean> {
  const { pieces } = await openCall(files, plan, anyTolerance, ffmpeg, () => {});
  const twins = new TwinDetector();
  let frames = 0;
  for await (const [left, right] of pieces) {
    twins.push(left!, right!);
    frames += left!.length;
    if (twins.verdict === 'different' || (frames * 1000) / plan.sampleRateHz > maxDurationMs) return false;
  }
  return twins.verdict === 'twins';
}

async function openVoice(
  channel: number,
  sampleRateHz: number,
  settings: AudioSettings,
  parts: PrepareParts,
): Promise<VoiceActivity> {
  return new VoiceActivity(sampleRateHz, await parts.detector(channel), settings.voice);
}

function withoutCrosstalk(
  heard: Span[][],
  voices: VoiceActivity[],
): { speech: Span[][]; note: AudioNote | null } {
  if (heard.length !== 2) return { speech: heard, note: null };
  const levels = voices.map((voice) => ({ dbfs: voice.levels, windowMs }));
  const speech = heard.map((own, i) => withoutEcho(own, heard[1 - i]!, levels[i]!, levels[1 - i]!));
  const echoMs = totalMs(heard.flat()) - totalMs(speech.flat());
  return {
    speech,
    note: echoMs > 0 ? { code: 'audio_crosstalk', details: { echoMs: Math.round(echoMs) } } : null,
  };
}

function refuseLong(durationMs: number, { maxDurationMs }: AudioSettings): void {
  if (durationMs > maxDurationMs) throw new EarshotError('audio_too_long', { details: { maxDurationMs } });
}

function refuseUnequal(differMs: number, longerMs: number, tolerance: LegTolerance): void {
  const allowedMs = Math.max(tolerance.legsMayDifferMs, tolerance.legsMayDifferShare * longerMs);
  if (differMs > allowedMs) {
    throw new EarshotError('audio_legs_differ', { details: { differMs: Math.round(differMs) } });
  }
}
