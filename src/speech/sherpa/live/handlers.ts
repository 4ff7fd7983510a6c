import { EarshotError } from '../../../errors.ts';
import type { ChildHandlers } from '../../../lib/serve-child.ts';
import type { LiveHeard, LivePush, LiveRecogniserConfig, LiveReply } from '../../live/live-protocol.ts';

/** What is used of sherpa-onnx-node's streaming recogniser; the package has no types. */
export interface SherpaOnline {
  OnlineRecognizer: new (config: LiveRecogniserConfig) => OnlineRecogniser;
}

interface OnlineRecogniser {
  createStream(): OnlineStream;
  isReady(stream: OnlineStream): boolean;
  decodeStreams(streams: OnlineStream[]): void;
  getResult(stream: OnlineStream): OnlineResult;
  isEndpoint(stream: OnlineStream): boolean;
  reset(stream: OnlineStream): void;
}

interface OnlineStream {
  acceptWaveform(wave: { samples: Float32Array; sampleRate: number }): void;
  inputFinished(): void;
}

interface OnlineResult {
  text: string;
  tokens: string[];
  /** Since the last reset, which `start_time` gives. */
  timestamps: number[];
  ys_probs?: number[];
  start_time: number;
}

interface Leg {
  stream: OnlineStream;
  /** Samples taken in, by the source's rate. */
  takenS: number;
  told: string;
}

const pushesPerCollection = 200;
/** A model looks ahead: this much silence after the last sample lets it say what it still holds. */
const tailS = 1;

/** Many legs on one recogniser: those that have enough audio are decoded together. */
export function liveHandlers(sherpa: SherpaOnline): ChildHandlers {
  let held: { key: string; recogniser: OnlineRecogniser } | undefined;
  const legs = new Map<string, Leg>();
  let pushes = 0;

  function load(config: LiveRecogniserConfig): OnlineRecogniser {
    const key = JSON.stringify(config);
    if (held?.key !== key) {
      legs.clear();
      try {
        held = { key, recogniser: new sherpa.OnlineRecognizer(config) };
      } catch (cause) {
        throw new EarshotError('model_corrupt', { details: { reason: (cause as Error).message }, cause });
      }
    }
    return held.recogniser;
  }

  function push({ config, legs: pushed, partials }: LivePush): LiveReply {
    const recogniser = load(config);
    for (const one of pushed) take(one, recogniser);
    const heard = pushed.map(({ id }): LiveHeard => ({ id, finals: [], partial: null }));
    decodeAll(recogniser, pushed, heard);
    for (const [n, { id, ends }] of pushed.entries()) {
      const leg = legs.get(id)!;
      if (ends) {
        finish(leg, recogniser, heard[n]!);
        legs.delete(id);
      } else if (partials) heard[n]!.partial = partialOf(leg, recogniser);
    }
    if (++pushes % pushesPerCollection === 0) globalThis.gc?.();
    return { legs: heard, rssBytes: process.memoryUsage.rss() };
  }

  function take(
    { id, samples, sampleRateHz, ends }: LivePush['legs'][number],
    recogniser: OnlineRecogniser,
  ): void {
    let leg = legs.get(id);
    if (!leg) {
      leg = { stream: recogniser.createStream(), takenS: 0, told: '' };
      legs.set(id, leg);
    }
    leg.stream.acceptWaveform({ samples: toFloats(samples), sampleRate: sampleRateHz });
    leg.takenS += samples.length / sampleRateHz;
    if (!ends) return;
    leg.stream.acceptWaveform({ samples: new Float32Array(sampleRateHz * tailS), sampleRate: sampleRateHz });
    leg.stream.inputFinished();
  }

  /** Until no leg has enough audio left; a turn that ends on the way is told and forgotten. */
  function decodeAll(recogniser: OnlineRecogniser, pushed: LivePush['legs'], heard: LiveHeard[]): void {
    for (;;) {
      const ready = pushed.flatMap(({ id }, n) => {
        const leg = legs.get(id)!;
        return recogniser.isReady(leg.stream) ? [{ leg, n }] : [];
      });
      if (ready.length === 0) return;
      recogniser.decodeStreams(ready.map(({ leg }) => leg.stream));
      for (const { leg, n } of ready) {
        if (!recogniser.isEndpoint(leg.stream)) continue;
        finish(leg, recogniser, heard[n]!);
        recogniser.reset(leg.stream);
      }
    }
  }

  return {
    load: (config: LiveRecogniserConfig) => {
      load(config);
    },
    push,
    rest: () => null,
  };
}

function finish(leg: Leg, recogniser: OnlineRecogniser, heard: LiveHeard): void {
  const result = recogniser.getResult(leg.stream);
  leg.told = '';
  if (!/[\p{L}\p{N}]/u.test(result.text)) return;
  const { text, tokens, timestamps, start_time: startS } = result;
  heard.finals.push({
    text: text.trim(),
    tokens,
    timestamps: timestamps.map((at) => at + startS),
    durations: [],
    logProbs: result.ys_probs ?? [],
    language: null,
    startS: startS + (timestamps[0] ?? 0),
    endS: Math.min(leg.takenS, startS + (timestamps.at(-1) ?? 0) + 0.2),
  });
}

function partialOf(leg: Leg, recogniser: OnlineRecogniser): LiveHeard['partial'] {
  const { text, timestamps, start_time: startS } = recogniser.getResult(leg.stream);
  if (text.trim() === leg.told) return null;
  leg.told = text.trim();
  return { text: leg.told, startS: startS + (timestamps[0] ?? 0) };
}

/** The native side does not check what kind of array it is given. */
function toFloats(samples: Int16Array): Float32Array {
  if (!(samples instanceof Int16Array)) {
    throw new EarshotError('internal', { details: { reason: 'not 16-bit samples' } });
  }
  return Float32Array.from(samples, (sample) => sample / 32_768);
}
