import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { VoiceOutline } from '../../model/voice.ts';
import { isMansVoice } from '../manner.ts';
import { openPresence, runProgram } from '../program.ts';
import { shiftPitch } from '../sound/pitch.ts';
import type { Persona, VoiceDeps, VoiceEngine } from '../voice.ts';
import { readWav } from '../wav-speech.ts';

/**
 * The voices of flite (its licence allows any use): a program of the system, about a fifth of a second a sentence.
 * It has no way to stay warm, and writes to nothing but files, so each line is a process and a file of its own.
 */
interface FliteVoice {
  id: string;
  title: string;
  sex: NonNullable<Persona['sex']>;
  /** Whether its pitch can be set; else its speed is, and the result is played faster. */
  pitched: boolean;
}

const voices: FliteVoice[] = [
  { id: 'slt', title: 'SLT, woman, American', sex: 'female', pitched: true },
  { id: 'rms', title: 'RMS, man, American', sex: 'male', pitched: false },
  { id: 'awb', title: 'AWB, man, Scottish', sex: 'male', pitched: true },
  { id: 'kal16', title: 'KAL, man, American, robotic and fast', sex: 'male', pitched: true },
];
const language = 'en';
const maxBytes = 20_000_000;

export async function openFlite(
  settings: { program: string; timeoutMs: number },
  { clock }: VoiceDeps,
): Promise<VoiceEngine> {
  const { program, timeoutMs } = settings;
  const folder = await mkdtemp(join(tmpdir(), 'earshot-flite-'));
  const isThere = openPresence(program, '--version', clock);
  let lines = 0;

  return {
    name: 'flite',
    async outlines() {
      const available = await isThere();
      const problem = available ? null : 'Install flite (on Debian: apt-get install flite).';
      const common = { engine: 'flite', language, available, problem };
      return [
        { id: 'flite', title: 'Flite, the voice that fits', ...common },
        ...voices.map(({ id, title }) => ({ id: `flite:${id}`, title: `Flite ${title}`, ...common })),
      ] satisfies VoiceOutline[];
    },
    async fitting(persona, wanted) {
      if (!isEnglish(wanted)) return null;
      return isMansVoice(persona) ? 'flite:rms' : 'flite:slt';
    },
    speaks: async (_voice, wanted) => isEnglish(wanted),
    async say(voice, { text, prosody }, signal) {
      const chosen = voices.find(({ id }) => `flite:${id}` === voice) as FliteVoice;
      const file = join(folder, `${lines++}.wav`);
      const { rate, pitch } = prosody;
      const stretch = chosen.pitched ? 1 / rate : pitch / rate;
      const how = ['-voice', chosen.id, '--setf', `duration_stretch=${stretch.toFixed(3)}`];
      if (chosen.pitched) how.push('--setf', `f0_shift=${pitch.toFixed(3)}`);
      try {
        const args = [...how, '-t', text, '-o', file];
        await runProgram({ program, args, timeoutMs, maxBytes }, signal);
        const speech = readWav(await readFile(file), 'flite');
        return chosen.pitched ? speech : shiftPitch(speech, pitch);
      } finally {
        await rm(file, { force: true });
      }
    },
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  };
}

function isEnglish(wanted: string): boolean {
  return wanted.toLowerCase().split('-')[0] === language;
}
