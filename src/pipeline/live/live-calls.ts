import type { EnergyGateSettings } from '../../audio/energy-gate.ts';
import type { Bus } from '../../bus/bus.ts';
import { EarshotError, publicError, toEarshotError } from '../../errors.ts';
import { heardLive, type LiveIntake, type LiveLine, type LiveOpening } from '../../ingest/live-intake.ts';
import { newId } from '../../lib/ids.ts';
import type {
  KeptRemark,
  LiveDetail,
  LiveFeedEvent,
  LiveRemark,
  LiveStart,
  LiveSummary,
} from '../../model/live.ts';
import type { LiveSpeechSettings } from '../../speech/settings.ts';
import type { Journals } from '../../storage/objects/journal.ts';
import type { LiveWatch } from '../alerts/watch-live.ts';
import type { StagedIntake } from '../intake.ts';
import type { PipelineParts } from '../parts.ts';
import { chooseEar } from './choose-ear.ts';
import { HeldCall } from './held-call.ts';
import { keepCall } from './keep-call.ts';
import { LiveCall } from './live-call.ts';
import { openRecorder } from './recorder.ts';
import type { LiveSettings } from './settings.ts';

export interface LiveParts
  extends Pick<
    PipelineParts,
    'packs' | 'analysisSettings' | 'speech' | 'models' | 'modelSettings' | 'clock' | 'log'
  > {
  /** How loud is speech: as for recordings. */
  voice: EnergyGateSettings;
  liveSettings: LiveSettings;
  /** How turns are cut where no streaming model does it. */
  liveSpeech: LiveSpeechSettings;
  journals: Journals;
  intake: StagedIntake;
  feed: Bus<LiveFeedEvent>;
  /** Asked after every judging whether somebody must be told. */
  watch: LiveWatch;
}

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
  /** Makes calls of what an earlier process left behind; resolves with their ids. */
  recover(): Promise<string[]>;
}

const tickMs = 1_000;

export function openLiveCalls(parts: LiveParts): LiveCalls {
  const { liveSettings: settings, clock, log } = parts;
  const byKey = new Map<string, HeldCall>();
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
      return held.attach();
    } finally {
      beginning.delete(start.key);
    }
  }

  async function begin(start: LiveStart, opening: LiveOpening): Promise<HeldCall> {
    const ear = chooseEar(start, opening, parts);
    const packs = await parts.packs();
    const id = newId();
    const journal = await parts.journals.create(id);
    const recorder = openRecorder(start.legs.length, start.sampleRateHz, journal);
    const publish = (event: LiveFeedEvent) => parts.feed.publish(event);
    const call = new LiveCall(
      { id, start, opening, startedAt: new Date(clock.now()) },
      { ...parts, packs, settings, recorder, openEar: ear.open, publish },
    );
    if (ear.problem) call.note({ kind: 'engine', leg: null, startMs: 0, endMs: null, text: ear.problem });
    call.tick();
    const close = async () => {
      await call.end();
      await journal[Symbol.asyncDispose]();
      await keep(call);
    };
    return new HeldCall(call, close, clock);
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

  /** Makes a call like any other of an open one that ended. */
  async function keep({ id, start }: LiveCall): Promise<void> {
    await parts.watch.ended(id);
    let kept = false;
    try {
      kept = await keepCall(id, parts);
    } catch (thrown) {
      // The journal stays: the next start makes a call of it.
      log.error({ err: toEarshotError(thrown), callId: id }, 'a live call could not be kept as a call yet');
    }
    byKey.delete(start.key);
    parts.feed.publish({ type: 'ended', callId: id, kept });
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
      if (isOver(one, nowMs, settings)) void one.close();
    }
  }

  const ticking = setInterval(tick, tickMs);
  ticking.unref();

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
      const kept: string[] = [];
      for (const id of await parts.journals.list()) {
        if (open.has(id)) continue;
        try {
          if (await keepCall(id, parts, { cutOff: true })) kept.push(id);
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
      await Promise.all([...byKey.values()].map((held) => held.close()));
    },
  };
}

/** A source that went away and does not come back, that sends nothing, or that never says stop. */
function isOver({ call, goneSinceMs }: HeldCall, nowMs: number, settings: LiveSettings): boolean {
  if (goneSinceMs !== null && nowMs - goneSinceMs >= settings.resumeWithinMs) return true;
  if (nowMs - call.heardAtMs >= settings.endSilentAfterMs) return true;
  return call.durationMs >= settings.maxDurationMs;
}
