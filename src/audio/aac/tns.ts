import type { BitReader } from './bits.ts';
import type { Layout } from './layout.ts';

/** Temporal noise shaping: a filter along the lines of a window (ISO/IEC 14496-3, section 4.6.9). */
export interface TnsFilter {
  /** In bands, downwards from where the filter before ended. */
  length: number;
  downwards: boolean;
  /** Prediction coefficients; empty for a filter that does nothing. */
  coefficients: number[];
}

/** Filters by window. */
export function readTns(bits: BitReader, layout: Layout): TnsFilter[][] {
  const isShort = layout.sequence === 2;
  return Array.from({ length: isShort ? 8 : 1 }, () => {
    const count = bits.read(isShort ? 1 : 2);
    const resolution = count > 0 ? 3 + bits.bit() : 3;
    return Array.from({ length: count }, () => {
      const length = bits.read(isShort ? 4 : 6);
      const order = bits.read(isShort ? 3 : 5);
      if (order === 0) return { length, downwards: false, coefficients: [] };
      const downwards = bits.bit() === 1;
      const width = resolution - bits.bit();
      const reflections = Array.from({ length: order }, () =>
        reflection(bits.read(width), width, resolution),
      );
      return { length, downwards, coefficients: predictionOf(reflections) };
    });
  });
}

function reflection(code: number, width: number, resolution: number): number {
  const value = code >= 1 << (width - 1) ? code - (1 << width) : code;
  const steps = 2 ** (resolution - 1) + (value >= 0 ? -0.5 : 0.5);
  return Math.sin((value * Math.PI) / 2 / steps);
}

/** Reflection coefficients to those of direct prediction, by Levinson's recursion. */
function predictionOf(reflections: number[]): number[] {
  let a: number[] = [];
  for (const k of reflections) {
    const last = a;
    a = [...last.map((value, i) => value + k * last[last.length - 1 - i]!), k];
  }
  return a;
}

export function applyTns(spectrum: Float64Array, layout: Layout, filters: TnsFilter[][]): void {
  const highest = Math.min(layout.used, layout.shaped);
  filters.forEach((ofWindow, window) => {
    let bottom = layout.offsets.length - 1;
    for (const { length, downwards, coefficients } of ofWindow) {
      const top = bottom;
      bottom = Math.max(0, top - length);
      const from = window * 128 + layout.offsets[Math.min(bottom, highest)]!;
      const to = window * 128 + layout.offsets[Math.min(top, highest)]!;
      filterLines(spectrum, from, to, downwards, coefficients);
    }
  });
}

function filterLines(
  spectrum: Float64Array,
  from: number,
  to: number,
  downwards: boolean,
  a: number[],
): void {
  const step = downwards ? -1 : 1;
  const first = downwards ? to - 1 : from;
  for (let n = 0; n < to - from; n++) {
    const line = first + n * step;
    let value = spectrum[line]!;
    for (let k = 0; k < Math.min(n, a.length); k++) value -= a[k]! * spectrum[line - (k + 1) * step]!;
    spectrum[line] = value;
  }
}
