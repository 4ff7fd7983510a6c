import { createHash } from 'node:crypto';
import type { Clock } from '../lib/clock.ts';
import type { Log } from '../log.ts';
import type { CallPiece } from './call-piece.ts';
import { openRedisLink, type RedisLink } from './redis-link.ts';
import type { BusSettings } from './settings.ts';
import { type SharedCall, type SharedCallListener, shareCall } from './shared-call.ts';

/**
 * What several servers share of calls that are open, in Redis:
 *
 *   <prefix>:calls             a stream with one entry for each open call, and a group of which every server is a
 *                              consumer: an entry is pending with the server that has the call, which refreshes it
 *   <prefix>:call:<id>         a stream: the pieces of the journal of that call, sealed as they lie on the disk
 *   <prefix>:call-key:<hash>   where the call of a source's key is found: its entry and its id
 *   <prefix>:call-taken:<id>   how many pieces of each part a server had that took the call over; for seven days
 *
 * A server that dies leaves its entries pending; another claims them, or the one of a source that comes to it.
 */
export interface CallStreams extends AsyncDisposable {
  /** A call that is open here: copied from now on. `isNew`: nothing of it is kept yet. */
  open(call: CallName & { isNew: boolean }, listener: SharedCallListener): SharedCall;
  /** Takes the call of this key from whoever has it: its source has come here. Undefined when there is none. */
  take(key: string): Promise<TakenCall | undefined>;
  /** Takes the calls of servers that are gone. */
  takeAbandoned(): Promise<TakenCall[]>;
  /** How many pieces of each part others have of a call that is theirs now; undefined when it is not, as far as is known. */
  elsewhere(call: CallName): Promise<ReadonlyMap<string, number> | undefined>;
  /** The call is over, and kept. */
  forget(call: CallName): Promise<void>;
}

export interface CallName {
  id: string;
  /** The source's. */
  key: string;
}

export interface TakenCall {
  id: string;
  pieces: CallPiece[];
}

const group = 'servers';
const takenKeptS = 7 * 24 * 3600;
const piecesAtOnce = 500;

type Bytes = Buffer;
/** An entry of a stream as RESP gives it: id, then names and values in turn. */
type RawEntry = [id: Bytes, fields: Bytes[]];

export async function openCallStreams(
  settings: BusSettings & { redisUrl: string },
  deps: {
    /** The name of this server: the same after a restart. */
    server: string;
    clock: Clock;
    log: Log;
  },
): Promise<CallStreams> {
  const link = await openRedisLink(settings.redisUrl, 'open calls', deps);
  await link.tried;
  const { prefix } = settings;
  const names = {
    calls: `${prefix}:calls`,
    pieces: (id: string) => `${prefix}:call:${id}`,
    key: (key: string) => `${prefix}:call-key:${createHash('sha256').update(key).digest('hex')}`,
    taken: (id: string) => `${prefix}:call-taken:${id}`,
  };
  const open = new Map<string, SharedCall>();

  /** The entry of the call of a key, and with whom it is pending. */
  async function find(key: string): Promise<{ entry: string; id: string; consumer: string } | undefined> {
    const found = await link.send<Bytes | null>(['GET', names.key(key)]);
    const [entry, id] = found?.toString().split(' ') ?? [];
    if (!entry || !id) return undefined;
    const pending = await link.send<[Bytes, Bytes, number, number][]>([
      ...['XPENDING', names.calls, group, entry, entry, 1],
    ]);
    const consumer = pending[0]?.[1].toString();
    return consumer === undefined ? undefined : { entry, id, consumer };
  }

  async function register(call: CallName): Promise<string> {
    const known = await find(call.key).catch(ifNoGroup);
    if (known?.id === call.id && known.consumer === deps.server) return known.entry;
    await link.send(['XGROUP', 'CREATE', names.calls, group, '$', 'MKSTREAM']).catch(ifThere);
    const id = await link.send<Bytes>(['XADD', names.calls, '*', 'call', call.id, 'at', names.key(call.key)]);
    const entry = id.toString();
    await link.send(['XCLAIM', names.calls, group, deps.server, 0, entry, 'FORCE', 'JUSTID']);
    await link.send(['SET', names.key(call.key), `${entry} ${call.id}`]);
    return entry;
  }

  async function piecesOf(id: string): Promise<CallPiece[]> {
    const pieces: CallPiece[] = [];
    for (let from = '-'; ; ) {
      const read = await link.send<RawEntry[]>([
        ...['XRANGE', names.pieces(id), from, '+', 'COUNT', piecesAtOnce],
      ]);
      for (const [, fields] of read) pieces.push(toPiece(fields));
      if (read.length < piecesAtOnce) return pieces;
      from = `(${read.at(-1)![0].toString()}`;
    }
  }

  /** Reads a call whose entry is with this server now; one of which there is nothing is forgotten. */
  async function takenCall(entry: string, id: string, keyName: string): Promise<TakenCall | undefined> {
    const pieces = await piecesOf(id);
    if (pieces.length === 0) {
      await drop(entry, id, keyName);
      return undefined;
    }
    const counts = [...Map.groupBy(pieces, ({ part }) => part)].flatMap(([part, own]) => [
      part,
      String(new Set(own.map(({ n }) => n)).size),
    ]);
    await link.send(['HSET', names.taken(id), ...counts]);
    await link.send(['EXPIRE', names.taken(id), takenKeptS]);
    return { id, pieces };
  }

  async function drop(entry: string, id: string, keyName: string): Promise<void> {
    await link.send(['XACK', names.calls, group, entry]);
    await link.send(['XDEL', names.calls, entry]);
    await link.send(['DEL', names.pieces(id), keyName]);
  }

  async function forget({ id, key }: CallName): Promise<void> {
    const found = await find(key).catch(ifNoGroup);
    if (found?.id === id && found.consumer === deps.server) await drop(found.entry, id, names.key(key));
  }

  const refreshing = setInterval(() => {
    for (const call of open.values()) void call.refresh();
  }, settings.callRefreshMs);
  refreshing.unref();

  return {
    open(call, listener) {
      const shared = shareCall(
        { ...call, settings, listener },
        {
          link,
          log: deps.log,
          register: () => register(call),
          refresh: (entry) => refreshEntry(link, names.calls, entry, deps.server),
          forget: () => forget(call),
          pieces: names.pieces(call.id),
          closed: () => void open.delete(call.id),
        },
      );
      open.set(call.id, shared);
      return shared;
    },
    async take(key) {
      const found = await find(key).catch(ifNoGroup);
      if (!found || open.has(found.id)) return undefined;
      const claimed = await link.send<unknown[]>([
        ...['XCLAIM', names.calls, group, deps.server, 0, found.entry, 'JUSTID'],
      ]);
      return claimed.length > 0 ? await takenCall(found.entry, found.id, names.key(key)) : undefined;
    },
    async takeAbandoned() {
      const claimed = await link
        .send<[Bytes, RawEntry[], unknown]>([
          ...['XAUTOCLAIM', names.calls, group, deps.server, settings.callAbandonedMs, '0-0', 'COUNT', 10],
        ])
        .catch(ifNoGroup);
      const taken: TakenCall[] = [];
      for (const [entry, fields] of claimed?.[1] ?? []) {
        const { call: id = '', at = '' } = named(fields);
        if (open.has(id)) continue;
        const one = await takenCall(entry.toString(), id, at);
        if (one) taken.push(one);
      }
      return taken;
    },
    async elsewhere({ id, key }) {
      const found = await find(key).catch(ifNoGroup);
      if (found?.id === id && found.consumer === deps.server) return undefined;
      const taken = await link.send<Bytes[]>(['HGETALL', names.taken(id)]);
      if (taken.length === 0) return undefined;
      return new Map(Object.entries(named(taken)).map(([part, count]) => [part, Number(count)]));
    },
    forget,
    async [Symbol.asyncDispose]() {
      clearInterval(refreshing);
      await link[Symbol.asyncDispose]();
    },
  };
}

/** 1: refreshed. 0: Redis knows nothing of it. -1: another server has it. In one step, or two might have it. */
const refreshScript = `
local pending = redis.call('XPENDING', KEYS[1], ARGV[1], ARGV[2], ARGV[2], 1)
if #pending == 0 then return 0 end
if pending[1][2] ~= ARGV[3] then return -1 end
redis.call('XCLAIM', KEYS[1], ARGV[1], ARGV[3], 0, ARGV[2], 'JUSTID')
return 1`;

async function refreshEntry(link: RedisLink, calls: string, entry: string, server: string): Promise<number> {
  return (
    (await link.send<number>(['EVAL', refreshScript, 1, calls, group, entry, server]).catch(ifNoGroup)) ?? 0
  );
}

/** Nobody has shared a call through this Redis yet, or it was emptied. */
function ifNoGroup(thrown: unknown): undefined {
  if (thrown instanceof Error && thrown.message.includes('NOGROUP')) return undefined;
  throw thrown;
}

function ifThere(thrown: unknown): void {
  if (!(thrown instanceof Error && thrown.message.includes('BUSYGROUP'))) throw thrown;
}

/** Names and values in turn, or what RESP 3 makes of them, as an object. */
function named(fields: Bytes[] | Map<Bytes, Bytes> | Record<string, Bytes>): Record<string, string> {
  const pairs = Array.isArray(fields)
    ? Array.from({ length: fields.length / 2 }, (_, i) => [fields[2 * i]!, fields[2 * i + 1]!] as const)
    : fields instanceof Map
      ? [...fields]
      : Object.entries(fields);
  return Object.fromEntries(pairs.map(([name, value]) => [name.toString(), value.toString()]));
}

function toPiece(fields: Bytes[]): CallPiece {
  const [, part, , n, , bytes] = fields;
  return { part: part!.toString(), n: Number(n), bytes: bytes! };
}
