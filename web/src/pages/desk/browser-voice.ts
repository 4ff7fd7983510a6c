import type { Heard } from '../../audio/pcm-player.ts';

/** A line as the browser speaks it. */
interface Line {
  number: number;
  text: string;
  /** How long the server thinks it takes: what was heard is told on that scale. */
  durationMs: number;
}

export interface BrowserVoice {
  speak(line: Line): void;
  /** Stops at once. @returns which line was being said and how much of it; null in silence */
  cut(): Heard | null;
  isPlaying(): boolean;
}

/**
 * The caller in a voice of this computer. Voices that need a service of the browser's maker are not taken: what a
 * caller says would leave the building. @param onChange told when a line begins and ends
 */
export function openBrowserVoice(onChange: () => void): BrowserVoice {
  let now: { line: Line; sinceMs: number; chars: number } | null = null;

  function done(line: Line): void {
    if (now?.line !== line) return;
    now = null;
    onChange();
  }

  return {
    speak(line) {
      const voice = localVoice(document.documentElement.lang);
      if (!voice) return;
      const words = new SpeechSynthesisUtterance(line.text);
      words.voice = voice;
      words.onstart = () => {
        now = { line, sinceMs: Date.now(), chars: 0 };
        onChange();
      };
      words.onboundary = ({ charIndex }) => {
        if (now?.line === line) now.chars = charIndex;
      };
      words.onend = () => done(line);
      words.onerror = () => done(line);
      speechSynthesis.speak(words);
    },
    cut() {
      const said = now;
      now = null;
      speechSynthesis.cancel();
      if (!said) return null;
      onChange();
      const { line, chars, sinceMs } = said;
      // Not every voice tells where it is; then the clock does.
      const share = chars > 0 ? chars / line.text.length : (Date.now() - sinceMs) / line.durationMs;
      return { number: line.number, heardMs: Math.round(Math.min(1, share) * line.durationMs) };
    },
    isPlaying: () => now !== null,
  };
}

/** A voice of this computer for a language; null when there is none. Browsers load their list late: ask again. */
export function localVoice(language: string): SpeechSynthesisVoice | null {
  if (!('speechSynthesis' in window)) return null;
  const local = speechSynthesis.getVoices().filter(({ localService }) => localService);
  const of = (start: string) => local.find(({ lang }) => lang.replace('_', '-').startsWith(start));
  return of(language) ?? of(language.slice(0, 2)) ?? null;
}
