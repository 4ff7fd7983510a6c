import { join } from 'node:path';
import { alignWords, type Sound } from './align.ts';
import { type Manner, manners, pitchSettings } from './manner.ts';
import { load, run, telephoneBandHz } from './programs.ts';
import { fromDb, joined, studioRateHz, toSample } from './samples.ts';
import type { Breath, Mood, Person, ScriptWord } from './script.ts';

/** A word where it was said, in milliseconds from the start of the take. */
export interface SaidWord {
  text: string;
  startMs: number;
  endMs: number;
}

/** One line as it was said; it begins with its first sound and ends with its last. */
export interface Take {
  samples: Float32Array;
  words: SaidWord[];
}

const sentenceGapMs = 210;
const silencedPhones = new Set(['pau', 'h#', 'brth']);

/** Where takes are made: a folder for passing files, and what is known of how words sound. */
export interface Booth {
  folder: string;
  pronunciations: Map<string, string[]>;
}

export function openBooth(folder: string): Booth {
  return { folder, pronunciations: new Map() };
}

/** Says a line. `breaths` are synthesised one by one, so that every pause is as written. */
export async function say(
  breaths: Breath[],
  person: Person,
  how: { mood: Mood; rate: number },
  booth: Booth,
): Promise<Take> {
  const manner = manners[how.mood];
  const pieces: Float32Array[] = [];
  const words: SaidWord[] = [];
  let at = 0;
  for (const [i, breath] of breaths.entries()) {
    const piece = await sayBreath(breath.words, person, { ...manner, rate: manner.rate * how.rate }, booth);
    const startMs = (at / studioRateHz) * 1000;
    for (const word of piece.words) {
      words.push({ text: word.text, startMs: startMs + word.startMs, endMs: startMs + word.endMs });
    }
    const gapMs = i === breaths.length - 1 ? 0 : (breath.pauseMs ?? sentenceGapMs / manner.rate);
    const gap = new Float32Array(toSample(gapMs));
    pieces.push(piece.samples, gap);
    at += piece.samples.length + gap.length;
  }
  const samples = joined(pieces);
  return { samples: levelled(samples, person.levelDb + manner.levelDb), words };
}

async function sayBreath(words: ScriptWord[], person: Person, manner: Manner, booth: Booth): Promise<Take> {
  const text = words.map((word) => word.spoken).join(' ');
  const file = join(booth.folder, 'breath.wav');
  const pitch = person.pitch * manner.pitch;
  // Playing faster by `tract` shortens the vocal tract and raises pitch and pace; both are set back beforehand.
  const stretch = person.tract / (person.rate * manner.rate);
  const { settings, cents } = pitchSettings(person, pitch);
  const report = await run('flite', [
    '-voice',
    person.voice,
    '--setf',
    `duration_stretch=${stretch.toFixed(4)}`,
    ...settings,
    '-psdur',
    '-t',
    text,
    '-o',
    file,
  ]);
  const sounds = readSounds(report.toString(), person.tract);
  const expected = await Promise.all(words.map((word) => pronunciation(word.spoken, booth)));
  const spans = alignWords(expected, sounds);
  const repitch = cents === 0 ? [] : ['pitch', String(cents)];
  // Levels are set on what a telephone lets through: the deep voices would come out faint otherwise. `speed` only
  // relabels the rate, so it must be followed by `rate` before a filter means its hertz.
  const atStudioRate = ['rate', String(studioRateHz)];
  const effects = ['speed', String(person.tract), ...repitch, ...atStudioRate, 'sinc', telephoneBandHz];
  const samples = await load(await withEffect(file, manner, booth), effects);
  const startMs = sounds[0]!.startMs;
  const endMs = sounds.at(-1)!.endMs;
  return {
    samples: samples.subarray(toSample(startMs), toSample(endMs)),
    words: words.map((word, i) => ({
      text: word.text,
      startMs: spans[i]!.startMs - startMs,
      endMs: spans[i]!.endMs - startMs,
    })),
  };
}

/** The effect on a breath's file, if its manner has one; returns the file to go on with. */
async function withEffect(file: string, manner: Manner, booth: Booth): Promise<string> {
  if (!manner.effect) return file;
  const changed = join(booth.folder, 'breath-changed.wav');
  const filters = {
    // Keeps the spectrum and throws the phase away: voiced sounds lose their pitch, as in a whisper.
    whisper:
      "afftfilt=real='hypot(re,im)*cos((random(0)*2-1)*2*PI)':imag='hypot(re,im)*sin((random(1)*2-1)*2*PI)':win_size=256:overlap=0.8",
    tremor: 'vibrato=f=6.5:d=0.25,tremolo=f=6.5:d=0.35',
  };
  await run('ffmpeg', [
    '-loglevel',
    'error',
    '-y',
    '-i',
    file,
    '-af',
    filters[manner.effect],
    '-bitexact',
    changed,
  ]);
  return changed;
}

/** `pau:0.222 ah:0.385 …`: each sound with its end in seconds. */
function readSounds(report: string, tract: number): Sound[] {
  const sounds: Sound[] = [];
  let startMs = 0;
  for (const [, phone, end] of report.matchAll(/(\S+):([\d.]+)/g)) {
    const endMs = (Number(end) * 1000) / tract;
    if (!silencedPhones.has(phone!)) sounds.push({ phone: phone!, startMs, endMs });
    startMs = endMs;
  }
  if (sounds.length === 0) throw new Error('the synthesiser said nothing');
  return sounds;
}

/** The sounds of a word on its own. */
async function pronunciation(spoken: string, booth: Booth): Promise<string[]> {
  const known = booth.pronunciations.get(spoken);
  if (known) return known;
  const report = await run('flite', ['-voice', 'kal', '-ps', '-t', spoken, 'none']);
  const phones = report
    .toString()
    .trim()
    .split(/\s+/)
    .filter((phone) => !silencedPhones.has(phone));
  booth.pronunciations.set(spoken, phones);
  return phones;
}

/** Brings the loudness while speaking to `levelDb` dBFS and rounds off peaks above -4 dBFS. */
function levelled(samples: Float32Array, levelDb: number): Float32Array {
  const active = activePower(samples);
  const gain = active > 0 ? fromDb(levelDb) / Math.sqrt(active) : 0;
  const knee = 0.63;
  return samples.map((sample) => {
    const value = sample * gain;
    const over = Math.abs(value) - knee;
    return over <= 0 ? value : Math.sign(value) * (knee + (1 - knee) * Math.tanh(over / (1 - knee)));
  });
}

/** Mean power over the 20 ms frames within 30 dB of the loudest. */
function activePower(samples: Float32Array): number {
  const frame = studioRateHz / 50;
  const powers: number[] = [];
  for (let at = 0; at + frame <= samples.length; at += frame) {
    let sum = 0;
    for (let i = at; i < at + frame; i++) sum += samples[i]! ** 2;
    powers.push(sum / frame);
  }
  const floor = Math.max(0, ...powers) / 1000;
  const active = powers.filter((power) => power > floor);
  return active.reduce((sum, power) => sum + power, 0) / Math.max(1, active.length);
}
