import type { VoiceOutline } from '../../model/voice.ts';
import { isMansVoice } from '../manner.ts';
import { openPresence, runProgram } from '../program.ts';
import type { VoiceDeps, VoiceEngine } from '../voice.ts';
import { readWav } from '../wav-speech.ts';

/**
 * espeak-ng: a program of the system for some hundred languages, quick and clear and plainly a machine. It is under
 * the GPL, so it is run as the program it is and never linked or shipped.
 */
const outlines = [
  { id: 'espeak-ng', title: 'eSpeak, the voice that fits, many languages' },
  { id: 'espeak-ng:woman', title: 'eSpeak woman' },
  { id: 'espeak-ng:man', title: 'eSpeak man' },
];
const variants: Record<string, string> = { 'espeak-ng:woman': 'f2', 'espeak-ng:man': 'm3' };
/** Which of several is meant by a language alone. */
const preferred: Record<string, string> = { en: 'en-us', es: 'es-419', zh: 'cmn', no: 'nb' };
const wordsAMinute = 165;
const [lowestPitch, middlePitch, highestPitch] = [0, 50, 99];
const maxBytes = 20_000_000;

export function openEspeak(
  { program, timeoutMs }: { program: string; timeoutMs: number },
  { clock }: VoiceDeps,
): VoiceEngine {
  const isThere = openPresence(program, '--version', clock);
  const run = (args: string[], input: string, signal: AbortSignal) =>
    runProgram({ program, args, input, timeoutMs, maxBytes }, signal);
  let languages: Promise<Set<string>> | undefined;

  async function languageOf(wanted: string): Promise<string | null> {
    languages ??= run(['--voices'], '', new AbortController().signal).then(readLanguages);
    // Asked again the next time.
    languages.catch(() => {
      languages = undefined;
    });
    return nearest(wanted.toLowerCase(), await languages);
  }

  return {
    name: 'espeak-ng',
    async outlines() {
      const available = await isThere();
      const problem = available ? null : 'Install espeak-ng (on Debian: apt-get install espeak-ng).';
      return outlines.map(
        (one): VoiceOutline => ({ ...one, engine: 'espeak-ng', language: '*', available, problem }),
      );
    },
    async fitting(persona, language) {
      return (await languageOf(language)) === null
        ? null
        : `espeak-ng:${isMansVoice(persona) ? 'man' : 'woman'}`;
    },
    speaks: async (_voice, language) => (await languageOf(language)) !== null,
    async say(voice, { text, language, prosody }, signal) {
      const spoken = await languageOf(language);
      const rate = Math.round(wordsAMinute * prosody.rate);
      const how = [
        '-v',
        `${spoken}+${variants[voice]}`,
        '-s',
        String(rate),
        '-p',
        String(pitchOf(prosody.pitch)),
      ];
      return readWav(await run(['--stdin', '--stdout', ...how], text, signal), 'espeak-ng');
    },
    [Symbol.asyncDispose]: async () => {},
  };
}

/** Its scale doubles the pitch from the middle to the top. */
function pitchOf(factor: number): number {
  const pitch = Math.round(middlePitch + 50 * Math.log2(factor));
  return Math.min(highestPitch, Math.max(lowestPitch, pitch));
}

/** The second column of what `--voices` prints, below its heading. */
function readLanguages(printed: Buffer): Set<string> {
  const rows = printed.toString('utf8').trim().split('\n').slice(1);
  return new Set(rows.map((row) => row.trim().split(/\s+/)[1] ?? '').filter((code) => code !== ''));
}

function nearest(wanted: string, languages: ReadonlySet<string>): string | null {
  const primary = wanted.split('-')[0] as string;
  const fitting = [wanted, preferred[primary], primary].find(
    (code) => code !== undefined && languages.has(code),
  );
  return fitting ?? [...languages].find((code) => code.startsWith(`${primary}-`)) ?? null;
}
