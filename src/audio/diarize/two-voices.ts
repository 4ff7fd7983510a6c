import { fitGaussian, logDensities } from './gaussian.ts';
import { twoMeans } from './two-means.ts';
import { cepstraPerFrame, hopMs, type VoiceFrames } from './voice-features.ts';

/**
 * Which of two voices speaks in each frame, without any trained model:
 * pieces of speech are divided in two by what they sound like on average, in several ways; from each division two
 * distributions of single frames are made and improved in turn with the path of speakers that fits them best; the
 * division under which the frames are likeliest wins.
 */
export interface TwoVoices {
  /** 0 or 1 for each frame. */
  labels: Uint8Array;
  /** By how much the frames are likelier under two voices than under one: nats per frame. */
  gain: number;
}

export interface VoicePiece {
  /** Frames that follow one another without a pause, from `first` on. */
  first: number;
  count: number;
}

const longestPieceMs = 1500;
/** Nats that a change of speaker costs, within speech and where there was a pause. */
const switchCost = 60;
const switchCostAtPause = 12;
const maxRounds = 12;

/** `stretches` are the frames of each span of speech. Null when there is too little speech to tell. */
export function separateTwoVoices(frames: VoiceFrames, stretches: VoicePiece[]): TwoVoices | null {
  const whole = fitGaussian(frames.cepstra, cepstraPerFrame, () => true);
  const pieces = stretches.flatMap(cutPiece);
  if (!whole || pieces.length < 4) return null;
  const alone = sum(logDensities(frames.cepstra, whole));
  const starts = new Set(stretches.map(({ first }) => first));
  let best: { labels: Uint8Array; likelihood: number } | null = null;
  for (const features of featureSets(frames, pieces)) {
    const found = improve(frames, pieces, twoMeans(features.data, features.size), starts);
    if (found && (!best || found.likelihood > best.likelihood)) best = found;
  }
  return best && { labels: best.labels, gain: (best.likelihood - alone) / frames.count };
}

function cutPiece({ first, count }: VoicePiece): VoicePiece[] {
  const parts = Math.max(1, Math.ceil((count * hopMs) / longestPieceMs));
  return Array.from({ length: parts }, (_, i) => {
    const from = Math.floor((count * i) / parts);
    return { first: first + from, count: Math.floor((count * (i + 1)) / parts) - from };
  }).filter((piece) => piece.count > 0);
}

/** Mean spectrum, with or without its spread, with or without pitch, and pitch alone. */
function featureSets(frames: VoiceFrames, pieces: VoicePiece[]): { data: Float64Array; size: number }[] {
  const rows = describe(frames, pieces);
  const sets = [
    (row: PieceFeatures) => row.mean,
    (row: PieceFeatures) => [...row.mean, ...row.deviation],
    (row: PieceFeatures) => [...row.mean, row.pitch, row.pitch, row.pitch],
    (row: PieceFeatures) => [row.pitch],
  ];
  return sets.map((pick) => {
    const picked = rows.map(pick);
    return { data: Float64Array.from(picked.flat()), size: picked[0]!.length };
  });
}

interface PieceFeatures {
  mean: number[];
  deviation: number[];
  pitch: number;
}

function describe(frames: VoiceFrames, pieces: VoicePiece[]): PieceFeatures[] {
  const usualPitch = median([...frames.logPitch].filter((pitch) => !Number.isNaN(pitch)));
  return pieces.map(({ first, count }) => {
    const mean: number[] = [];
    const deviation: number[] = [];
    for (let c = 0; c < cepstraPerFrame; c++) {
      let total = 0;
      let squares = 0;
      for (let frame = first; frame < first + count; frame++) {
        const value = frames.cepstra[frame * cepstraPerFrame + c]!;
        total += value;
        squares += value * value;
      }
      mean.push(total / count);
      deviation.push(Math.sqrt(Math.max(0, squares / count - (total / count) ** 2)));
    }
    const pitches = [...frames.logPitch.subarray(first, first + count)].filter(
      (pitch) => !Number.isNaN(pitch),
    );
    return { mean, deviation, pitch: pitches.length > 0 ? median(pitches) : usualPitch };
  });
}

function improve(
  frames: VoiceFrames,
  pieces: VoicePiece[],
  ofPieces: Uint8Array,
  starts: ReadonlySet<number>,
): { labels: Uint8Array; likelihood: number } | null {
  let labels = new Uint8Array(frames.count);
  for (const [i, { first, count }] of pieces.entries()) labels.fill(ofPieces[i]!, first, first + count);
  let best: { labels: Uint8Array; likelihood: number } | null = null;
  for (let round = 0; round < maxRounds; round++) {
    const voices = [0, 1].map((voice) =>
      fitGaussian(frames.cepstra, cepstraPerFrame, (row) => labels[row] === voice),
    );
    if (!voices[0] || !voices[1]) return best;
    const path = likeliestPath(
      logDensities(frames.cepstra, voices[0]),
      logDensities(frames.cepstra, voices[1]),
      starts,
    );
    if (best && path.likelihood <= best.likelihood + 1) return best;
    best = path;
    labels = new Uint8Array(path.labels);
  }
  return best;
}

/** Viterbi's algorithm over two states. */
function likeliestPath(
  first: Float64Array,
  second: Float64Array,
  starts: ReadonlySet<number>,
): { labels: Uint8Array; likelihood: number } {
  const count = first.length;
  // Bit 0: where the best path to voice 0 came from; bit 1: to voice 1.
  const from = new Uint8Array(count);
  let a = first[0]!;
  let b = second[0]!;
  for (let i = 1; i < count; i++) {
    const cost = starts.has(i) ? switchCostAtPause : switchCost;
    const toA = b - cost > a;
    const toB = b >= a - cost;
    from[i] = (toA ? 1 : 0) | (toB ? 2 : 0);
    const nextA = (toA ? b - cost : a) + first[i]!;
    b = (toB ? b : a - cost) + second[i]!;
    a = nextA;
  }
  const labels = new Uint8Array(count);
  let state = b > a ? 1 : 0;
  for (let i = count - 1; i >= 0; i--) {
    labels[i] = state;
    state = (from[i]! >> state) & 1;
  }
  return { labels, likelihood: Math.max(a, b) };
}

function sum(values: Float64Array): number {
  return values.reduce((total, value) => total + value, 0);
}

function median(values: number[]): number {
  if (values.length === 0) return 0;
  return values.sort((x, y) => x - y)[values.length >> 1]!;
}
