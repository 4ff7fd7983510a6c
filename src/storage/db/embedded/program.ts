import { execFile } from 'node:child_process';

/** An account of the system, by its numbers. */
export interface Account {
  name: string;
  uid: number;
  gid: number;
}

export interface Ran {
  /** The exit code; null when the program could not be started or was ended. */
  code: number | null;
  /** Why it could not be started: `ENOENT`, `EACCES`. */
  reason: string | undefined;
  stdout: string;
  stderr: string;
}

/** Runs a program to its end under an account (our own when undefined). Never throws: the answer says it. */
export function runProgram(
  program: string,
  args: string[],
  options: { account?: Account | undefined; cwd?: string; timeoutMs?: number } = {},
): Promise<Ran> {
  const { account } = options;
  return new Promise((resolve) => {
    execFile(
      program,
      args,
      {
        cwd: options.cwd,
        timeout: options.timeoutMs ?? 120_000,
        env: plainEnvironment(),
        windowsHide: true,
        ...(account ? { uid: account.uid, gid: account.gid } : {}),
      },
      (error, stdout, stderr) => {
        const code = error?.code ?? null;
        resolve({
          code: error ? (typeof code === 'number' ? code : null) : 0,
          reason: typeof code === 'string' ? code : (error?.signal ?? undefined),
          stdout,
          stderr,
        });
      },
    );
  });
}

/** What PostgreSQL's programs see: no settings of whoever started Earshot, and messages in English. */
export function plainEnvironment(): Record<string, string> {
  const kept = ['PATH', 'SystemRoot', 'TEMP', 'TMP'].flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value]];
  });
  return { ...Object.fromEntries(kept), LC_ALL: 'C' };
}
