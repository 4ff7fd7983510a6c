import {
  backgroundNumber,
  type CallerSpeaks,
  type FromDesk,
  type ToDesk,
} from '../../../../src/model/drill-desk.ts';
import type { Piece } from '../../audio/pcm-player.ts';
import { type BrowserEar, openBrowserEar } from './browser-ear.ts';
import { type DeskLink, type DeskLinkState, openDeskLink } from './desk-link.ts';
import { DeskSound, type SoundView } from './desk-sound.ts';
import { type DeskView, nothingKnown, withMessage, withPending } from './desk-view.ts';
import { keepDrafts, readDrafts } from './kept-drafts.ts';
import type { SoundChoice } from './sound-choice.ts';

export interface DeskShown extends DeskView {
  link: DeskLinkState;
  sound: SoundView;
  /** What the browser's own recogniser does; off unless the server leaves hearing to it. */
  ear: 'off' | 'local' | 'remote' | 'gone';
}

const frameMs = 20;

/** One drill at this desk, outside of React: a page only looks at it. */
export class DeskCall {
  readonly #drillId: string;
  readonly #link: DeskLink;
  readonly #sound: DeskSound;
  readonly #told = new Set<() => void>();
  #ear: BrowserEar | null = null;
  #shown: DeskShown;
  /** What was pressed last, to be pressed again after a lost connection. */
  #writes = false;
  #pressed = { answer: false, hangUp: false };
  /** Where the drill was when it was told what lies under it. */
  #backgroundAtMs = 0;

  constructor(drillId: string, sound: SoundChoice) {
    this.#drillId = drillId;
    this.#sound = new DeskSound(sound, {
      onChange: (sound) => this.#change({ sound }),
      onFrame: (samples) => this.#frame(samples),
      onCut: ({ number, heardMs }) => this.#say({ type: 'cut', utterance: number, heardMs }),
    });
    const { said: pending } = readDrafts(drillId);
    this.#shown = { ...nothingKnown, pending, ear: 'off', link: 'connecting', sound: this.#sound.view() };
    this.#link = openDeskLink(drillId, {
      onState: (link) => this.#change({ link }),
      onMessage: (message) => this.#take(message),
      onAudio: (number, rateHz, samples) => this.#heard({ number, rateHz, samples }),
      onBack: () => this.#sayAgain(),
    });
  }

  shown(): DeskShown {
    return this.#shown;
  }

  onChange(told: () => void): () => void {
    this.#told.add(told);
    return () => void this.#told.delete(told);
  }

  get sound(): DeskSound {
    return this.#sound;
  }

  answer(): void {
    this.#pressed.answer = true;
    void this.#sound.allow();
    this.#say({ type: 'answer' });
  }

  /** What was typed, or heard by the browser. Whoever speaks is not spoken over: the caller stops. */
  said(text: string): void {
    const words = text.trim();
    if (words === '') return;
    this.interrupt();
    this.#writes = false;
    const id = crypto.randomUUID();
    this.#change(withPending(this.#shown, id, words));
    this.#say({ type: 'said', id, text: words });
  }

  /** Words are coming that are not known yet: the caller waits for them. */
  writing(on: boolean): void {
    if (on === this.#writes) return;
    this.#writes = on;
    this.#say({ type: 'speaking', on });
  }

  /** Stops the caller in the middle of the word. */
  interrupt(): void {
    const heard = this.#sound.cut();
    if (heard) this.#say({ type: 'cut', utterance: heard.number, heardMs: heard.heardMs });
  }

  hold(on: boolean): void {
    this.#press({ phase: on ? 'held' : 'open' });
    this.#say({ type: 'hold', on });
  }

  mute(on: boolean): void {
    this.#press({ muted: on });
    this.#say({ type: 'mute', on });
  }

  keypad(key: string): void {
    this.#say({ type: 'keypad', key });
  }

  transfer(to: string): void {
    this.#say({ type: 'transfer', to });
  }

  hangUp(): void {
    this.#pressed.hangUp = true;
    this.#say({ type: 'hang_up' });
  }

  enter(field: Extract<FromDesk, { type: 'cad' }>['field'], value: string): void {
    this.#say({ type: 'cad', field, value });
  }

  dismiss(noteId: string): void {
    this.#change({ whispers: this.#shown.whispers.filter(({ id }) => id !== noteId) });
  }

  /** @param local see `openBrowserEar` */
  openEar(language: string, local: boolean): void {
    this.#ear?.close();
    this.#ear = openBrowserEar(language, local, {
      onWords: (text) => this.said(text),
      onPartial: (text) => {
        this.writing(text !== '');
        this.#change({ partials: { ...this.#shown.partials, agent: text } });
      },
      onGone: () => this.#change({ ear: 'gone' }),
    });
    this.#change({ ear: local ? 'local' : 'remote' });
    this.#listen();
  }

  close(): void {
    this.#link.close();
    this.#ear?.close();
    this.#sound.end();
  }

  #heard(piece: Piece): void {
    if (piece.number === backgroundNumber) this.#sound.lies(piece, this.#backgroundAtMs);
    else this.#sound.play(piece);
  }

  #take(message: ToDesk): void {
    if (message.type === 'hush') this.#sound.cut();
    if (message.type === 'background') {
      this.#backgroundAtMs = message.atMs ?? 0;
      if (message.atMs === null) this.#sound.lies(null);
    }
    if (message.type === 'speaks') this.#speaks(message.speaks);
    const isFirst = this.#shown.drill === null;
    this.#change(withMessage(this.#shown, message, Date.now()));
    const { drill } = this.#shown;
    if (message.type !== 'drill' || !drill) return;
    // What was said before the page was loaded again, and has not arrived.
    if (isFirst) this.#sayAgain();
    this.#sound.closeMicrophone(drill.muted || drill.phase !== 'open');
    this.#listen();
    if (drill.phase === 'ended') this.close();
  }

  #speaks(speaks: CallerSpeaks): void {
    const byBrowser = this.#shown.drill?.voice === 'browser' && speaks.kind === 'speech' && !speaks.audio;
    if (byBrowser)
      this.#sound.say({ number: speaks.utterance, text: speaks.text, durationMs: speaks.durationMs });
  }

  #frame(samples: Int16Array): void {
    const { drill, beganAtMs } = this.#shown;
    if (drill?.mode === 'voice' && beganAtMs !== null && drill.phase !== 'ended')
      this.#link.frame(samples, Date.now() - beganAtMs - frameMs);
    this.#listen();
  }

  /** The browser's ear follows what may be heard. */
  #listen(): void {
    const { drill } = this.#shown;
    const open = drill?.phase === 'open' && !drill.muted;
    this.#ear?.listen(open && !this.#sound.mustWait());
  }

  /** What the old connection may have lost. The server knows by its id what it has heard already. */
  #sayAgain(): void {
    const { drill, pending } = this.#shown;
    if (this.#pressed.answer && drill?.phase === 'ringing') this.#say({ type: 'answer' });
    for (const { id, text } of pending) this.#say({ type: 'said', id, text });
    if (this.#pressed.hangUp) this.#say({ type: 'hang_up' });
  }

  #press(next: Partial<Pick<NonNullable<DeskView['drill']>, 'phase' | 'muted'>>): void {
    const { drill } = this.#shown;
    if (drill) this.#change({ drill: { ...drill, ...next } });
  }

  #say(message: FromDesk): void {
    this.#link.say(message);
  }

  #change(next: Partial<DeskShown>): void {
    if (next.pending && next.pending !== this.#shown.pending)
      keepDrafts(this.#drillId, { said: next.pending });
    this.#shown = { ...this.#shown, ...next };
    for (const told of this.#told) told();
  }
}
