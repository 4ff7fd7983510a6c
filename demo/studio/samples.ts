/** Everything in the studio is made of one channel of numbers from -1 to 1 at this rate. */
export const studioRateHz = 8000;

export function toSample(ms: number): number {
  return Math.round((ms / 1000) * studioRateHz);
}

export function fromDb(db: number): number {
  return 10 ** (db / 20);
}

export function joined(pieces: Float32Array[]): Float32Array {
  const whole = new Float32Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}
