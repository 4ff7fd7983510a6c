import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { chmod, chown, link, mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { EarshotError, toEarshotError } from '../../errors.ts';
import type { Log } from '../../log.ts';
import { syncFolder } from './durable.ts';
import { keyIdPattern, type MasterKey, masterKeyBytes } from './sealed-format.ts';

/** The master keys there are: the first writes, all read. */
export interface KeyRing {
  readonly writing: MasterKey;
  /** Of all keys, the one that writes first. */
  readonly ids: string[];
  find(id: string): MasterKey | undefined;
}

export interface KeyRingSettings {
  /** One `id:base64` a line, or separated by commas or blanks; lines that begin with `#` are comments. */
  masterKeys?: string | undefined;
  file: string;
}

/**
 * The master keys from the setting and from the key file. Without either a key file is made, unless objects are
 * stored already: they could never be read with a new key, so its loss must be seen.
 * @throws key_file_missing, key_file_invalid, setting_invalid
 */
export async function openKeyRing(
  settings: KeyRingSettings,
  deps: { log: Log; holdsObjects(): Promise<boolean> },
): Promise<KeyRing> {
  const given = settings.masterKeys?.trim()
    ? parseKeys(settings.masterKeys, (problem) => {
        return new EarshotError('setting_invalid', {
          details: { setting: 'objects.masterKeys', ...problem },
        });
      })
    : [];
  let kept = await readKeyFile(settings.file, deps.log);
  if (!kept && given.length === 0) {
    if (await deps.holdsObjects()) {
      throw new EarshotError('key_file_missing', { details: { file: settings.file } });
    }
    kept = await makeKeyFile(settings.file, deps.log);
  }
  return ringOf([...given, ...(kept ?? [])]);
}

/** @throws setting_invalid when two different keys have one id */
export function ringOf(keys: MasterKey[]): KeyRing {
  const byId = new Map<string, MasterKey>();
  for (const key of keys) {
    const other = byId.get(key.id);
    if (other && !Buffer.from(other.secret).equals(key.secret)) {
      throw new EarshotError('setting_invalid', {
        details: {
          setting: 'objects.masterKeys',
          problem: 'two different keys have the same id',
          keyId: key.id,
        },
      });
    }
    byId.set(key.id, other ?? key);
  }
  return { writing: keys[0] as MasterKey, ids: [...byId.keys()], find: (id) => byId.get(id) };
}

/** A new random master key. Its id is a fingerprint, so that the same key has the same id everywhere. */
export function makeMasterKey(): MasterKey {
  const secret = randomBytes(masterKeyBytes);
  return {
    id: createHash('sha256').update('earshot master key').update(secret).digest('hex').slice(0, 12),
    secret,
  };
}

/**
 * Puts a new key on top of the key file, so that it writes from the next start on. The others stay: they read.
 * @returns the id of the new key
 * @throws key_file_missing, key_file_invalid, setting_invalid when the first key is in the settings, disk_full
 */
export async function addMasterKey(settings: KeyRingSettings, log: Log): Promise<string> {
  const { file } = settings;
  if (settings.masterKeys?.trim()) {
    const problem = 'the key that writes is in this setting: put a new one before it there';
    throw new EarshotError('setting_invalid', { details: { setting: 'objects.masterKeys', problem } });
  }
  if (!(await readKeyFile(file, log))) throw new EarshotError('key_file_missing', { details: { file } });
  const lines = (await readFile(file, 'utf8')).split('\n');
  const first = lines.findIndex((line) => line.trim() !== '' && !line.trim().startsWith('#'));
  const key = makeMasterKey();
  await writeWhole(file, lines.toSpliced(first, 0, asLine(key)).join('\n'), takePlace);
  return key.id;
}

/** Root may add a key for the account that the server runs under, which must be able to read it. */
async function takePlace(from: string, to: string): Promise<void> {
  if (process.getuid?.() === 0) {
    const { uid, gid } = await stat(to);
    await chown(from, uid, gid);
  }
  await rename(from, to);
}

type KeyProblem = { problem: string; line: number };

function parseKeys(text: string, fail: (problem: KeyProblem) => EarshotError): MasterKey[] {
  const entries = text.split(/\r?\n/).flatMap((line, n) => {
    const written = line.trim().startsWith('#') ? '' : line;
    return written
      .split(/[\s,]+/)
      .filter((entry) => entry !== '')
      .map((entry) => ({ entry, line: n + 1 }));
  });
  if (entries.length === 0) throw fail({ problem: 'there is no key in it', line: 1 });
  const keys = entries.map(({ entry, line }) => {
    const colon = entry.indexOf(':');
    const id = entry.slice(0, Math.max(0, colon));
    if (!keyIdPattern.test(id)) {
      throw fail({
        problem: 'a key is written as id:base64, its id of up to 32 letters, digits, . _ -',
        line,
      });
    }
    const secret = Buffer.from(entry.slice(colon + 1), 'base64');
    // Node reads base64 leniently: what it makes of a damaged line must not pass for a key.
    if (secret.length !== masterKeyBytes || secret.toString('base64') !== entry.slice(colon + 1)) {
      throw fail({ problem: 'a key is 32 bytes in base64', line });
    }
    return { id, secret, line };
  });
  const twice = keys.find((key, n) => keys.findIndex((other) => other.id === key.id) !== n);
  if (twice) throw fail({ problem: 'two keys have the same id', line: twice.line });
  return keys.map(({ id, secret }) => ({ id, secret }));
}

async function readKeyFile(file: string, log: Log): Promise<MasterKey[] | undefined> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new EarshotError('key_file_invalid', { details: { file, problem: 'it cannot be read' }, cause });
  }
  if (process.platform !== 'win32' && ((await stat(file)).mode & 0o077) !== 0) {
    log.warn(
      { file },
      'the master key file can be read by other accounts of this machine: set its mode to 0600',
    );
  }
  return parseKeys(
    text,
    (problem) => new EarshotError('key_file_invalid', { details: { file, ...problem } }),
  );
}

async function makeKeyFile(file: string, log: Log): Promise<MasterKey[]> {
  const key = makeMasterKey();
  const text = [
    '# The master keys of the object store. Without them no stored recording can be read: keep a copy elsewhere.',
    '# The first key writes, all read. To rotate, put a new line on top; keep the old ones.',
    asLine(key),
    '',
  ].join('\n');
  try {
    await writeWhole(file, text, link);
  } catch (thrown) {
    const { cause } = thrown as EarshotError;
    const made =
      (cause as NodeJS.ErrnoException | undefined)?.code === 'EEXIST' && (await readKeyFile(file, log));
    if (made) return made;
    throw thrown;
  }
  log.info(
    { file, keyId: key.id },
    'a master key was made for the object store: keep a copy of this file elsewhere',
  );
  return [key];
}

function asLine({ id, secret }: MasterKey): string {
  return `${id}:${Buffer.from(secret).toString('base64')}`;
}

/**
 * Whole or not at all: a crash half-way must not leave a file that looks like a damaged key.
 * @param settle `link` where there must be none yet, `rename` to take the place of one
 */
async function writeWhole(
  file: string,
  text: string,
  settle: (from: string, to: string) => Promise<void>,
): Promise<void> {
  const folder = dirname(file);
  const temporary = join(folder, `.${randomUUID()}.tmp`);
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const handle = await open(temporary, 'wx', 0o600);
    try {
      await handle.writeFile(text);
      await handle.sync();
    } finally {
      await handle.close();
    }
    // The process's umask may have taken rights away, never added any; this sets exactly these.
    await chmod(temporary, 0o600);
    await settle(temporary, file);
    await syncFolder(folder);
  } catch (cause) {
    const known = toEarshotError(cause);
    if (known.code === 'disk_full') throw known;
    throw new EarshotError('data_folder_unusable', {
      details: { folder, problem: 'the master key file could not be written here' },
      cause,
    });
  } finally {
    await rm(temporary, { force: true });
  }
}
