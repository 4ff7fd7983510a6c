/** A piece of the journal of a call, sealed. */
export interface CallPiece {
  part: string;
  /** Counts up from 0 in its part. */
  n: number;
  bytes: Uint8Array;
}
