import { access, constants, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { type FSWatcher, watch } from 'chokidar';
import type { Log } from '../../../log.ts';
import { isWritable } from './files.ts';

export interface PresenceSettings {
  after: 'move' | 'delete' | 'leave';
  /** No changes are listened for. */
  polling: boolean;
  /** Folders in it whose changes do not matter. */
  skipped: string[];
}

/**
 * Whether a folder is there, and still the same: a share that is mounted or unmounted changes what its path stands
 * for without any event. While it is there, changes in it are listened for.
 */
export class FolderPresence implements AsyncDisposable {
  readonly #folder: string;
  readonly #settings: PresenceSettings;
  readonly #deps: { log: Log; onChange(): void };
  #identity: string | undefined;
  #watcher: FSWatcher | undefined;
  #missingIsKnown = false;

  constructor(folder: string, settings: PresenceSettings, deps: { log: Log; onChange(): void }) {
    this.#folder = folder;
    this.#settings = settings;
    this.#deps = deps;
  }

  get isThere(): boolean {
    return this.#identity !== undefined;
  }

  /** @returns whether it is there, and whether it is not the one that was there before */
  async look(): Promise<{ isThere: boolean; isAnother: boolean }> {
    const identity = await identityOf(this.#folder);
    const isAnother = identity !== this.#identity;
    if (isAnother) {
      await this.#watcher?.close();
      this.#watcher = undefined;
      this.#identity = identity;
      if (identity !== undefined) await this.#appeared();
    }
    if (identity === undefined && !this.#missingIsKnown) {
      this.#deps.log.error(
        { folder: this.#folder },
        'the watch folder is not there or cannot be read: mount or make it, and it is taken up again',
      );
    }
    this.#missingIsKnown = identity === undefined;
    return { isThere: identity !== undefined, isAnother };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#watcher?.close();
  }

  async #appeared(): Promise<void> {
    const { log } = this.#deps;
    const folder = this.#folder;
    if (!this.#settings.polling) this.#watcher = this.#listen();
    log.info({ folder }, 'watching the folder for recordings');
    if (this.#settings.after !== 'leave' && !(await isWritable(folder))) {
      log.error(
        { folder },
        'files of the watch folder cannot be moved: give rights on it, or set `after` to leave',
      );
    }
  }

  #listen(): FSWatcher {
    const { log, onChange } = this.#deps;
    const watcher = watch(this.#folder, {
      ignoreInitial: true,
      followSymlinks: false,
      ignorePermissionErrors: true,
      ignored: (path) => this.#settings.skipped.includes(path) || basename(path).startsWith('.'),
    });
    watcher.on('all', onChange);
    // A system that is out of watches says so for each folder below.
    watcher.once('error', (err) => {
      log.warn(
        { err },
        'changes in the watch folder are not reported: it is looked through from time to time',
      );
    });
    return watcher;
  }
}

/** What tells a folder from another at the same path; undefined when there is none. */
async function identityOf(folder: string): Promise<string | undefined> {
  try {
    const found = await stat(folder);
    await access(folder, constants.R_OK | constants.X_OK);
    return found.isDirectory() ? `${found.dev}:${found.ino}` : undefined;
  } catch {
    // Missing, not mounted, a server that does not answer: the same to whoever waits for its files.
    return undefined;
  }
}
