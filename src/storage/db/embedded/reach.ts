import { chmod, mkdir, stat } from 'node:fs/promises';
import { EarshotError } from '../../../errors.ts';
import { type Account, runProgram } from './program.ts';

/**
 * Makes the data folder, and sees to it that the account can enter it. Of a folder's rights only the right of
 * others to pass through is ever added, and only to the data folder itself.
 * @throws data_folder_unusable with what to do
 */
export async function reachDataFolder(dataFolder: string, account: Account | undefined): Promise<void> {
  await mkdir(dataFolder, { recursive: true }).catch((thrown: NodeJS.ErrnoException) => {
    const todo = 'Choose a data folder that can be made here, or make it and give it to this account.';
    throw new EarshotError('data_folder_unusable', {
      details: { folder: dataFolder, reason: thrown.code, todo },
      cause: thrown,
    });
  });
  if (!account || (await canEnter(dataFolder, account))) return;
  const { mode } = await stat(dataFolder);
  if ((mode & 0o001) === 0) {
    await chmod(dataFolder, mode | 0o001);
    if (await canEnter(dataFolder, account)) return;
  }
  const todo =
    'PostgreSQL does not run as root. Choose a data folder its account can enter, such as --data /var/lib/earshot, ' +
    'let others pass through the folders above this one (chmod o+x), or start Earshot as an ordinary user.';
  throw new EarshotError('data_folder_unusable', {
    details: { folder: dataFolder, account: account.name, todo },
  });
}

async function canEnter(folder: string, account: Account): Promise<boolean> {
  const ran = await runProgram('/bin/sh', ['-c', 'cd -- "$1"', 'sh', folder], { account, cwd: '/' });
  return ran.code === 0;
}
