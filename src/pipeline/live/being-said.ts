import { risksBeingSaid } from '../../analysis/live/being-said.ts';
import type { Pack } from '../../analysis/packs/pack.ts';
import type { Kind, Turn } from '../../model/call.ts';
import type { Finding } from '../../model/judgement.ts';
import type { Partial } from '../../model/live.ts';

/** Some recognisers tell of every syllable. */
const lookEveryMs = 700;

/** What is being said on each leg at this moment, and the risks in it. */
export class BeingSaid {
  readonly #packs: readonly Pack[];
  readonly #legs = new Map<number, { partial: Partial; risks: Finding[]; lookedAtMs: number }>();

  constructor(packs: readonly Pack[]) {
    this.#packs = packs;
  }

  /**
   * Words that may still change; without any, nothing is said there.
   * @param nowMs on the call's own clock
   * @returns whether their risks are other ones
   */
  take(partial: Partial, soFar: { kind: Kind | null; turns: readonly Turn[] }, nowMs: number): boolean {
    const before = this.#legs.get(partial.leg);
    if (partial.stable === '' && partial.tail === '') {
      this.#legs.delete(partial.leg);
      return (before?.risks ?? []).length > 0;
    }
    if (before && nowMs - before.lookedAtMs < lookEveryMs) {
      this.#legs.set(partial.leg, { ...before, partial });
      return false;
    }
    const risks = risksBeingSaid(partial, soFar, this.#packs);
    this.#legs.set(partial.leg, { partial, risks, lookedAtMs: nowMs });
    return codesOf(risks) !== codesOf(before?.risks ?? []);
  }

  /** It was said to its end. */
  over(leg: number): void {
    this.#legs.delete(leg);
  }

  clear(): void {
    this.#legs.clear();
  }

  get partials(): Partial[] {
    return [...this.#legs.values()].map(({ partial }) => partial);
  }

  get risks(): Finding[] {
    return [...this.#legs.values()].flatMap(({ risks }) => risks);
  }
}

function codesOf(risks: readonly Finding[]): string {
  return risks.map(({ type, status }) => `${type} ${status}`).join(', ');
}
