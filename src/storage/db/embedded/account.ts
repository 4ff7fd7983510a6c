import { type Account, runProgram } from './program.ts';

/** What the choice of an account needs to know and may do. */
export interface Accounts {
  find(name: string): Promise<Account | undefined>;
  create(name: string): Promise<void>;
}

const ownName = 'earshot';

/**
 * The account PostgreSQL runs under when Earshot was started as root, which PostgreSQL refuses: its own if there
 * is one or one can be made, else the system's `postgres`, else `nobody`.
 */
export async function chooseAccount(accounts: Accounts): Promise<Account | undefined> {
  const own = await accounts.find(ownName);
  if (own) return own;
  await accounts.create(ownName);
  for (const name of [ownName, 'postgres', 'nobody']) {
    const account = await accounts.find(name);
    // An account with root's number is root, whatever it is called.
    if (account && account.uid !== 0) return account;
  }
  return undefined;
}

export const systemAccounts: Accounts = {
  async find(name) {
    const [uid, gid] = await Promise.all([runProgram('id', ['-u', name]), runProgram('id', ['-g', name])]);
    const account = { name, uid: Number(uid.stdout), gid: Number(gid.stdout) };
    // Some systems number `nobody` below zero, which no process can be started under.
    return uid.code === 0 && gid.code === 0 && account.uid >= 0 && account.gid >= 0 ? account : undefined;
  },
  async create(name) {
    // Where it fails (no such program, a read-only system) another account is found.
    await runProgram('useradd', [
      '--system',
      '--user-group',
      '--no-create-home',
      '--shell',
      '/usr/sbin/nologin',
      name,
    ]);
  },
};
