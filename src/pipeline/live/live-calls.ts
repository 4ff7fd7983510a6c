import type { EnergyGateSettings } from '../../audio/energy-gate.ts';
import type { Bus } from '../../bus/bus.ts';
import { EarshotError, publicError, toEarshotError } from '../../errors.ts';
import type { LiveIntake, LiveLine } from '../../ingest/live-intake.ts';
import { newId } from '../../lib/ids.ts';
import type { LiveDetail, LiveFeedEvent, LiveStart, LiveSummary } from '../../model/live.ts';
import type { LiveSpeechSettings } from '../../speech/settings.ts';
import type { Journals } from '../../storage/objects/journal.ts';
import type { StagedIntake } from '../intake.ts';
import type { PipelineParts } from '../parts.ts';
import { chooseEar } from './choose-ear.ts';
import { keepCall } from './keep-call.ts';
import { LiveCall } from './live-call.ts';
import { openRecorder } from './recorder.ts';
import type { LiveSettings } from './settings.ts';

export interface LiveParts
  extends Pick<PipelineParts, 'packs' | 'analysisSettings' | 'speech' | 'clock' | 'log'> {
  /** How loud is speech: as for recordings. */
  voice: EnergyGateSettings;
  liveSettings: LiveSettings;
  /** How turns are cut where no streaming model does it. */
  liveSpeech: LiveSpeechSettings;
  journals: Journals;
  intake: StagedIntake;
  feed: Bus<LiveFeedEvent>;
}

/** All calls that are open. */
export interface LiveCalls extends LiveIntake, AsyncDisposable {
  list(): LiveSummary[];
  detail(id: string): LiveDetail | undefined;
  /** Samples of one leg from a position on, for somebody who listens in; undefined when the call is not open. */
  listen(
    id: string,
    leg: number,
    fromMs: number,
  ): { samples: Int16Array; startMs: number; sampleRateHz: number } | undefined;
  /** Makes calls of what an earlier process left behind; resolves with their ids. */
  recover(): Promise<string[]>;
}

interface Open {
  call: LiveCall;
  line: LiveLine;
  /** When the source went away without saying that the call is over; null while it is there. */
  goneSinceMs: number | null;
  closing: Promise<void> | undefined;
  endListeners: Set<() => void>;
}

const tickMs = 1_000;

export function openLiveCalls(parts: LiveParts): LiveCalls {
  const { liveSettings: settings, clock, log } = parts;
  const byKey = new Map<string, Open>();
  const find = (id: string) => [...byKey.values()].find(({ call }) => call.id === id);

  async function open(start: LiveStart): Promise<LiveLine> {
    const there = byKey.get(start.key);
    if (there) return resumed(there, start);
    if (byKey.size >= settings.maxCalls)
      throw new EarshotError('live_full', { details: { limit: settings.maxCalls } });
    const id = newId();
    const journal = await parts.journals.create(id);
    const recorder = openRecorder(start.legs.length, start.sampleRateHz, journal);
    const ear = chooseEar(start, parts);
    const call = new LiveCall(
      { id, start, startedAt: new Date(clock.now()) },
      {
        ...parts,
        packs: await parts.packs(),
        settings,
        recorder,
        openEar: ear.open,
        publish: (event) => parts.feed.publish(event),
      },
    );
    if (ear.problem) call.note({ kind: 'engine', leg: null, startMs: 0, endMs: null, text: ear.problem });
    const one: Open = {
      call,
      line: lineOf(call),
      goneSinceMs: null,
      closing: undefined,
      endListeners: new Set(),
    };
    one.line = {
      ...lineOf(call),
      end: () => close(one),
      gone: () => gone(one),
      onEnd: (told) => void one.endListeners.add(told),
    };
    byKey.set(start.key, one);
    closers.set(one, async () => {
      await call.end();
      await journal[Symbol.asyncDispose]();
    });
    call.tick();
    return one.line;
  }

  const closers = new Map<Open, () => Promise<void>>();

  async function resumed(one: Open, start: LiveStart): Promise<LiveLine> {
    const { sampleRateHz, legs } = one.call.start;
    // The key is the source's secret: who knows it is the source. What it sends must still fit.
    if (one.closing || start.sampleRateHz !== sampleRateHz || start.legs.length !== legs.length) {
      throw new EarshotError('live_key_in_use');
    }
    one.goneSinceMs = null;
    const startMs = one.call.durationMs;
    one.call.note({ kind: 'reconnected', leg: null, startMs, endMs: startMs, text: 'The source came back.' });
    // Or it would be asked to send again what is on its way to the disk.
    await one.call.flush();
    return one.line;
  }

  function gone(one: Open): void {
    one.goneSinceMs ??= clock.now();
  }

  function close(one: Open): Promise<void> {
    one.closing ??= (async () => {
      try {
        await closers.get(one)?.();
        const kept = await keepCall(one.call.id, parts);
        parts.feed.publish({ type: 'ended', callId: one.call.id, kept });
      } catch (thrown) {
        // The journal stays: the next start makes a call of it.
        log.error(
          { err: toEarshotError(thrown), callId: one.call.id },
          'a live call could not be kept as a call yet',
        );
        parts.feed.publish({ type: 'ended', callId: one.call.id, kept: false });
      } finally {
        byKey.delete(one.call.start.key);
        closers.delete(one);
        for (const told of one.endListeners) told();
      }
    })();
    return one.closing;
  }

  function tick(): void {
    const nowMs = clock.now();
    for (const one of byKey.values()) {
      if (one.closing) continue;
      try {
        one.call.tick();
      } catch (thrown) {
        log.error({ err: toEarshotError(thrown), callId: one.call.id }, 'an open call could not be judged');
      }
      if (isOver(one, nowMs, settings)) void close(one);
    }
  }

  const ticking = setInterval(tick, tickMs);
  ticking.unref();

  return {
    open,
    list: () => [...byKey.values()].filter((one) => !one.closing).map(({ call }) => call.summary()),
    detail: (id) => find(id)?.call.detail(),
    listen(id, leg, fromMs) {
      const one = find(id);
      const recent = one?.call.recent(leg);
      if (!one || !recent) return undefined;
      const { sampleRateHz } = one.call.start;
      return { ...recent.slice({ startMs: fromMs, endMs: Number.MAX_SAFE_INTEGER }), sampleRateHz };
    },
    async recover() {
      const open = new Set([...byKey.values()].map(({ call }) => call.id));
      const kept: string[] = [];
      for (const id of await parts.journals.list()) {
        if (open.has(id)) continue;
        try {
          if (await keepCall(id, parts)) kept.push(id);
        } catch (thrown) {
          log.error(
            { err: publicError(thrown), callId: id },
            'what is left of a live call could not be kept',
          );
        }
      }
      return kept;
    },
    async [Symbol.asyncDispose]() {
      clearInterval(ticking);
      await Promise.all([...byKey.values()].map(close));
    },
  };
}

function lineOf(call: LiveCall): LiveLine {
  return {
    callId: call.id,
    frame: (leg, frame) => call.frame(leg, frame),
    hold: (on) => call.hold(on),
    mute: (leg, on) => call.mute(leg, on),
    received: () => call.received(),
    room: () => call.room(),
    end: async () => {},
    gone: () => {},
    onEnd: () => {},
  };
}

/** A source that went away and does not come back, that sends nothing, or that never says stop. */
function isOver({ call, goneSinceMs }: Open, nowMs: number, settings: LiveSettings): boolean {
  if (goneSinceMs !== null && nowMs - goneSinceMs >= settings.resumeWithinMs) return true;
  if (nowMs - call.heardAtMs >= settings.endSilentAfterMs) return true;
  return call.durationMs >= settings.maxDurationMs;
}
