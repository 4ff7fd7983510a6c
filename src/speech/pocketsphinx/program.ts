import { join } from 'node:path';

export interface PocketSettings {
  /** Recognises one piece after the other. */
  program: string;
  /** Follows a microphone; empty to do without. */
  streaming: string;
  /** The most of those at once. */
  streams: number;
  /** The folder with `en-us/`, `en-us.lm.bin` and `cmudict-en-us.dict`. */
  model: string;
  timeoutMs: number;
}

export const pocketModel = 'en-us';
export const pocketRateHz = 16_000;

/**
 * The programs read from their standard input what comes, and open it as a file, which only a pipe of the system
 * allows: `cat` is that pipe, and is ended with the program.
 */
export const systemPipe = 'cat | { "$0" "$@"; echo "ERROR: ended with code $?" >&2; kill 0; }';

/** A second pass and a wider beam cost two fifths more and, on clean speech, found no word more. */
const quick = ['-fwdflat', 'no', '-maxwpf', '20', '-maxhmmpf', '5000'];

/** With which model, and how thoroughly. */
export function modelArguments(model: string): string[] {
  return [
    ...['-hmm', join(model, pocketModel), '-lm', join(model, `${pocketModel}.lm.bin`)],
    ...['-dict', join(model, `cmudict-${pocketModel}.dict`), ...quick],
  ];
}
