import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Role, Turn } from '../../model/call.ts';
import type { JudgedCall } from '../judged-call.ts';

/** Labelled calls beside the checkout, for development; absent in a plain clone. */
const labelledFolder = path.join(import.meta.dirname, '../../../../shared/eval/dev');

export interface LabelledCall {
  id: string;
  call: JudgedCall;
  labels: { criteria?: Record<string, string>; scores8?: Record<string, number> };
}

const roles: Record<string, Role> = {
  agent: 'agent',
  call_taker: 'agent',
  customer: 'customer',
  caller: 'customer',
};

interface LabelledFile {
  id: string;
  kind: 'psap' | 'contact-centre';
  turns: { i: number; speaker: string; startMs: number; endMs: number; text: string }[];
  labels: LabelledCall['labels'];
}

/** The labelled calls, or null where they are not. */
export function labelledCalls(): LabelledCall[] | null {
  if (!existsSync(labelledFolder)) return null;
  const files = readdirSync(labelledFolder).filter((name) => name.endsWith('.json'));
  return files.sort().map((name) => {
    const file = JSON.parse(readFileSync(path.join(labelledFolder, name), 'utf8')) as LabelledFile;
    const turns = file.turns.map(({ i, speaker, startMs, endMs, text }): Turn => {
      const role = roles[speaker] ?? 'other';
      const leg = role === 'agent' ? 0 : role === 'customer' ? 1 : 2;
      return { index: i, leg, role, startMs, endMs, text, words: [], confidence: null };
    });
    const durationMs = Math.max(...turns.map((turn) => turn.endMs));
    return {
      id: file.id,
      call: { kind: file.kind, durationMs, legs: [], turns, metrics: null },
      labels: file.labels,
    };
  });
}

/** Cohen's kappa of two raters; null when it is not defined because neither ever differs. */
export function kappa(pairs: readonly (readonly [string, string])[]): number | null {
  const share = (counted: (pair: readonly [string, string]) => boolean) =>
    pairs.filter(counted).length / pairs.length;
  const agreed = share(([a, b]) => a === b);
  const values = [...new Set(pairs.flat())];
  const chance = values.reduce(
    (sum, value) => sum + share(([a]) => a === value) * share(([, b]) => b === value),
    0,
  );
  return chance === 1 ? null : (agreed - chance) / (1 - chance);
}

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
