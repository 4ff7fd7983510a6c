/** From one to the other nobody hears a step. */
const fadeS = 0.03;

export interface Loop {
  rateHz: number;
  samples: Int16Array;
}

/** What lies under a call between what is said: one loop that goes round, and is silent while somebody else sounds. */
export interface BackgroundPlayer {
  /** @param atMs how far into its rounds it is now */
  play(loop: Loop, atMs: number): void;
  stop(): void;
  /** Whether it may be heard at all. */
  allow(on: boolean): void;
  /** Somebody sounds from one moment to another, by the clock of the sound card, and brings the same along. */
  giveWay(fromS: number, untilS: number): void;
  /** Nobody sounds any more from now on. */
  comeBack(): void;
}

export function openBackground(context: AudioContext): BackgroundPlayer {
  const gain = new GainNode(context);
  const permission = new GainNode(context);
  gain.connect(permission).connect(context.destination);
  let source: AudioBufferSourceNode | null = null;

  function stop(): void {
    source?.stop();
    source?.disconnect();
    source = null;
  }

  return {
    play({ rateHz, samples }, atMs) {
      stop();
      if (samples.length === 0) return;
      const buffer = context.createBuffer(1, samples.length, rateHz);
      buffer.copyToChannel(
        Float32Array.from(samples, (sample) => sample / 32_768),
        0,
      );
      source = new AudioBufferSourceNode(context, { buffer, loop: true });
      source.connect(gain);
      source.start(0, (atMs / 1000) % buffer.duration);
    },
    stop,
    allow(on) {
      permission.gain.setTargetAtTime(on ? 1 : 0, context.currentTime, fadeS / 3);
    },
    giveWay(fromS, untilS) {
      gain.gain.setTargetAtTime(0, fromS, fadeS / 3);
      gain.gain.setTargetAtTime(1, untilS, fadeS / 3);
    },
    comeBack() {
      gain.gain.cancelScheduledValues(context.currentTime);
      gain.gain.setTargetAtTime(1, context.currentTime, fadeS / 3);
    },
  };
}
