import { publicError } from '../errors.ts';

/** Output of a command: `answer` goes to standard output, everything else to standard error. */
export interface Output {
  readonly json: boolean;
  answer(value: unknown, asText: () => string): void;
  say(text: string): void;
}

export function openOutput(json: boolean): Output {
  return {
    json,
    answer(value, asText) {
      process.stdout.write(json ? `${JSON.stringify(value, null, 2)}\n` : `${asText()}\n`);
    },
    say(text) {
      process.stderr.write(`${text}\n`);
    },
  };
}

/** Shows an error as a person, or a program asking for JSON, needs it. */
export function printError(thrown: unknown, json: boolean): void {
  const error = publicError(thrown);
  if (json) process.stdout.write(`${JSON.stringify({ error }, null, 2)}\n`);
  process.stderr.write(`${error.message} (${error.code})\n`);
  for (const line of detailLines(error.details ?? {})) process.stderr.write(`  ${line}\n`);
}

function detailLines(details: Record<string, unknown>): string[] {
  return Object.entries(details).map(
    ([key, value]) => `${key}: ${typeof value === 'string' ? value : JSON.stringify(value)}`,
  );
}

/** Columns padded to their widest cell; the last one is left as it is. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => (row[column] ?? '').length)),
  );
  return rows
    .map((row) =>
      row.map((cell, n) => (n === row.length - 1 ? cell : cell.padEnd(widths[n] ?? 0))).join('  '),
    )
    .join('\n');
}

/** `1:05` for 65,000 ms. */
export function clockTime(ms: number | null): string {
  if (ms === null) return '–';
  const seconds = Math.round(ms / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

export function fileSize(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  const step = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3));
  return `${(bytes / 1000 ** step).toFixed(step < 2 ? 0 : 1)} ${units[step]}`;
}
