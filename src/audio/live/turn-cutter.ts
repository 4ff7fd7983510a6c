import type { Span } from '../../model/call.ts';
import { EnergyGate, type EnergyGateSettings, levelDbfs } from '../energy-gate.ts';

/** 32 ms, as recordings are measured. */
const windowMs = 32;

export interface TurnCutterSettings extends EnergyGateSettings {
  /** Silence that ends a turn. */
  endSilenceMs: number;
  /** Taken before the first loud moment: an onset is quieter than what follows. */
  preRollMs: number;
  /** Shorter bursts are no turns. */
  shortestMs: number;
  /** A longer turn is cut, at the quietest moment of its last third. */
  longestMs: number;
}

/**
 * Cuts one leg into turns while it is spoken: a stage without I/O, fed with samples of any length.
 *
 *   quiet ── loud ──▶ speaking ── silence of endSilenceMs, or longestMs ──▶ a turn, quiet
 *
 * By energy alone: on a leg of its own, above the noise of its line, that agrees well with a trained detector
 * (docs/benchmarks.md), and twenty calls cost next to nothing. What is loud and not speech is for the recogniser to
 * say nothing of.
 */
export class TurnCutter {
  readonly #settings: TurnCutterSettings;
  readonly #gate: EnergyGate;
  readonly #window: Float32Array;
  #filled = 0;
  #windows = 0;
  #startMs: number | null = null;
  #loudToMs = 0;
  #loudMs = 0;
  /** Of the turn that is open: what each window was, for finding the quietest. */
  #levels: number[] = [];
  /** Of the last window. */
  levelDbfs: number | null = null;

  constructor(sampleRateHz: number, settings: TurnCutterSettings) {
    this.#settings = settings;
    this.#gate = new EnergyGate(settings);
    this.#window = new Float32Array(Math.round((sampleRateHz * windowMs) / 1000));
  }

  /** Where the turn that is spoken now began; null while nobody speaks. */
  get speakingSinceMs(): number | null {
    return this.#loudMs >= this.#settings.shortestMs ? this.#startMs : null;
  }

  /** The turn that is open as it will be if the silence at its end lasts, and how long that lasts; null without one. */
  get pause(): (Span & { lastsMs: number }) | null {
    const startMs = this.speakingSinceMs;
    if (startMs === null) return null;
    const endMs = this.#loudToMs + this.#settings.preRollMs;
    return { startMs, endMs, lastsMs: this.#windows * windowMs - this.#loudToMs };
  }

  /** Ends the turn that is open at its pause; for who knows that nothing more comes. */
  endAtPause(): Span[] {
    const ended: Span[] = [];
    this.#end(ended, this.#loudToMs + this.#settings.preRollMs);
    return ended;
  }

  /** The turns that ended. */
  push(samples: Int16Array): Span[] {
    const ended: Span[] = [];
    for (let at = 0; at < samples.length; at++) {
      this.#window[this.#filled++] = samples[at]! / 32_768;
      if (this.#filled === this.#window.length) this.#take(ended);
    }
    return ended;
  }

  /** Ends the leg. */
  flush(): Span[] {
    const ended: Span[] = [];
    this.#end(ended, this.#loudToMs);
    return ended;
  }

  #take(ended: Span[]): void {
    this.#filled = 0;
    const atMs = this.#windows++ * windowMs;
    const level = levelDbfs(this.#window);
    this.levelDbfs = Math.max(-100, level);
    const { preRollMs, endSilenceMs, longestMs } = this.#settings;
    if (this.#gate.isLoud(level)) {
      if (this.#startMs === null) {
        this.#startMs = Math.max(0, atMs - preRollMs);
        this.#loudMs = 0;
        this.#levels = [];
      }
      this.#loudMs += windowMs;
      this.#loudToMs = atMs + windowMs;
    }
    if (this.#startMs === null) return;
    this.#levels.push(level);
    if (atMs + windowMs - this.#loudToMs >= endSilenceMs) this.#end(ended, this.#loudToMs + preRollMs);
    else if (atMs + windowMs - this.#startMs >= longestMs) this.#cut(ended);
  }

  #end(ended: Span[], endMs: number): void {
    if (this.#startMs !== null && this.#loudMs >= this.#settings.shortestMs) {
      ended.push({ startMs: this.#startMs, endMs });
    }
    this.#startMs = null;
    this.#loudMs = 0;
  }

  /** Somebody who talks on and on: cut where he is quietest, and what follows is a turn of its own. */
  #cut(ended: Span[]): void {
    const from = Math.floor((this.#levels.length * 2) / 3);
    let quietest = from;
    for (let i = from; i < this.#levels.length; i++)
      if (this.#levels[i]! < this.#levels[quietest]!) quietest = i;
    const firstWindow = this.#windows - this.#levels.length;
    const cutMs = (firstWindow + quietest) * windowMs;
    ended.push({ startMs: this.#startMs!, endMs: cutMs });
    this.#levels = this.#levels.slice(quietest);
    this.#startMs = cutMs;
    this.#loudMs = this.#settings.shortestMs;
  }
}
