import { type BackgroundPlayer, openBackground } from './background-player.ts';

/** One piece of speech that was sent whole. */
export interface Piece {
  /** Which it is, so that it can be told how much of it was heard. */
  number: number;
  rateHz: number;
  samples: Int16Array;
}

export interface Heard {
  number: number;
  heardMs: number;
}

export interface PcmPlayer {
  /** What lies under the pieces; it is none of them. */
  background: BackgroundPlayer;
  /** Plays it behind what is playing already; not at all while it is not allowed, or it would all sound late at once. */
  play(piece: Piece): void;
  /** Stops at once. @returns which piece was being heard and how much of it had left the loudspeaker; null in silence */
  cut(): Heard | null;
  isPlaying(): boolean;
  /** False until the browser lets this page sound: it wants a key or a click first. */
  isAllowed(): boolean;
  resume(): Promise<void>;
  close(): void;
}

interface Playing {
  number: number;
  startS: number;
  durationS: number;
  source: AudioBufferSourceNode;
  gain: GainNode;
}

/** What is stopped in full swing clicks: it is let down over this long. */
const fadeS = 0.012;
/** The least between asking the sound card and it sounding. */
const leadS = 0.005;

/** @param onChange told when sound begins, ends or may begin */
export function openPcmPlayer(onChange: () => void): PcmPlayer {
  const context = new AudioContext({ latencyHint: 'interactive' });
  context.addEventListener('statechange', onChange);
  const background = openBackground(context);
  let playing: Playing[] = [];

  function ended(one: Playing): void {
    playing = playing.filter((other) => other !== one);
    onChange();
  }

  return {
    background,
    play({ number, rateHz, samples }) {
      if (context.state !== 'running' || samples.length === 0) return;
      const buffer = context.createBuffer(1, samples.length, rateHz);
      buffer.copyToChannel(
        Float32Array.from(samples, (sample) => sample / 32_768),
        0,
      );
      const gain = new GainNode(context);
      gain.connect(context.destination);
      const source = new AudioBufferSourceNode(context, { buffer });
      source.connect(gain);
      const last = playing.at(-1);
      const freeS = last ? last.startS + last.durationS : 0;
      const startS = Math.max(context.currentTime + leadS, freeS);
      const one = { number, startS, durationS: buffer.duration, source, gain };
      playing.push(one);
      source.onended = () => ended(one);
      source.start(startS);
      background.giveWay(startS, startS + one.durationS);
      onChange();
    },
    cut() {
      const nowS = context.currentTime;
      const heard = heardOf(playing, nowS - (context.outputLatency || 0));
      for (const { source, gain, startS } of playing) {
        source.onended = null;
        gain.gain.setTargetAtTime(0, nowS, fadeS / 3);
        source.stop(Math.max(nowS, startS) + fadeS);
      }
      playing = [];
      if (heard) {
        background.comeBack();
        onChange();
      }
      return heard;
    },
    isPlaying: () => playing.length > 0,
    isAllowed: () => context.state === 'running',
    resume: () => context.resume(),
    close() {
      background.stop();
      context.removeEventListener('statechange', onChange);
      // It is being let go; whether it closes in time changes nothing.
      void context.close().catch(() => undefined);
    },
  };
}

/** Which of the pieces is sounding then, and how much of it has; the first that has not begun counts as unheard. */
export function heardOf(
  pieces: readonly Pick<Playing, 'number' | 'startS' | 'durationS'>[],
  atS: number,
): Heard | null {
  const one = pieces.find(({ startS, durationS }) => startS + durationS > atS) ?? pieces.at(-1);
  if (!one) return null;
  const heardS = Math.min(one.durationS, Math.max(0, atS - one.startS));
  return { number: one.number, heardMs: Math.round(heardS * 1000) };
}
