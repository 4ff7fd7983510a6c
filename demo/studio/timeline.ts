import { randomFrom } from './random.ts';
import {
  type EventLine,
  isSpoken,
  type Line,
  type Speaker,
  shownText,
  speakerOf,
  wordsOf,
} from './script.ts';
import type { SaidWord, Take } from './voice.ts';

export interface PlacedTurn {
  speaker: Speaker;
  startMs: number;
  endMs: number;
  text: string;
  words: SaidWord[];
  samples: Float32Array;
}

export interface PlacedSound {
  event: EventLine;
  startMs: number;
}

export interface Timeline {
  turns: PlacedTurn[];
  sounds: PlacedSound[];
  durationMs: number;
}

const headMs = 420;
const tailMs = 750;

/**
 * Puts lines on one clock. What a line says of its pause or overlap counts from the end of what precedes it, line
 * or sound; without either a gap of 180 to 620 ms is left, as people leave.
 */
export async function placeLines(
  lines: Line[],
  seed: string,
  say: (line: Exclude<Line, EventLine>) => Promise<Take>,
): Promise<Timeline> {
  const random = randomFrom(`${seed} gaps`);
  const turns: PlacedTurn[] = [];
  const sounds: PlacedSound[] = [];
  let atMs = headMs;
  for (const [i, line] of lines.entries()) {
    const gapMs = i === 0 ? 0 : 180 + random() * 440;
    const startMs = Math.max(0, atMs + (line.pauseMs ?? -(line.overlapMs ?? -gapMs)));
    if (!isSpoken(line)) {
      sounds.push({ event: line, startMs });
      atMs = startMs + line.lengthMs;
      continue;
    }
    const take = await say(line);
    const words = take.words.map((word) => ({
      text: word.text,
      startMs: Math.round(startMs + word.startMs),
      endMs: Math.round(startMs + word.endMs),
    }));
    const turn: PlacedTurn = {
      speaker: speakerOf(line),
      startMs: words[0]!.startMs,
      endMs: words.at(-1)!.endMs,
      text: shownText(wordsOf(line)),
      words,
      samples: take.samples,
    };
    mustNotSpeakTwice(turns, turn);
    turns.push(turn);
    atMs = Math.max(atMs, turn.endMs);
  }
  turns.sort((a, b) => a.startMs - b.startMs);
  return { turns, sounds, durationMs: Math.ceil(atMs + tailMs) };
}

function mustNotSpeakTwice(turns: PlacedTurn[], turn: PlacedTurn): void {
  const before = turns.findLast((other) => other.speaker === turn.speaker);
  if (before && before.endMs > turn.startMs)
    throw new Error(`two lines of one speaker overlap: ${turn.text}`);
}
