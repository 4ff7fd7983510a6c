import { join, resolve } from 'node:path';
import { EarshotError, publicError } from '../../../errors.ts';
import type { Clock } from '../../../lib/clock.ts';
import { backoffMs, type RetryPolicy } from '../../../lib/retry.ts';
import type { Log } from '../../../log.ts';
import type { WatchedFolder } from '../../../model/api.ts';
import type { Intake } from '../../intake.ts';
import { openNameReader } from '../describe-call.ts';
import type { NameReader } from '../name-patterns.ts';
import type { IntakeSettings, WatchFolderSettings } from '../settings.ts';
import { filesBelow } from '../walk.ts';
import { rejectedFolder, takenFolder } from './files.ts';
import { type Ledger, openLedger } from './ledger.ts';
import { FolderPresence } from './presence.ts';
import { type Outcome, refuse, type TakeParts, takeCall } from './take.ts';
import { decide, filesOf, observe, type Seen } from './waiting.ts';

export interface WatchFolderDeps {
  intake: Intake;
  clock: Clock;
  log: Log;
  /** A file of ours in which files that stay in the folder are ticked off. */
  ledgerFile: string;
}

export interface WatchFolder extends AsyncDisposable {
  status(): WatchedFolder;
}

/** Changes come in bursts: looking is put off for so long after the first. */
const burstMs = 200;
const fileRetry = { firstDelayMs: 2_000, maxDelayMs: 300_000 };
/** After so many tries the fault is the file's: some nine minutes. */
const mostTries = 9;
const folderRetry = { firstDelayMs: 2_000, maxDelayMs: 60_000 };

/**
 * Takes the recordings that appear in a folder, or in any below it. The folder itself is the only truth: it is
 * looked through after each change that the system reports, and from time to time without one.
 *
 *   missing ◀──▶ watching ──▶ look ──▶ take and refuse what is due ──▶ sleep until the next is due, or a change
 *
 * @throws setting_invalid without a folder in the settings
 */
export async function openWatchFolder(settings: IntakeSettings, deps: WatchFolderDeps): Promise<WatchFolder> {
  const { folder } = settings.watchFolder;
  if (folder === undefined) {
    throw new EarshotError('setting_invalid', { details: { setting: 'intake.watchFolder.folder' } });
  }
  const ledger = await openLedger(deps.ledgerFile);
  const watch = new Watch(resolve(folder), settings, ledger, deps);
  await watch.start();
  return watch;
}

/** Something to be done with files, named by the first of them. */
interface Work {
  paths: string[];
  run(): Promise<Outcome>;
}

interface Delay {
  tries: number;
  /** Milliseconds since 1970. */
  notBefore: number;
  error: EarshotError;
}

class Watch implements WatchFolder {
  readonly #root: string;
  readonly #settings: IntakeSettings;
  readonly #own: WatchFolderSettings;
  readonly #deps: WatchFolderDeps;
  readonly #ledger: Ledger;
  readonly #readName: NameReader;
  readonly #presence: FolderPresence;
  readonly #skipped: string[];
  readonly #stop = new AbortController();
  #ended = Promise.resolve();
  #wake = new AbortController();
  #seen: Seen = new Map();
  /** Files that are tried again later, by the first of their call. */
  readonly #delays = new Map<string, Delay>();
  /** What keeps all files from being taken. */
  #pause: Delay | undefined;

  constructor(root: string, settings: IntakeSettings, ledger: Ledger, deps: WatchFolderDeps) {
    this.#root = root;
    this.#settings = settings;
    this.#own = settings.watchFolder;
    this.#deps = deps;
    this.#ledger = ledger;
    this.#readName = openNameReader(settings);
    this.#skipped = [join(root, takenFolder), join(root, rejectedFolder)];
    this.#presence = new FolderPresence(
      root,
      { ...this.#own, skipped: this.#skipped },
      { log: deps.log, onChange: () => this.#wake.abort() },
    );
  }

  async start(): Promise<void> {
    await this.#presence.look();
    this.#ended = this.#run();
  }

  status(): WatchedFolder {
    return {
      folder: this.#root,
      state: this.#presence.isThere ? 'watching' : 'missing',
      waiting: this.#seen.size,
      problem: this.#pause ? publicError(this.#pause.error) : null,
    };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#stop.abort();
    this.#wake.abort();
    await this.#ended;
    await this.#presence[Symbol.asyncDispose]();
  }

  async #run(): Promise<void> {
    const { clock, log } = this.#deps;
    let failing = false;
    while (!this.#stop.signal.aborted) {
      this.#wake = new AbortController();
      let wakeAt = clock.now() + this.#own.pollMs;
      try {
        wakeAt = await this.#round();
        failing = false;
      } catch (err) {
        if (!failing) {
          log.error(
            { err, folder: this.#root },
            'the watch folder cannot be looked through: it is tried again',
          );
        }
        failing = true;
      }
      if (await this.#sleepUntil(wakeAt)) await clock.sleep(burstMs);
    }
  }

  /** @returns whether it was woken before */
  async #sleepUntil(wakeAt: number): Promise<boolean> {
    const { clock } = this.#deps;
    const { signal } = this.#wake;
    try {
      if (!signal.aborted) await clock.sleep(Math.max(1, wakeAt - clock.now()), signal);
    } catch (thrown) {
      if (!signal.aborted) throw thrown;
    }
    return signal.aborted && !this.#stop.signal.aborted;
  }

  /** @returns when to look again at the latest, as milliseconds since 1970 */
  async #round(): Promise<number> {
    const { clock, log } = this.#deps;
    const own = this.#own;
    const { isThere, isAnother } = await this.#presence.look();
    if (isAnother) this.#seen = new Map();
    if (!isThere) return clock.now() + own.pollMs;
    const found = await filesBelow(
      this.#root,
      (path) => this.#skipped.includes(path),
      (folder, err) => log.warn({ err, folder }, 'a folder in the watch folder cannot be read'),
    );
    const fresh = found.filter((file) => !this.#ledger.has(file));
    this.#seen = observe(this.#seen, fresh, clock.now());
    for (const path of this.#delays.keys()) if (!this.#seen.has(path)) this.#delays.delete(path);

    const decision = decide(this.#seen, clock.now(), own);
    const parts = this.#parts();
    const work: Work[] = [
      ...decision.ready.map((call) => ({ paths: filesOf(call), run: () => takeCall(call, parts) })),
      ...decision.refused.map((each) => ({ paths: each.paths, run: () => refuse(each, parts) })),
    ];
    await this.#doAll(work, parts);
    const delayed = [...this.#delays.values(), ...(this.#pause ? [this.#pause] : [])];
    const interval = own.polling ? own.pollMs : own.rescanMs;
    return Math.min(decision.wakeAt, clock.now() + interval, ...delayed.map(({ notBefore }) => notBefore));
  }

  #parts(): TakeParts {
    const { intake, clock, log } = this.#deps;
    return {
      root: this.#root,
      settings: { maxUploadBytes: this.#settings.maxUploadBytes, after: this.#own.after },
      seen: this.#seen,
      ledger: this.#ledger,
      readName: this.#readName,
      intake,
      clock,
      log,
      signal: this.#stop.signal,
    };
  }

  async #doAll(work: Work[], parts: TakeParts): Promise<void> {
    const left = work.values();
    const hand = async () => {
      for (const { paths, run } of left) {
        if (this.#stop.signal.aborted || this.#waits(this.#pause)) return;
        if (!this.#waits(this.#delays.get(paths[0] as string))) await this.#settle(paths, await run(), parts);
      }
    };
    await Promise.all(Array.from({ length: this.#own.atOnce }, hand));
  }

  /** What became of a try decides when, and whether, there is another. */
  async #settle(paths: string[], outcome: Outcome, parts: TakeParts): Promise<void> {
    if (this.#stop.signal.aborted) return;
    const key = paths[0] as string;
    if (outcome.kind === 'done') {
      this.#delays.delete(key);
      if (this.#pause) {
        this.#deps.log.info({ folder: this.#root }, 'files of the watch folder are taken again');
      }
      this.#pause = undefined;
      return;
    }
    const { error } = outcome;
    const delay = this.#later(this.#delays.get(key), error, fileRetry);
    const isOwn = outcome.kind === 'again' && !outcome.everywhere && !outcome.refusing;
    if (outcome.kind === 'refused' || (isOwn && delay.tries >= mostTries)) {
      await this.#settle(paths, await refuse({ paths, error }, parts), parts);
    } else if (outcome.everywhere) {
      this.#stopTaking(error);
    } else {
      this.#deps.log.warn(
        { err: error, fileName: key },
        'a file of the watch folder could not be taken: it is tried again',
      );
      this.#delays.set(key, delay);
    }
  }

  #stopTaking(error: EarshotError): void {
    if (this.#pause?.error.code !== error.code) {
      this.#deps.log.warn(
        { err: error, folder: this.#root },
        'no file of the watch folder can be taken at present: all stay where they are and are tried again',
      );
    }
    this.#pause = this.#later(this.#pause, error, folderRetry);
  }

  #later(before: Delay | undefined, error: EarshotError, policy: Omit<RetryPolicy, 'tries'>): Delay {
    const tries = (before?.tries ?? 0) + 1;
    return { tries, error, notBefore: this.#deps.clock.now() + backoffMs(tries + 1, policy) };
  }

  #waits(delay: Delay | undefined): boolean {
    return delay !== undefined && this.#deps.clock.now() < delay.notBefore;
  }
}
