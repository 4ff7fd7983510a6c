import { EarshotError } from '../errors.ts';
import { untilAborted } from '../lib/until-aborted.ts';
import type { VoiceOutline } from '../model/voice.ts';
import { openEspeak } from './espeak/voice.ts';
import { openFlite } from './flite/voice.ts';
import { openLineCache } from './line-cache.ts';
import { mannerOf, roundedDistress } from './manner.ts';
import type { VoicesSettings } from './settings.ts';
import { openSherpaVoices } from './sherpa/voice.ts';
import { loopLength, openBackgrounds } from './sound/background.ts';
import { atLevel, trimmed } from './sound/level.ts';
import { inMood } from './sound/mood.ts';
import { onceOf, soundOf } from './sound/sounds.ts';
import { asLinePassesIt, inTelephoneBand, telephoneHz, throughTheLine } from './sound/telephone.ts';
import type { Line, Spoken, VoiceDeps, VoiceEngine } from './voice.ts';

/** All there is to give the caller a voice. */
export interface Voices extends AsyncDisposable {
  /** Every voice that can be asked for, with what is missing where one is not there; `browser` and `none` last. */
  list(): Promise<VoiceOutline[]>;
  /** The voice that is taken when none is asked for: the first that is there and speaks the language, else `none`. */
  choice(language: string): Promise<string>;
  /**
   * The line as it is heard on the telephone.
   * A sound needs no voice, so it is heard whichever is named.
   * @throws voice_not_found, voice_unavailable (nobody here can say it: `browser` and `none` never can),
   *   voice_failed, child_crashed, child_timeout. The drill goes on by text then.
   */
  say(voice: string, line: Line, signal: AbortSignal): Promise<Spoken>;
  /** What lies under the call where nobody speaks, from its first moment: it goes round, and nobody hears the seam. */
  ambience(of: Pick<Line, 'background' | 'seed'>): Spoken;
  /** Makes lines ahead, one after the other, so that they are there when they are said. Failures show when they are. */
  prepare(voice: string, lines: readonly Line[], signal: AbortSignal): Promise<void>;
}

/** Voices that give no audio: the browser speaks, or nobody does. */
const silentVoices: VoiceOutline[] = [
  {
    id: 'browser',
    title: 'The voice of the browser',
    engine: 'browser',
    language: '*',
    available: true,
    problem: null,
  },
  {
    id: 'none',
    title: 'No voice: the caller is read',
    engine: 'none',
    language: '*',
    available: true,
    problem: null,
  },
];

/** Active speech of a calm caller, in decibels of full scale. */
const speechDbfs = -23;
/** Of the silence that engines put around a line. */
const keptSilenceMs = 20;

/** In the order in which a default is looked for. An engine is added here. */
async function openEngines(settings: VoicesSettings, deps: VoiceDeps): Promise<VoiceEngine[]> {
  const { flite, espeak, timeoutMs } = settings;
  return [
    openSherpaVoices(deps),
    await openFlite({ program: flite, timeoutMs }, deps),
    openEspeak({ program: espeak, timeoutMs }, deps),
  ];
}

export async function openVoices(settings: VoicesSettings, deps: VoiceDeps): Promise<Voices> {
  const engines = await openEngines(settings, deps);
  const cache = openLineCache(settings.cacheBytes);
  const backgrounds = openBackgrounds();
  const closing = new AbortController();

  async function chosen(voice: string, line: Line): Promise<{ engine: VoiceEngine; voice: string }> {
    const engine = engines.find(({ name }) => name === voice.split(':')[0]);
    const silent = silentVoices.find(({ id }) => id === voice);
    if (silent) throw unavailable(voice, 'this voice gives no audio here');
    if (!engine) throw notFound(voice);
    const outline = (await engine.outlines()).find(({ id }) => id === voice);
    if (!outline) throw notFound(voice);
    if (!outline.available) throw unavailable(voice, outline.problem ?? '');
    const own = voice === engine.name ? await engine.fitting(line.persona, line.language) : voice;
    if (own !== null && (await engine.speaks(own, line.language))) return { engine, voice: own };
    for (const other of engines) {
      if (!(await isAvailable(other))) continue;
      const fitting = await other.fitting(line.persona, line.language);
      if (fitting !== null) return { engine: other, voice: fitting };
    }
    throw unavailable(voice, `no voice that is installed speaks ${line.language}`);
  }

  /** Once begun it is made to its end, whoever still waits for it: it will be asked for again. */
  async function speech(asked: string, line: Line): Promise<{ voice: string; samples: Float32Array }> {
    const { engine, voice } = await chosen(asked, line);
    const distress = roundedDistress(line.distress);
    const { text, language, persona, seed } = line;
    const key = JSON.stringify([voice, text, language, persona, distress, seed]);
    const samples = await cache.get(key, async () => {
      const manner = mannerOf(distress, persona);
      const { rate, pitch, gainDb } = manner;
      const saying = { text, language, persona, prosody: { rate, pitch } };
      const raw = await engine.say(voice, saying, closing.signal);
      const own = { ...raw, samples: trimmed(raw.samples, keptSilenceMs, raw.sampleRateHz) };
      const moody = inMood(own, manner, seed).samples;
      return atLevel(inTelephoneBand(moody, raw.sampleRateHz), speechDbfs + gainDb, telephoneHz);
    });
    return { voice, samples };
  }

  async function heard(asked: string, line: Line): Promise<{ voice: string; samples: Float32Array }> {
    if (line.kind === 'speech') return await speech(asked, line);
    return { voice: 'sound', samples: onceOf(soundOf(line.text) ?? 'open line', line.seed) };
  }

  function ambience(line: Pick<Line, 'background' | 'seed' | 'atMs'>, length: number): Float32Array {
    const { background, seed, atMs } = line;
    return backgrounds.at(atMs, length, { background, seed, speechDbfs });
  }

  return {
    list: async () => [
      ...(await Promise.all(engines.map((engine) => engine.outlines()))).flat(),
      ...silentVoices,
    ],
    async choice(language) {
      for (const engine of engines) {
        if ((await isAvailable(engine)) && (await engine.fitting(anybody, language)) !== null)
          return engine.name;
      }
      return 'none';
    },
    async say(asked, line, signal) {
      const { voice, samples } = await untilAborted(heard(asked, line), signal);
      const mixed = samples.slice();
      if (line.background.length > 0)
        ambience(line, mixed.length).forEach((sample, i) => {
          mixed[i]! += sample;
        });
      return { samples: asLinePassesIt(mixed), sampleRateHz: telephoneHz, voice };
    },
    ambience: ({ background, seed }) => ({
      samples: throughTheLine(ambience({ background, seed, atMs: 0 }, loopLength)),
      sampleRateHz: telephoneHz,
      voice: 'sound',
    }),
    async prepare(asked, lines, signal) {
      for (const line of lines) {
        if (signal.aborted) return;
        // Whoever says the line is told what is wrong with it.
        await heard(asked, line).catch(() => {});
      }
    },
    async [Symbol.asyncDispose]() {
      closing.abort();
      await Promise.all(engines.map((engine) => engine[Symbol.asyncDispose]()));
    },
  };
}

const anybody = { age: null, sex: null, manner: 'plain' } as const;

async function isAvailable(engine: VoiceEngine): Promise<boolean> {
  return (await engine.outlines()).some(({ available }) => available);
}

function notFound(voice: string): EarshotError {
  return new EarshotError('voice_not_found', { details: { voice } });
}

function unavailable(voice: string, problem: string): EarshotError {
  return new EarshotError('voice_unavailable', { details: { voice, problem } });
}
