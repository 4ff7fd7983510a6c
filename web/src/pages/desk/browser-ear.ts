/** What the browser's own recogniser looks like; it has no types of its own. */
interface Recogniser extends EventTarget {
  lang: string;
  continuous: boolean;
  interimResults: boolean;
  processLocally?: boolean;
  onresult: ((event: { resultIndex: number; results: SpeechRecognitionResultList }) => void) | null;
  onend: (() => void) | null;
  onerror: ((event: { error: string }) => void) | null;
  start(): void;
  abort(): void;
}
interface RecogniserMaker {
  new (): Recogniser;
  available?(options: { langs: string[]; processLocally: boolean }): Promise<string>;
}

/** local: the sound stays on this computer. remote: it goes to a service of the browser's maker. */
export type EarKind = 'local' | 'remote' | 'none';

export interface BrowserEar {
  /** Deaf while muted, on hold, or while a loudspeaker would be heard. */
  listen(on: boolean): void;
  close(): void;
}

interface EarEvents {
  onWords(text: string): void;
  onPartial(text: string): void;
  /** It gave up, and will not come back. */
  onGone(reason: string): void;
}

function maker(): RecogniserMaker | null {
  const known = window as { SpeechRecognition?: RecogniserMaker; webkitSpeechRecognition?: RecogniserMaker };
  return known.SpeechRecognition ?? known.webkitSpeechRecognition ?? null;
}

/** Where the browser would listen, without asking it to. */
export async function earKind(language: string): Promise<EarKind> {
  const Made = maker();
  if (!Made) return 'none';
  if (!Made.available) return 'remote';
  try {
    const state = await Made.available({ langs: [language], processLocally: true });
    return state === 'available' ? 'local' : 'remote';
  } catch {
    // A browser that knows the question but not this language.
    return 'remote';
  }
}

/** After these it makes no sense to try again. */
const final = new Set(['not-allowed', 'service-not-allowed', 'language-not-supported', 'audio-capture']);

/** @param local whether it must stay on this computer; otherwise somebody has agreed that it does not */
export function openBrowserEar(language: string, local: boolean, events: EarEvents): BrowserEar {
  const Made = maker();
  if (!Made) throw new Error('This browser has no recogniser');
  const ear = new Made();
  ear.lang = language;
  ear.continuous = true;
  ear.interimResults = true;
  if (local) ear.processLocally = true;
  let wanted = false;
  let running = false;
  let closed = false;

  ear.onresult = ({ resultIndex, results }) => {
    let partial = '';
    for (let i = resultIndex; i < results.length; i++) {
      const text = results[i]?.[0]?.transcript.trim() ?? '';
      if (results[i]?.isFinal && text !== '') events.onWords(text);
      else partial = `${partial} ${text}`;
    }
    events.onPartial(partial.trim());
  };
  ear.onerror = ({ error }) => {
    if (!final.has(error)) return;
    closed = true;
    events.onGone(error);
  };
  // Browsers stop listening by themselves after a silence.
  ear.onend = () => {
    running = false;
    keepUp();
  };

  function keepUp(): void {
    if (closed || running === wanted) return;
    if (wanted) {
      running = true;
      ear.start();
    } else ear.abort();
  }

  return {
    listen(on) {
      wanted = on;
      keepUp();
    },
    close() {
      closed = true;
      ear.abort();
    },
  };
}
