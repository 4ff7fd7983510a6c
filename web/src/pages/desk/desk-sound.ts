import { microphoneRateHz } from '../../../../src/model/drill-desk.ts';
import type { Loop } from '../../audio/background-player.ts';
import { type Capture, openCapture } from '../../audio/capture.ts';
import { type CaptureProblem, captureProblem, insecure, unplugged } from '../../audio/capture-problem.ts';
import { type Heard, openPcmPlayer, type PcmPlayer, type Piece } from '../../audio/pcm-player.ts';
import { toRate } from '../../audio/to-rate.ts';
import { VoiceGate } from '../../audio/voice-gate.ts';
import { type BrowserVoice, openBrowserVoice } from './browser-voice.ts';
import type { SoundChoice } from './sound-choice.ts';

export interface SoundView {
  microphone: 'off' | 'opening' | 'on' | 'gone';
  /** Why there is no microphone. */
  problem: CaptureProblem | null;
  /** The trainee is speaking now, as far as loudness tells. */
  speaking: boolean;
  /** The caller is being heard now. */
  callerHeard: boolean;
  /** The browser lets this page sound; before a key or a click it may not. */
  allowed: boolean;
}

interface SoundEvents {
  onChange(view: SoundView): void;
  onFrame(samples: Int16Array): void;
  /** The trainee began to speak over the caller, who was stopped there. */
  onCut(heard: Heard): void;
}

/** What was played may still be in the room for so long. */
const echoTailMs = 250;

/** Both directions of sound at a desk: the microphone, the caller's voice, and who may speak over whom. */
export class DeskSound {
  readonly #events: SoundEvents;
  readonly #player: PcmPlayer;
  readonly #voice: BrowserVoice;
  readonly #levels = new Set<(leg: number, peak: number) => void>();
  #gate = new VoiceGate();
  #capture: Capture | null = null;
  #choice: SoundChoice;
  /** Muted or on hold: the microphone gives silence. */
  #closed = false;
  #callerUntilMs = 0;
  #over = false;
  #view: SoundView = { microphone: 'off', problem: null, speaking: false, callerHeard: false, allowed: true };

  constructor(choice: SoundChoice, events: SoundEvents) {
    this.#choice = choice;
    this.#events = events;
    const played = () => this.#played();
    this.#player = openPcmPlayer(played);
    this.#voice = openBrowserVoice(played);
    this.#allowBackground();
  }

  view(): SoundView {
    return this.#view;
  }

  /** Told fifty times a second how loud the microphone is. */
  onLevel(told: (leg: number, peak: number) => void): () => void {
    this.#levels.add(told);
    return () => void this.#levels.delete(told);
  }

  choose(choice: SoundChoice): void {
    const otherMicrophone =
      choice.deviceId !== this.#choice.deviceId || choice.output !== this.#choice.output;
    this.#choice = choice;
    this.#allowBackground();
    if (otherMicrophone && this.#capture) void this.#replace(this.#capture);
  }

  async openMicrophone(): Promise<void> {
    if (this.#view.microphone === 'opening' || this.#over) return;
    if (!window.isSecureContext) return this.#change({ microphone: 'gone', problem: insecure });
    if (this.#capture) return await this.#replace(this.#capture);
    this.#change({ microphone: 'opening', problem: null });
    try {
      let resample: ((samples: Int16Array) => Int16Array) | undefined;
      const capture = await openCapture(this.#captureChoice(), {
        onFrame: (_leg, { samples, peak }) => this.#spoken(resample?.(samples) ?? samples, peak),
        onGone: () => this.#change({ microphone: 'gone', problem: unplugged }),
      });
      resample = toRate(capture.sampleRateHz, microphoneRateHz);
      this.#capture = capture;
      if (this.#over) return this.#letGo();
      this.#change({ microphone: 'on', allowed: this.#player.isAllowed() });
    } catch (error) {
      this.#change({ microphone: 'gone', problem: captureProblem(error) });
    }
  }

  /** Whether nothing may be heard of the trainee: muted or on hold. */
  closeMicrophone(closed: boolean): void {
    this.#closed = closed;
  }

  play(piece: Piece): void {
    if (this.#player.isAllowed()) this.#player.play(piece);
    else this.#change({ allowed: false });
  }

  /** What lies under the call from now on; null when nothing does. It is not the caller, and nobody waits for it. */
  lies(loop: Loop | null, atMs = 0): void {
    if (loop) this.#player.background.play(loop, atMs);
    else this.#player.background.stop();
  }

  /** In a voice of the browser. */
  say(line: { number: number; text: string; durationMs: number }): void {
    this.#voice.speak(line);
  }

  isCallerHeard(): boolean {
    return this.#player.isPlaying() || this.#voice.isPlaying();
  }

  /** Whether the trainee must wait: a loudspeaker is heard by the microphone too, and the caller goes first. */
  mustWait(): boolean {
    return this.#choice.output === 'loudspeaker' && Date.now() < this.#callerUntilMs;
  }

  /** Stops the caller. @returns how much of which utterance was heard; null when nothing sounded */
  cut(): Heard | null {
    return this.#player.cut() ?? this.#voice.cut();
  }

  /** To be called from a key or a click: browsers let a page sound from then on. */
  async allow(): Promise<void> {
    if (this.#over) return;
    await this.#player.resume();
    await this.#capture?.resume();
    this.#played();
  }

  end(): void {
    this.#over = true;
    this.#voice.cut();
    this.#player.close();
    this.#letGo();
  }

  #spoken(samples: Int16Array, peak: number): void {
    if (this.isCallerHeard()) this.#callerUntilMs = Date.now() + echoTailMs;
    const isSilent = this.#closed || this.mustWait();
    // Silence is sent, not nothing: the time of the call goes on.
    if (isSilent) samples.fill(0);
    for (const told of this.#levels) told(0, isSilent ? 0 : peak);
    const speaking = this.#gate.push(samples);
    // The one measured delay of speaking over somebody: stopped before anything is sent.
    if (speaking && this.isCallerHeard()) {
      const heard = this.cut();
      if (heard) this.#events.onCut(heard);
    }
    if (speaking !== this.#view.speaking) this.#change({ speaking });
    this.#events.onFrame(samples);
  }

  /** A loudspeaker's is heard by the microphone, and would be taken for the trainee. */
  #allowBackground(): void {
    this.#player.background.allow(this.#choice.output === 'headset');
  }

  #played(): void {
    const callerHeard = this.isCallerHeard();
    if (callerHeard) this.#callerUntilMs = Date.now() + echoTailMs;
    this.#change({ callerHeard, allowed: this.#player.isAllowed() });
  }

  async #replace(capture: Capture): Promise<void> {
    try {
      await capture.replace(this.#captureChoice());
      this.#gate = new VoiceGate();
      this.#change({ microphone: 'on', problem: null });
    } catch (error) {
      this.#change({ microphone: 'gone', problem: captureProblem(error) });
    }
  }

  #captureChoice() {
    const { deviceId, output } = this.#choice;
    return { deviceId, cleanUp: output === 'loudspeaker', tab: false };
  }

  #letGo(): void {
    const capture = this.#capture;
    this.#capture = null;
    // The devices are let go; whether that takes a moment changes nothing here.
    void capture?.[Symbol.asyncDispose]().then(undefined, () => undefined);
  }

  #change(next: Partial<SoundView>): void {
    if (this.#over) return;
    this.#view = { ...this.#view, ...next };
    this.#events.onChange(this.#view);
  }
}
