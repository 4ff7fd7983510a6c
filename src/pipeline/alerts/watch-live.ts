import { alertsOf, heardOnce, type Raised } from '../../analysis/live/alert-rules.ts';
import { places } from '../../analysis/live/needs.ts';
import type { PlacedCall } from '../../analysis/live/same-event.ts';
import type { Pack } from '../../analysis/packs/pack.ts';
import { publicError } from '../../errors.ts';
import type { Kind, Source, Turn } from '../../model/call.ts';
import type { Evaluation, Finding } from '../../model/judgement.ts';
import type { Need } from '../../model/live.ts';
import { callEnded } from '../../storage/db/alerts.ts';
import { atomically } from '../../storage/db/atomically.ts';
import { type AlertParts, tellAlert } from './parts.ts';
import { raise } from './raise.ts';

/** An open call as it was just judged. */
export interface LookedAtCall {
  id: string;
  title: string | null;
  source: Source;
  kind: Kind | null;
  durationMs: number;
  turns: readonly Turn[];
  findings: readonly Finding[];
  evaluation: Evaluation | null;
  needs: readonly Need[];
  /** Since when nobody speaks; null while somebody does, or the line is on hold. */
  quietSinceMs: number | null;
}

/** Whoever is asked about open calls whether somebody must be told. */
export interface LiveWatch {
  /** Returns at once; what is raised is kept and told as soon as that can be. Never throws. */
  look(call: LookedAtCall, packs: readonly Pack[]): void;
  /** Never throws. */
  ended(callId: string): Promise<void>;
}

/** Calls about one event may come one after the other, and end before the last one comes. */
const placedForMs = 3_600_000;

export function openLiveWatch(parts: AlertParts): LiveWatch {
  const { clock, log } = parts;
  /** By call, what is true of it and was raised: raised anew only when it was over in between. */
  const standing = new Map<string, Set<string>>();
  const raising = new Map<string, Set<Promise<void>>>();
  /** Calls are looked at every second, and mostly nobody has said anything since. */
  const heard = new Map<string, { said: string; hear: ReturnType<typeof heardOnce> }>();
  const placed = new Map<string, PlacedCall>();
  const events = new Map<string, string>();

  /** The event that these calls are about: the one that any of them was found to be about before, else a new one. */
  function eventOf(calls: readonly string[]): string {
    const known = calls.map((id) => events.get(id)).find((event) => event !== undefined) ?? calls[0]!;
    for (const id of calls) events.set(id, known);
    return known;
  }

  function heardOf({ id, turns }: LookedAtCall): ReturnType<typeof heardOnce> {
    const said = turns.map(({ text }) => text).join('\n');
    const known = heard.get(id);
    if (known?.said === said) return known.hear;
    const hear = heardOnce({ turns });
    heard.set(id, { said, hear });
    return hear;
  }

  async function raiseNow(one: Raised, call: LookedAtCall, key: string): Promise<void> {
    try {
      const about = one.calls ? eventOf(one.calls) : call.id;
      const { id: callId, title: callTitle, source, kind } = call;
      const alert = await atomically(parts.db, (tx) =>
        raise(one, { callId, callTitle, source, kind }, about, parts, tx),
      );
      if (alert) tellAlert('raised', alert, parts);
    } catch (thrown) {
      log.error(
        { err: publicError(thrown), callId: call.id, rule: one.rule.id },
        'an alert could not be kept',
      );
      // So that the next look tries again.
      standing.get(call.id)?.delete(key);
    }
  }

  function lookInto(call: LookedAtCall, packs: readonly Pack[]): void {
    const own = placeOf(call, clock.now());
    if (own) placed.set(call.id, own);
    for (const [id, { atMs }] of placed) {
      if (clock.now() - atMs <= placedForMs) continue;
      placed.delete(id);
      events.delete(id);
    }
    const { kind, durationMs, turns, findings, evaluation, needs, quietSinceMs } = call;
    const evaluations = evaluation ? [evaluation] : [];
    const open = { needs, quietSinceMs, placed: own, others: [...placed.values()] };
    const watched = { kind, durationMs, turns, findings, evaluations, open };
    const before = standing.get(call.id) ?? new Set();
    const now = new Set<string>();
    standing.set(call.id, now);
    for (const one of alertsOf(watched, parts.rules.of(kind), packs, heardOf(call))) {
      const key = `${one.rule.id} ${one.event}`;
      now.add(key);
      if (before.has(key)) continue;
      const under = raising.get(call.id) ?? new Set();
      raising.set(call.id, under);
      const work: Promise<void> = raiseNow(one, call, key).finally(() => under.delete(work));
      under.add(work);
    }
  }

  return {
    look(call, packs) {
      try {
        lookInto(call, packs);
      } catch (thrown) {
        log.error({ err: publicError(thrown), callId: call.id }, 'an open call could not be watched');
      }
    },
    async ended(callId) {
      await Promise.all(raising.get(callId) ?? []);
      standing.delete(callId);
      raising.delete(callId);
      heard.delete(callId);
      try {
        await callEnded(callId, new Date(clock.now()), parts.db);
      } catch (thrown) {
        // The ledger lacks a figure; the call is kept all the same.
        log.error(
          { err: publicError(thrown), callId },
          'the end of a call could not be noted for its alerts',
        );
      }
    },
  };
}

/** Where a call is and what family of incidents it is about; null while either is not known. */
function placeOf({ id, source, findings }: LookedAtCall, atMs: number): PlacedCall | null {
  // What a drill is about is not happening.
  if (source === 'simulated') return null;
  const family = findings.find(({ kind }) => kind === 'incident')?.value ?? null;
  const place = findings.find(
    ({ kind, type, value }) => kind === 'entity' && places.has(type) && value !== null,
  );
  if (family === null || !place?.value) return null;
  return { callId: id, family, place: place.value, atMs };
}
