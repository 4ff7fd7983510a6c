import type { Kind, Role } from '../../../../src/model/call.ts';
import { type Capture, type CaptureChoice, openCapture } from '../../audio/capture.ts';
import {
  type CaptureProblem,
  captureProblem,
  insecure,
  tabGone,
  unplugged,
} from '../../audio/capture-problem.ts';
import { type LinkState, openSourceLink, type SourceLink } from './source-link.ts';

export interface CallChoice extends CaptureChoice {
  kind: Kind;
  agent: string;
  /** Who speaks into the microphone; a shared tab is the other side. */
  role: Extract<Role, 'agent' | 'customer'>;
}

export interface MicrophoneView {
  /** `idle` before the first call; `opening` while the browser asks whether it may hear. */
  at: 'idle' | 'opening' | LinkState;
  callId: string | null;
  legs: Role[];
  /** When the first words could be heard, by the clock of this browser; null before. */
  sinceMs: number | null;
  muted: boolean;
  held: boolean;
  /** How much was spoken that the server does not have yet, in milliseconds. */
  unsafeMs: number;
  problem: CaptureProblem | null;
}

const idle: MicrophoneView = {
  at: 'idle',
  callId: null,
  legs: [],
  sinceMs: null,
  muted: false,
  held: false,
  unsafeMs: 0,
  problem: null,
};

const frameMs = 20;

/** One call taken with the microphone of this computer, outside of React: a page only looks at it. */
export class MicrophoneCall {
  #view: MicrophoneView = window.isSecureContext ? idle : { ...idle, problem: insecure };
  #capture: Capture | null = null;
  #link: SourceLink | null = null;
  readonly #told = new Set<() => void>();
  readonly #levels = new Set<(leg: number, peak: number) => void>();

  view(): MicrophoneView {
    return this.#view;
  }

  onChange(told: () => void): () => void {
    this.#told.add(told);
    return () => void this.#told.delete(told);
  }

  /** Told fifty times a second how loud a leg is. */
  onLevel(told: (leg: number, peak: number) => void): () => void {
    this.#levels.add(told);
    return () => void this.#levels.delete(told);
  }

  async start(choice: CallChoice): Promise<void> {
    if (!window.isSecureContext) return this.#change({ ...idle, problem: insecure });
    const other: Role = choice.role === 'agent' ? 'customer' : 'agent';
    const legs: Role[] = choice.tab ? [choice.role, other] : [choice.role];
    this.#change({ ...idle, at: 'opening', legs });
    try {
      this.#capture = await openCapture(choice, {
        onFrame: (leg, { samples, peak }) => this.#heard(leg, samples, peak),
        onGone: (leg) => this.#change({ problem: leg === 0 ? unplugged : tabGone }),
      });
    } catch (error) {
      return this.#change({ ...idle, problem: captureProblem(error) });
    }
    const call = { kind: choice.kind, ...(choice.agent === '' ? {} : { agent: choice.agent }) };
    const { sampleRateHz } = this.#capture;
    this.#link = openSourceLink(
      { type: 'start', key: crypto.randomUUID(), encoding: 'pcm_s16le', sampleRateHz, legs, call },
      ({ state, callId, waiting, problem }) => {
        const unsafeMs = (waiting * frameMs) / legs.length;
        const said = problem === null ? {} : { problem: { title: 'The server says', text: problem } };
        const sinceMs = this.#view.sinceMs ?? (state === 'open' ? Date.now() : null);
        this.#change({ at: state, callId, unsafeMs, sinceMs, ...said });
        if (state === 'ended' || state === 'refused') this.#release();
      },
    );
  }

  mute(muted: boolean): void {
    this.#link?.mute(muted);
    this.#change({ muted });
  }

  hold(held: boolean): void {
    this.#link?.hold(held);
    this.#change({ held });
  }

  async replace(choice: CaptureChoice): Promise<void> {
    try {
      await this.#capture?.replace(choice);
      this.#change({ problem: null });
    } catch (error) {
      this.#change({ problem: captureProblem(error) });
    }
  }

  stop(): void {
    this.#link?.stop();
    this.#release();
  }

  #heard(leg: number, samples: Int16Array, peak: number): void {
    const { muted, held } = this.#view;
    const isSilent = held || (muted && leg === 0);
    // Silence is sent, not nothing: the time of the call goes on.
    if (isSilent) samples.fill(0);
    this.#link?.frame(leg, samples);
    for (const told of this.#levels) told(leg, isSilent ? 0 : peak);
  }

  #release(): void {
    const capture = this.#capture;
    this.#capture = null;
    // The devices are let go; whether that takes a moment changes nothing here.
    void capture?.[Symbol.asyncDispose]().then(undefined, () => undefined);
  }

  #change(next: Partial<MicrophoneView>): void {
    this.#view = { ...this.#view, ...next };
    for (const told of this.#told) told();
  }
}
