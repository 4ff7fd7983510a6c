import type { Span } from '../../model/call.ts';
import type { DiarizationModels, SeparatedSpeakers } from '../audio.ts';
import { sampleReader } from '../pcm.ts';
import { closeGaps, tidy } from '../spans.ts';
import type { MonoAudio } from './mono-audio.ts';
import { diarize } from './neural.ts';
import { separateTwoVoices, type TwoVoices, type VoicePiece } from './two-voices.ts';
import { cepstraPerFrame, hopMs, VoiceAnalyser, type VoiceFrames } from './voice-features.ts';

/**
 * Below this gain there is probably one speaker. Measured on 17 conversations of two (0.39 to 1.69) and 27 single
 * voices (0.13 to 0.86): no conversation was taken for one voice, 17 of the single ones were found.
 */
const oneVoiceGain = 0.34;
/** At this gain it is as likely as not that a person sees a mistake: certainty 0.5. */
const evenGain = 0.6;

/**
 * Tells two speakers on one channel apart. With models sherpa-onnx does, and what the voices sound like says how
 * sure that is; without them the voices decide alone.
 * `alive` is called now and then, as a sign of life.
 */
export async function separateSpeakers(
  audio: MonoAudio,
  speech: Span[],
  models: DiarizationModels | null,
  alive: () => Promise<void>,
): Promise<SeparatedSpeakers> {
  await alive();
  const heard = await hear(audio, tidy(speech), alive);
  const voices = separateTwoVoices(heard.frames, heard.stretches);
  const ownMethod = 'voice features';
  if (models) {
    const segments = await diarize(audio, models, alive);
    if (segments) return fromSegments(segments, heard, voices, models);
  }
  if (!voices) return { speakers: [heard.speech], certainty: 0, method: ownMethod };
  if (voices.gain < oneVoiceGain) {
    const certainty = Math.min(1, 1 - voices.gain / oneVoiceGain / 2);
    return { speakers: [heard.speech], certainty, method: ownMethod };
  }
  const speakers = spansOf(voices.labels, heard);
  return { speakers, certainty: 1 - 2 ** (-voices.gain / evenGain), method: ownMethod };
}

interface Heard {
  speech: Span[];
  frames: VoiceFrames;
  stretches: VoicePiece[];
  /** The span of speech each stretch was taken from. */
  spans: Span[];
}

async function hear(
  { pcm, sampleRateHz }: MonoAudio,
  speech: Span[],
  alive: () => Promise<void>,
): Promise<Heard> {
  const analyser = new VoiceAnalyser(sampleRateHz);
  const read = sampleReader('pcm-s16', 1);
  const parts: VoiceFrames[] = [];
  const stretches: VoicePiece[] = [];
  const spans: Span[] = [];
  let first = 0;
  for (const span of speech) {
    const bytes = await pcm.read(byteAt(span.startMs, sampleRateHz), byteAt(span.endMs, sampleRateHz));
    const part = analyser.analyse(read(bytes)[0]!);
    await alive();
    if (part.count === 0) continue;
    parts.push(part);
    spans.push(span);
    stretches.push({ first, count: part.count });
    first += part.count;
  }
  const frames = {
    cepstra: new Float32Array(first * cepstraPerFrame),
    logPitch: new Float32Array(first),
    count: first,
  };
  parts.forEach((part, i) => {
    frames.cepstra.set(part.cepstra, stretches[i]!.first * cepstraPerFrame);
    frames.logPitch.set(part.logPitch, stretches[i]!.first);
  });
  return { speech, frames, stretches, spans };
}

function byteAt(ms: number, sampleRateHz: number): number {
  return 2 * Math.round((ms * sampleRateHz) / 1000);
}

/** Labels of frames as time of each speaker, within the spans of speech; who was heard first comes first. */
function spansOf(labels: Uint8Array, { spans, stretches }: Heard): Span[][] {
  const speakers: [Span[], Span[]] = [[], []];
  stretches.forEach(({ first, count }, i) => {
    const { startMs, endMs } = spans[i]!;
    for (let from = 0; from < count; ) {
      let to = from + 1;
      while (to < count && labels[first + to] === labels[first + from]) to++;
      speakers[labels[first + from] as 0 | 1].push({
        startMs: from === 0 ? startMs : startMs + from * hopMs,
        endMs: to === count ? endMs : startMs + to * hopMs,
      });
      from = to;
    }
  });
  return inOrder(speakers.map((each) => closeGaps(each, 0)));
}

function inOrder(speakers: Span[][]): Span[][] {
  return speakers.filter((spans) => spans.length > 0).sort((a, b) => a[0]!.startMs - b[0]!.startMs);
}

/** Certainty is how far both methods agree: half is chance. */
function fromSegments(
  segments: (Span & { speaker: number })[],
  heard: Heard,
  voices: TwoVoices | null,
  models: DiarizationModels,
): SeparatedSpeakers {
  const labels = new Uint8Array(heard.frames.count);
  heard.stretches.forEach(({ first, count }, i) => {
    for (let frame = 0; frame < count; frame++) {
      labels[first + frame] = nearest(segments, heard.spans[i]!.startMs + frame * hopMs);
    }
  });
  const speakers = spansOf(labels, heard);
  const method = `sherpa-onnx ${fileName(models.segmentation)} ${fileName(models.embedding)}`;
  if (!voices || speakers.length < 2) return { speakers, certainty: 0.5, method };
  let same = 0;
  labels.forEach((label, i) => {
    if (label === voices.labels[i]) same++;
  });
  const share = same / labels.length;
  return { speakers, certainty: Math.abs(2 * share - 1), method };
}

/** The speaker at a time, or of the segment nearest to it. */
function nearest(segments: (Span & { speaker: number })[], atMs: number): number {
  let best = segments[0];
  let bestMs = Number.POSITIVE_INFINITY;
  for (const segment of segments) {
    const awayMs = Math.max(0, segment.startMs - atMs, atMs - segment.endMs);
    if (awayMs < bestMs) [best, bestMs] = [segment, awayMs];
    if (bestMs === 0) break;
  }
  return best && best.speaker > 0 ? 1 : 0;
}

function fileName(path: string): string {
  return path.split(/[\\/]/).at(-2) ?? path;
}
