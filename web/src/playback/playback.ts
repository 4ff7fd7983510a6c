import type { Span } from '../../../src/model/call.ts';
import { type Mixer, openMixer } from './mixer.ts';

export interface PlaybackState {
  playing: boolean;
  rate: number;
  /** Set while a stretch is played that ends by itself. */
  stretch: Span | null;
  /** Loudness of each channel, 0 to 1. */
  volumes: number[];
  /** The only channel to be heard, or null for all. */
  solo: number | null;
  /** True once the audio turned out not to be playable. */
  failed: boolean;
}

/** One audio element that several parts of the page steer and follow. Positions are in ms on the call's clock. */
export interface Playback extends Disposable {
  readonly element: HTMLAudioElement;
  readonly durationMs: number;
  getState(): PlaybackState;
  getPositionMs(): number;
  onState(listener: () => void): () => void;
  /** Told with every frame while playing, and with every jump. */
  onPosition(listener: () => void): () => void;
  toggle(): void;
  seek(positionMs: number): void;
  /** Plays on from there. */
  playFrom(positionMs: number): void;
  /** Plays this stretch and stops at its end. */
  playStretch(span: Span): void;
  setRate(rate: number): void;
  setVolume(channel: number, volume: number): void;
  setSolo(channel: number | null): void;
}

interface Source {
  /** Null for a call without stored audio: positions still move, so that places can be pointed at. */
  url: string | null;
  durationMs: number;
  channels: number;
}

/** A little before and after a stretch, so that its first and last sounds are not cut. */
const leadMs = 150;

export function openPlayback({ url, durationMs, channels }: Source): Playback {
  const element = new Audio();
  element.preload = 'metadata';
  if (url) element.src = url;
  const stateListeners = new Set<() => void>();
  const positionListeners = new Set<() => void>();
  let state: PlaybackState = {
    playing: false,
    rate: 1,
    stretch: null,
    volumes: Array.from({ length: channels }, () => 1),
    solo: null,
    failed: false,
  };
  // Where the user asked to be while the element does not know its length yet.
  let askedMs = 0;
  let frame = 0;
  let mixer: Mixer | null = null;

  const change = (next: Partial<PlaybackState>) => {
    state = { ...state, ...next };
    for (const listener of stateListeners) listener();
  };
  const moved = () => {
    for (const listener of positionListeners) listener();
  };
  const getPositionMs = () => (element.readyState > 0 ? element.currentTime * 1000 : askedMs);
  const tick = () => {
    moved();
    const { stretch } = state;
    if (stretch && getPositionMs() >= stretch.endMs) {
      element.pause();
      return;
    }
    frame = requestAnimationFrame(tick);
  };
  const seek = (positionMs: number) => {
    askedMs = Math.max(0, Math.min(positionMs, durationMs));
    element.currentTime = askedMs / 1000;
    moved();
  };
  const play = () => {
    if (!url || state.failed) return;
    // A browser lets sound begin only from a key or a click, so the mixer is made here and not earlier.
    if (channels > 1) mixer ??= openMixer(element, channels);
    mixer?.set(state.volumes, state.solo);
    // Refused (no gesture yet, or paused again meanwhile): the element's own events tell the state.
    element.play().catch(() => undefined);
  };

  element.addEventListener('play', () => {
    change({ playing: true });
    cancelAnimationFrame(frame);
    tick();
  });
  element.addEventListener('pause', () => {
    cancelAnimationFrame(frame);
    change({ playing: false, stretch: null });
    moved();
  });
  element.addEventListener('loadedmetadata', () => {
    if (askedMs > 0 && element.currentTime === 0) element.currentTime = askedMs / 1000;
  });
  // Frames stop in a hidden tab; this event does not.
  element.addEventListener('timeupdate', moved);
  element.addEventListener('seeked', moved);
  element.addEventListener('error', () => {
    if (element.getAttribute('src')) change({ failed: true, playing: false });
  });

  const setMix = (next: Partial<Pick<PlaybackState, 'volumes' | 'solo'>>) => {
    change(next);
    if (channels > 1) mixer?.set(state.volumes, state.solo);
    else element.volume = state.volumes[0] ?? 1;
  };

  return {
    element,
    durationMs,
    getState: () => state,
    getPositionMs,
    onState(listener) {
      stateListeners.add(listener);
      return () => stateListeners.delete(listener);
    },
    onPosition(listener) {
      positionListeners.add(listener);
      return () => positionListeners.delete(listener);
    },
    toggle() {
      if (state.playing) element.pause();
      else play();
    },
    seek(positionMs) {
      change({ stretch: null });
      seek(positionMs);
    },
    playFrom(positionMs) {
      change({ stretch: null });
      seek(positionMs);
      play();
    },
    playStretch(span) {
      const stretch = { startMs: Math.max(0, span.startMs - leadMs), endMs: span.endMs + leadMs };
      seek(stretch.startMs);
      change({ stretch });
      play();
    },
    setRate(rate) {
      element.playbackRate = rate;
      change({ rate });
    },
    setVolume(channel, volume) {
      setMix({ volumes: state.volumes.with(channel, volume) });
    },
    setSolo(channel) {
      setMix({ solo: channel });
    },
    [Symbol.dispose]() {
      cancelAnimationFrame(frame);
      element.pause();
      element.removeAttribute('src');
      element.load();
      mixer?.close();
      stateListeners.clear();
      positionListeners.clear();
    },
  };
}
