/** A word as the program's log has it; times in seconds from the start of the audio it was given. */
export interface LoggedWord {
  text: string;
  startS: number;
  endS: number;
  /** Posterior probability, 0 to 1. */
  confidence: number;
}

/** A word as the program that follows a microphone prints it; `word` is null for a pause or a noise. */
export interface TimedWord {
  word: string | null;
  startS: number;
  endS: number;
  confidence: number;
}

const timedRow = /^(\S+) (\d+\.\d{3}) (\d+\.\d{3}) (\d+\.\d+)$/;

/** `breathing 0.530 0.970 0.966000`; undefined for anything else. */
export function readTimedWord(line: string): TimedWord | undefined {
  const row = timedRow.exec(line);
  if (!row) return undefined;
  const [, spelt, startS, endS, confidence] = row as unknown as [string, string, string, string, string];
  return {
    word: isNoise(spelt) ? null : wordOf(spelt),
    startS: Number(startS),
    endS: Number(endS),
    confidence: Math.min(1, Number(confidence)),
  };
}

/** Pauses, breaths and noises are in brackets or between pluses. */
function isNoise(spelt: string): boolean {
  return /^[<[+]/.test(spelt);
}

/** A number in brackets says which of its pronunciations it was. */
function wordOf(spelt: string): string {
  return spelt.replace(/\(\d+\)$/, '');
}

/** What one line of the log tells of the work under way. */
export type LogLine =
  | { type: 'ready' }
  | { type: 'word'; word: LoggedWord }
  | { type: 'done'; name: string }
  | { type: 'unread' }
  | { type: 'other' };

const framesASecond = 100;
const wordRow = /^(\S+)\s+(\d+)\s+(\d+)\s+(\d\.\d+)\s+-?\d+\s+-?\d+\s+\d+\s*$/;

/**
 * The program writes its results into a file only when its buffer is full, but what it found into its log at once
 * (`-backtrace yes`):
 *
 *   INFO: batch.c(729): Decoding '7'
 *   word                 start end   pprob ascr       lscr       lback
 *   <s>                  0     10    1.000 -183296    0          1
 *   breathing            53    96    1.000 -1082368   -475       3
 *   7 done --------------------------------------
 */
export function readLogLine(line: string): LogLine {
  const row = wordRow.exec(line);
  if (row) {
    const [, spelt, first, last, confidence] = row as unknown as [string, string, string, string, string];
    if (isNoise(spelt)) return { type: 'other' };
    return {
      type: 'word',
      word: {
        text: wordOf(spelt),
        startS: Number(first) / framesASecond,
        endS: (Number(last) + 1) / framesASecond,
        confidence: Math.min(1, Number(confidence)),
      },
    };
  }
  const done = /^(\S+) done -+$/.exec(line);
  if (done) return { type: 'done', name: done[1] as string };
  if (/batch\.c.*Failed to open/.test(line)) return { type: 'unread' };
  if (/batch\.c.*Decoding '/.test(line)) return { type: 'ready' };
  return { type: 'other' };
}
