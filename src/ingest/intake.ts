import type { PublicError } from '../errors.ts';
import type { Source } from '../model/call.ts';
import type { CallMetadata } from '../model/intake.ts';

/** A file on its way in. `bytes` is read once, as it arrives; nothing holds it whole. */
export interface IncomingFile {
  /** As the sender called it: shown to people, never used as a path. */
  fileName: string;
  bytes: AsyncIterable<Uint8Array>;
}

/** One call on its way in: one recording, or the two legs of one call as two files. */
export interface IncomingCall {
  source: Source;
  /** Who brought it: `upload`, `watch folder`, `demo`. */
  channel: string;
  files: [IncomingFile] | [IncomingFile, IncomingFile];
  metadata: CallMetadata;
  /** The text of a transcript that came with it, in any of the formats taken. */
  transcript?: { fileName: string; text: string };
}

export interface ReceivedCall {
  id: string;
  duplicate: boolean;
}

/**
 * Where ways of calls coming in hand them over. An adapter is given one; it does not know what happens next.
 * `receive` resolves once the call is safe on disk and queued.
 */
export interface Intake {
  /** @throws audio_*, upload_*, transcript_malformed, disk_full: nothing of the call was then kept. */
  receive(call: IncomingCall): Promise<ReceivedCall>;
  /** Records a file that was not taken, so that somebody looks. */
  reject(rejection: { channel: string; fileName: string; problem: PublicError }): Promise<void>;
}
