/**
 * What a running server says of itself in `postmaster.pid` (src/include/utils/pidfile.h of PostgreSQL), a line
 * each: pid, data folder, start (seconds since 1970), port, socket folder, address, shared memory key, status.
 * The later lines come as the server starts.
 */
export interface PostmasterFile {
  pid: number;
  port: number | undefined;
  status: 'starting' | 'stopping' | 'ready' | 'standby' | undefined;
}

/** Undefined when the text names no process: a file that is being written, or was torn. */
export function parsePostmasterFile(text: string): PostmasterFile | undefined {
  const lines = text.split('\n').map((line) => line.trim());
  const pid = wholeNumber(lines[0]);
  if (pid === undefined) return undefined;
  return { pid, port: wholeNumber(lines[3]), status: statuses.find((status) => status === lines[7]) };
}

const statuses = ['starting', 'stopping', 'ready', 'standby'] as const;

function wholeNumber(text: string | undefined): number | undefined {
  return text !== undefined && /^\d+$/.test(text) && Number(text) > 0 ? Number(text) : undefined;
}

/**
 * What to do about a server that may still run from before.
 *
 *   no file ──────────────────────────▶ none
 *   its process is gone, or its pid now
 *   belongs to another program ────────▶ stale: the file is removed
 *   its process serves this cluster ───▶ orphan: it is stopped in order
 */
export type Former = { kind: 'none' } | { kind: 'stale' } | { kind: 'orphan'; pid: number };

/** `command` is the command line of the process with that pid, or undefined when there is none. */
export function judgeFormer(
  file: PostmasterFile | undefined,
  command: readonly string[] | undefined,
  clusterFolder: string,
): Former {
  if (!file) return { kind: 'none' };
  if (!command || !servesCluster(command, clusterFolder)) return { kind: 'stale' };
  return { kind: 'orphan', pid: file.pid };
}

/**
 * Whether a command line is that of the server of this cluster. `ps` joins the words of a command by spaces, so
 * the line is compared as one text.
 */
export function servesCluster(command: readonly string[], clusterFolder: string): boolean {
  const line = command.join(' ');
  const program = /^(.*?postgres(?:\.exe)?) /.exec(line)?.[1];
  return program !== undefined && `${line} `.includes(` -D ${clusterFolder} `);
}
