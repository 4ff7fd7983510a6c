import type { LiveSummary } from '../../../../src/model/live.ts';
import { compareUrgency, type Ranked, type Weight, weightOf } from './urgency.ts';

export interface OpenCall {
  call: LiveSummary;
  /** When the call began, by the clock of this browser: two clocks are never compared. */
  beganAtMs: number;
}

/** What a list needs to know of a call to order and filter it. */
export interface Listed {
  id: string;
  weight: Weight;
  /** Nobody is in need: the caller is code. */
  isDrill: boolean;
  kind: LiveSummary['kind'];
  queue: string | null;
  team: string | null;
  agent: string | null;
}

type Told = () => void;

/** An answer is not on its way for longer than it takes so many calls to end. */
const mostEnded = 1_000;

/**
 * The open calls outside of React: a change of one call is told to those who show that call alone, and the order to
 * those who show the list, when `settle` is called. An id comes once: what has ended does not open again.
 */
export class LiveStore {
  readonly #calls = new Map<string, OpenCall>();
  readonly #ended = new Set<string>();
  readonly #toldOfCall = new Map<string, Set<Told>>();
  readonly #toldOfList = new Set<Told>();
  #list: readonly Listed[] = [];
  #stale = false;

  get(id: string): OpenCall | undefined {
    return this.#calls.get(id);
  }

  /** Most urgent first; the same array until something in it changes. */
  list(): readonly Listed[] {
    return this.#list;
  }

  take(call: LiveSummary, nowMs: number): void {
    if (this.#ended.has(call.id)) return;
    const before = this.#calls.get(call.id);
    // Audio cannot come before it was spoken: the earliest beginning that was ever seen is the nearest to the truth.
    const beganAtMs = Math.min(before?.beganAtMs ?? Number.POSITIVE_INFINITY, nowMs - call.durationMs);
    this.#calls.set(call.id, { call, beganAtMs });
    this.#stale = true;
    this.#tell(call.id);
  }

  remove(id: string): void {
    this.#ended.add(id);
    for (const oldest of this.#ended) {
      if (this.#ended.size <= mostEnded) break;
      this.#ended.delete(oldest);
    }
    if (!this.#calls.delete(id)) return;
    this.#stale = true;
    this.#tell(id);
  }

  /** Which calls the server says are open now: some opened and some ended while nobody listened. */
  reconcile(calls: LiveSummary[], nowMs: number): void {
    const open = new Set(calls.map(({ id }) => id));
    for (const id of [...this.#calls.keys()]) if (!open.has(id)) this.remove(id);
    for (const call of calls) if (!this.#calls.has(call.id)) this.take(call, nowMs);
    this.settle();
  }

  /** Brings the order up to date. */
  settle(): void {
    if (!this.#stale) return;
    this.#stale = false;
    const list = [...this.#calls.values()].map(rankedOf).toSorted(compareUrgency).map(listedOf);
    if (sameList(list, this.#list)) return;
    this.#list = list;
    for (const told of this.#toldOfList) told();
  }

  onCall(id: string, told: Told): () => void {
    const all = this.#toldOfCall.get(id) ?? new Set();
    this.#toldOfCall.set(id, all);
    all.add(told);
    return () => {
      all.delete(told);
      if (all.size === 0) this.#toldOfCall.delete(id);
    };
  }

  onList(told: Told): () => void {
    this.#toldOfList.add(told);
    return () => void this.#toldOfList.delete(told);
  }

  #tell(id: string): void {
    for (const told of this.#toldOfCall.get(id) ?? []) told();
  }
}

type RankedCall = Ranked & { call: LiveSummary };

function rankedOf({ call, beganAtMs }: OpenCall): RankedCall {
  return { id: call.id, needs: call.needs, beganAtMs, call };
}

function listedOf({ call }: RankedCall): Listed {
  return {
    id: call.id,
    weight: weightOf(call),
    isDrill: call.source === 'simulated',
    kind: call.kind,
    queue: call.queue,
    team: call.team,
    agent: call.agent,
  };
}

function sameList(a: readonly Listed[], b: readonly Listed[]): boolean {
  return (
    a.length === b.length &&
    a.every((one, index) => {
      const other = b[index];
      return other?.id === one.id && other.weight === one.weight && other.kind === one.kind;
    })
  );
}
