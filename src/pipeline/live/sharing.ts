import type { CallName, CallStreams, TakenCall } from '../../bus/call-streams.ts';
import type { SharedCall } from '../../bus/shared-call.ts';
import { publicError } from '../../errors.ts';
import type { Log } from '../../log.ts';
import type { LiveNote } from '../../model/live.ts';
import type { Journals } from '../../storage/objects/journal.ts';

/** What befalls an open call because several servers share it. */
export interface SharingListener {
  note(text: string): void;
  /** Another server has it now. */
  lost(): void;
}

/** Open calls among several servers; where there is but one, nobody else has any. */
export interface Sharing {
  share(call: CallName & { isNew: boolean }, listener: SharingListener): SharedCall;
  /** Takes the call of a source that has come here from the server that had it: its journal is then on this disk. */
  takeFor(key: string): Promise<string | undefined>;
  /** The same for all calls of servers that are gone. */
  takeAbandoned(): Promise<string[]>;
  /** Who goes on with a call whose journal lies here. `partly theirs`: this disk holds more of it than they have. */
  whose(call: CallName): Promise<'ours' | 'theirs' | 'partly theirs'>;
  forget(call: CallName): Promise<void>;
}

const alone: Sharing = {
  share: () => ({
    copy: () => Promise.resolve(),
    refresh: () => Promise.resolve(),
    close: () => Promise.resolve(),
    leave() {},
  }),
  takeFor: async () => undefined,
  takeAbandoned: async () => [],
  whose: async () => 'ours',
  forget: async () => {},
};

/** Pieces, mostly a tenth of a second of one leg, that came when the source was leaving: it sends them to the other again. */
const onTheirWay = 100;

const standings = {
  copied: 'What is heard is copied for other servers again.',
  away: 'Redis does not answer: until it does, no other server could go on with this call. It is kept on this one.',
  tooLong: 'The call has become too long for another server to go on with it. It is kept on this one.',
};

export function openSharing(
  streams: CallStreams | undefined,
  { journals, log }: { journals: Journals; log: Log },
): Sharing {
  if (!streams) return alone;

  async function adopt({ id, pieces }: TakenCall): Promise<string> {
    await journals.adopt(id, pieces);
    log.info({ callId: id }, 'an open call of another server goes on here');
    return id;
  }

  /** Redis is away: each server has what it has. */
  async function orElse<T>(work: Promise<T>, otherwise: T): Promise<T> {
    try {
      return await work;
    } catch (thrown) {
      log.warn({ err: publicError(thrown) }, 'Redis could not be asked about open calls');
      return otherwise;
    }
  }

  return {
    share: (call, { note, lost }) =>
      streams.open(call, {
        pieces: () => journals.sealed(call.id),
        standing: (standing) => note(standings[standing]),
        lost,
      }),
    async takeFor(key) {
      const taken = await orElse(streams.take(key), undefined);
      return taken && (await adopt(taken));
    },
    async takeAbandoned() {
      return await Promise.all((await orElse(streams.takeAbandoned(), [])).map(adopt));
    },
    async whose(call) {
      const theirs = await orElse(streams.elsewhere(call), undefined);
      if (!theirs) return 'ours';
      let missing = 0;
      for await (const { part, n } of journals.sealed(call.id)) if (n >= (theirs.get(part) ?? 0)) missing++;
      return missing > onTheirWay ? 'partly theirs' : 'theirs';
    },
    forget: (call) => orElse(streams.forget(call), undefined),
  };
}

/** A note about how a call is shared, where the call is now. */
export function sharingNote(text: string, startMs: number): LiveNote {
  return { kind: 'copy', leg: null, startMs, endMs: startMs, text };
}
