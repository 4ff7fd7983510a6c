import { EarshotError, publicError, toEarshotError } from '../../errors.ts';
import { heardLive, type LiveIntake, type LiveLine, type LiveOpening } from '../../ingest/live-intake.ts';
import { newId } from '../../lib/ids.ts';
import { inTurns } from '../../lib/in-turns.ts';
import { LoopTurns } from '../../lib/loop-turns.ts';
import type { KeptRemark, LiveDetail, LiveRemark, LiveStart, LiveSummary } from '../../model/live.ts';
import { earlierCall } from './earlier-call.ts';
import { outlineOf } from './finish.ts';
import type { HeldCall } from './held-call.ts';
import { holdCall } from './hold-call.ts';
import { keepCall } from './keep-call.ts';
import type { LiveParts } from './parts.ts';
import type { LiveSettings } from './settings.ts';
import { openSharing, sharingNote } from './sharing.ts';

/** All calls that are open. */
export interface LiveCalls extends LiveIntake, AsyncDisposable {
  list(): LiveSummary[];
  detail(id: string): LiveDetail | undefined;
  /** Undefined when the call is not open. */
  remark(id: string, remark: LiveRemark): KeptRemark | undefined;
  /** Samples of one leg from a position on, for somebody who listens in; undefined when the call is not open. */
  listen(
    id: string,
    leg: number,
    fromMs: number,
  ): { samples: Int16Array; startMs: number; sampleRateHz: number } | undefined;
  /**
   * Takes up what an earlier process left behind: a call goes on when its source comes back within the time that a
   * lost connection has, and becomes a call like any other when nobody does. Before sources are let in.
   */
  recover(): Promise<void>;
}

const tickMs = 1_000;
const takeEveryMs = 3_000;
const goneOnWith = 'Another server went on with this call: this is what only the server before it had heard.';

export function openLiveCalls(parts: LiveParts): LiveCalls {
  const { liveSettings: settings, clock, log } = parts;
  const sharing = openSharing(parts.streams, parts);
  const byKey = new Map<string, HeldCall>();
  const holding = {
    ...{ parts, sharing, keep, lose: (id: string, key: string) => void lose(id, key) },
    ...{ judging: new LoopTurns(), count: () => byKey.size },
  };
  /** Starts under way: two at once of one key are one call. */
  const beginning = new Map<string, Promise<HeldCall>>();
  const find = (id: string) => [...byKey.values()].find(({ call }) => call.id === id);

  async function open(start: LiveStart, opening = heardLive): Promise<LiveLine> {
    const there = byKey.get(start.key) ?? (await beginning.get(start.key));
    if (there) return resumed(there, start);
    if (byKey.size + beginning.size >= settings.maxCalls) {
      throw new EarshotError('live_full', { details: { limit: settings.maxCalls } });
    }
    const begun = begin(start, opening);
    beginning.set(start.key, begun);
    try {
      const held = await begun;
      byKey.set(start.key, held);
      return held.isAbandoned ? await resumed(held, start) : held.attach();
    } finally {
      beginning.delete(start.key);
    }
  }

  async function begin(start: LiveStart, opening: LiveOpening): Promise<HeldCall> {
    const left = await oneAtATime(async () => {
      const id = byKey.has(start.key) ? undefined : await sharing.takeFor(start.key);
      if (id !== undefined) await takeUp(id);
      return byKey.get(start.key);
    });
    const opened = { id: newId(), start, opening, startedAt: new Date(clock.now()) };
    return left ?? (await holdCall(opened, holding));
  }

  /** Goes on with a call that an earlier process or another server left, or keeps it when it was over. */
  async function takeUp(id: string): Promise<void> {
    const read = () => parts.journals.read(id);
    const outline = await outlineOf(read);
    const { start, startedAt, opening } = outline.start;
    if (outline.over || byKey.has(start.key)) {
      if (await keep(id, start.key)) await sharing.forget({ id, key: start.key });
      return;
    }
    const earlier = await earlierCall(outline, read);
    const opened = { id, start, opening, startedAt: new Date(startedAt), earlier };
    const held = await holdCall(opened, holding);
    byKey.set(start.key, held);
  }

  async function takeUpOwn(id: string): Promise<void> {
    const { start } = (await outlineOf(() => parts.journals.read(id))).start;
    if (!(await settledElsewhere(id, start.key))) await takeUp(id);
  }

  /** Another server goes on with the call: what it does not have of it becomes a call of its own. */
  async function settledElsewhere(id: string, key: string): Promise<boolean> {
    const whose = await sharing.whose({ id, key });
    if (whose === 'ours') return false;
    if (whose === 'theirs') await parts.journals.remove(id);
    else await keepCall(id, parts, { id: newId(), note: sharingNote(goneOnWith, 0) });
    return true;
  }

  async function lose(id: string, key: string): Promise<void> {
    const held = byKey.get(key);
    if (held?.call.id !== id) return;
    byKey.delete(key);
    try {
      await held.lose();
      await settledElsewhere(id, key);
    } catch (thrown) {
      // The journal stays: the next start looks again.
      log.error(
        { err: toEarshotError(thrown), callId: id },
        'a call that another server has could not be left',
      );
    }
  }

  let last: Promise<unknown> = Promise.resolve();
  /** Taking calls from others: one at a time, or one call might be taken twice. */
  function oneAtATime<T>(work: () => Promise<T>): Promise<T> {
    const done = last.then(work);
    last = done.catch(() => {});
    return done;
  }

  /** Calls of servers that are gone go on here, or are kept when nobody comes back to them. */
  async function takeAbandoned(): Promise<void> {
    try {
      await oneAtATime(async () => {
        for (const id of await sharing.takeAbandoned()) await takeUp(id);
      });
    } catch (thrown) {
      log.error(
        { err: toEarshotError(thrown) },
        'open calls of a server that is gone could not be taken over',
      );
    }
  }

  async function resumed(held: HeldCall, start: LiveStart): Promise<LiveLine> {
    const { sampleRateHz, legs } = held.call.start;
    // The key is the source's secret: who knows it is the source. What it sends must still fit.
    if (held.closing || start.sampleRateHz !== sampleRateHz || start.legs.length !== legs.length) {
      throw new EarshotError('live_key_in_use');
    }
    const line = held.attach();
    const startMs = held.call.durationMs;
    held.call.note({
      kind: 'reconnected',
      leg: null,
      startMs,
      endMs: startMs,
      text: 'The source came back.',
    });
    // Or it would be asked to send again what is on its way to the disk.
    await held.call.flush();
    return line;
  }

  /** Makes a call like any other of an open one that ended. @returns whether nothing of it is left to be done */
  async function keep(id: string, key: string): Promise<boolean> {
    await parts.watch.ended(id);
    let [kept, safe] = [false, false];
    try {
      kept = await keepCall(id, parts);
      await parts.prompts.ended(id, kept);
      safe = true;
    } catch (thrown) {
      // The journal stays: the next start makes a call of it.
      log.error({ err: toEarshotError(thrown), callId: id }, 'a live call could not be kept as a call yet');
    }
    if (byKey.get(key)?.call.id === id) byKey.delete(key);
    parts.feed.publish({ type: 'ended', callId: id, kept });
    return safe;
  }

  function tick(one: HeldCall): void {
    if (one.closing) return;
    try {
      one.call.tick();
    } catch (thrown) {
      log.error({ err: toEarshotError(thrown), callId: one.call.id }, 'an open call could not be judged');
    }
    if (isOver(one, clock.now(), settings)) void one.close();
  }

  const stopTicking = inTurns(tickMs, () => byKey.values(), tick);
  const taking = setInterval(() => void takeAbandoned(), takeEveryMs).unref();

  return {
    open,
    list: () => [...byKey.values()].filter((one) => !one.closing).map(({ call }) => call.summary()),
    detail: (id) => find(id)?.call.detail(),
    remark: (id, remark) => find(id)?.call.remark(remark),
    listen(id, leg, fromMs) {
      const one = find(id);
      const recent = one?.call.recent(leg);
      if (!one || !recent) return undefined;
      const { sampleRateHz } = one.call.start;
      return { ...recent.slice({ startMs: fromMs, endMs: Number.MAX_SAFE_INTEGER }), sampleRateHz };
    },
    async recover() {
      const open = new Set([...byKey.values()].map(({ call }) => call.id));
      for (const id of await parts.journals.list()) {
        if (open.has(id)) continue;
        try {
          await takeUpOwn(id);
        } catch (thrown) {
          const err = publicError(thrown);
          log.error({ err, callId: id }, 'an earlier process left an open call that cannot be read');
        }
      }
    },
    async [Symbol.asyncDispose]() {
      stopTicking();
      clearInterval(taking);
      await last;
      await Promise.all([...byKey.values()].map((held) => held.suspend()));
    },
  };
}

/** A source that went away and does not come back, that sends nothing, or that never says stop. */
function isOver({ call, goneSinceMs }: HeldCall, nowMs: number, settings: LiveSettings): boolean {
  if (goneSinceMs !== null && nowMs - goneSinceMs >= settings.resumeWithinMs) return true;
  if (nowMs - call.heardAtMs >= settings.endSilentAfterMs) return true;
  return call.durationMs >= settings.maxDurationMs;
}
