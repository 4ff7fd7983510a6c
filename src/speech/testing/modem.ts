/**
 * Speech for tests: text as sound that a tiny model can read back exactly.
 *
 * Each letter is two tones at once inside the telephone band (300 to 3400 Hz), so it survives G.711 at 8 kHz; a
 * model then needs one matrix from the spectrum to letters. The edges are rounded: without that, a frame that
 * straddles one hears a click and reads a wrong letter.
 */
const wordMark = '\u2581';

/** Every symbol, in the order of the models' columns. The word mark stands before each word, as in sentencepiece. */
export const symbols = [...'abcdefghijklmnopqrstuvwxyz', wordMark, "'", ...'0123456789'];

export const lowTonesHz = [450, 560, 680, 810, 950, 1100, 1260];
export const highTonesHz = [1560, 1800, 2060, 2340, 2650, 2980];
export const toneMs = 80;
/** From the start of one symbol to the start of the next. */
export const symbolMs = 160;
const edgeMs = 20;

export function tonesOf(symbol: number): [number, number] {
  const low = lowTonesHz[symbol % lowTonesHz.length] as number;
  const high = highTonesHz[Math.floor(symbol / lowTonesHz.length)] as number;
  return [low, high];
}

/** The symbols of a text: lower case letters, digits and apostrophes, words apart by spaces. */
export function symbolsOf(text: string): number[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const found = words.flatMap((word) => [wordMark, ...word]).map((letter) => symbols.indexOf(letter));
  if (found.includes(-1)) throw new Error(`the modem cannot say "${text}"`);
  return found;
}

export function durationOf(text: string): number {
  return symbolsOf(text).length * symbolMs;
}

export function speak(text: string, sampleRateHz: number, amplitude = 0.2): Float32Array {
  const said = symbolsOf(text);
  const step = (sampleRateHz * symbolMs) / 1000;
  const samples = new Float32Array(Math.round(said.length * step));
  for (const [index, symbol] of said.entries()) {
    const [low, high] = tonesOf(symbol);
    const start = Math.round(index * step);
    for (let n = 0; n < (sampleRateHz * toneMs) / 1000; n++) {
      const seconds = n / sampleRateHz;
      const wave = Math.sin(2 * Math.PI * low * seconds) + Math.sin(2 * Math.PI * high * seconds);
      samples[start + n] = amplitude * envelope(seconds * 1000) * wave;
    }
  }
  return samples;
}

function envelope(atMs: number): number {
  const fromEdge = Math.min(atMs, toneMs - atMs, edgeMs);
  return (1 - Math.cos((Math.PI * fromEdge) / edgeMs)) / 2;
}
