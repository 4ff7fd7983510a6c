import type { Source } from '../model/call.ts';
import type { LiveStart } from '../model/live.ts';

export interface SourceFrame {
  /** Position of its first sample since the start of the leg, by the source's own clock. */
  firstSample: number;
  /** Signed 16 bits. */
  samples: Int16Array;
  /** Counts up by one with each frame of the leg; null where the source does not count. */
  sequence: number | null;
}

/** What a leg says, by the call's own clock. */
export interface ToldTurn {
  text: string;
  startMs: number;
  endMs: number;
}

/** What those who open a call in this process may say of it besides its start; the public socket says nothing. */
export interface LiveOpening {
  source: Exclude<Source, 'recording'>;
  /** Who brought it: `live`, `drill`. */
  channel: string;
  /**
   * Legs whose words are told: nobody listens to them, and audio that does not come of them is nothing that is
   * missing. Where all legs are told the call needs no audio at all.
   */
  toldLegs: readonly number[];
}

/** A call as sources of live audio open it. */
export const heardLive: LiveOpening = { source: 'live', channel: 'live', toldLegs: [] };

/**
 * One open call, as ways of live audio coming in fill it: a browser, a telephone system, a recording played as if it
 * were live. Nothing here waits: what cannot be kept up with is noted, and audio is kept whatever else fails.
 */
export interface LiveLine {
  readonly callId: string;
  /** Audio of one leg, numbered from 0 as in the start, at the rate of the start. */
  frame(leg: number, frame: SourceFrame): void;
  /**
   * What one leg says, known and not heard: entered at once, also before its time has come. A later one of the same
   * leg and start takes its place (the speaker was cut off). Time passes with audio, or as `passed` says.
   */
  told(leg: number, turn: ToldTurn): void;
  /** So much of the call has passed though no audio came: what nobody fills is silence, and is not kept as audio. */
  passed(positionMs: number): void;
  hold(on: boolean): void;
  /** What comes of a leg does not look like what the source says it is: noted on the call, once. */
  doubted(leg: number, text: string): void;
  mute(leg: number, on: boolean): void;
  /** How much of the call there is. */
  positionMs(): number;
  /** By leg, up to which sample audio is safe, by the source's own count: a source keeps what comes after until it is. */
  received(): number[];
  /** Resolves when what came is safe; undefined while there is little to wait for. A source should stop reading meanwhile. */
  room(): Promise<void> | undefined;
  /** The source says that the call is over; resolves when it has become a call like any other. */
  end(): Promise<void>;
  /** The source is gone without a word: it may come back with the same key. */
  gone(): void;
  /** Called when the call is over, whoever ended it. */
  onEnd(told: () => void): void;
  /** Called when another connection with the same key took the call over: this one fills it no more. */
  onReplaced(told: () => void): void;
}

export interface LiveIntake {
  /**
   * Opens a call, or takes over the one of this key: the connection that had it is told. `opening`: `heardLive` when absent.
   * @throws live_full; live_key_in_use when the open call of this key has other legs or another rate
   */
  open(start: LiveStart, opening?: LiveOpening): Promise<LiveLine>;
}

/** The connection of a source, whatever carries it. */
export interface SourceSocket {
  onMessage(take: (message: string | Uint8Array) => void): void;
  onClose(told: () => void): void;
  send(text: string): void;
  /** Stops and starts reading: what is not read waits with the source. */
  pause(): void;
  resume(): void;
  close(reason: string): void;
}
