import { EarshotError, toEarshotError } from '../../errors.ts';
import type { Heard } from '../engine.ts';
import type { Segment } from '../segments.ts';
import type { Listened } from './listen.ts';

/** What came of the segments of one call. */
export interface Tally {
  readonly listened: (Listened & { segment: Segment })[];
  readonly missed: Heard['missed'];
  heard(segment: Segment, found: Listened | null): void;
  /** The segment is told as missed. @throws speech_engine_failed after too many in a row */
  failed(segment: Segment, fault: SegmentFault): void;
  /** @throws speech_engine_failed when not one segment could be listened to */
  finish(): void;
}

/** The recogniser failed on one segment, which must not fail the call. */
export class SegmentFault extends Error {
  override readonly name = 'SegmentFault';
}

/** Less speech than this with nothing in it is a cough or a click, not something that was missed. */
const speechWorthMissingMs = 400;
/** So many segments failing in a row, with none heard between them, is not the segments' fault. */
const mostFailuresInRow = 3;

const faults: Partial<Record<string, string>> = {
  child_crashed: 'the recogniser crashed on it twice',
  child_timeout: 'the recogniser did not come to an end on it',
  internal: 'the recogniser failed on it',
};

/** What recognising a segment threw, as its fault where it may be one: a broken model is not. */
export function asSegmentFault(thrown: unknown): unknown {
  const reason = faults[toEarshotError(thrown).code];
  return reason === undefined ? thrown : new SegmentFault(reason, { cause: thrown });
}

export function openTally(segments: Segment[], onProgress: ((share: number) => void) | undefined): Tally {
  const totalMs = segments.reduce((sum, segment) => sum + segment.endMs - segment.startMs, 0);
  let doneMs = 0;
  let failuresInRow = 0;
  let lastFault: SegmentFault | undefined;
  const listened: Tally['listened'] = [];
  const missed: Tally['missed'] = [];

  function miss({ leg, startMs, endMs }: Segment, reason: string): void {
    missed.push({ leg, startMs, endMs, reason });
  }

  function done(segment: Segment): void {
    doneMs += segment.endMs - segment.startMs;
    onProgress?.(Math.min(1, doneMs / totalMs));
  }

  return {
    listened,
    missed,
    heard(segment, found) {
      failuresInRow = 0;
      if (found) listened.push({ ...found, segment });
      else if (segment.speechMs >= speechWorthMissingMs) miss(segment, 'nothing was recognised in it');
      done(segment);
    },
    failed(segment, fault) {
      failuresInRow++;
      lastFault = fault;
      if (failuresInRow >= mostFailuresInRow) throw allFailed(fault);
      miss(segment, fault.message);
      done(segment);
    },
    finish() {
      // An empty transcript would be scored as if nobody had said anything.
      if (lastFault && failuresInRow === segments.length) throw allFailed(lastFault);
    },
  };
}

/** `suspectModel` asks whoever holds the models to look at this one again. */
function allFailed({ cause }: SegmentFault): EarshotError {
  const details = { ...toEarshotError(cause).details, suspectModel: true };
  return new EarshotError('speech_engine_failed', { details, cause });
}
