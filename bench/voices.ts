import { toInt16 } from '../src/audio/pcm.ts';
import { bufferSource } from '../src/lib/bytes.ts';
import { systemClock } from '../src/lib/clock.ts';
import { silentLog } from '../src/log.ts';
import { hasPocketsphinx, openPocketEngine } from '../src/speech/pocketsphinx/engine.ts';
import { SpeechSettings } from '../src/speech/settings.ts';
import { openEspeak } from '../src/voices/espeak/voice.ts';
import { openFlite } from '../src/voices/flite/voice.ts';
import { VoicesSettings } from '../src/voices/settings.ts';
import { resampled } from '../src/voices/sound/pitch.ts';
import type { Line, VoiceEngine } from '../src/voices/voice.ts';
import { openVoices, type Voices } from '../src/voices/voices.ts';
import { type Bench, type Figure, quantile } from './bench.ts';
import { openVoiceModel, type VoiceModel } from './voice-model.ts';

const rounds = 30;
const mostMs = 250;
const lines = [
  'My husband fell down the stairs and he does not wake up, please send somebody to the house as fast as you can.',
  'There is smoke coming out of the kitchen window and I think that my neighbor and her two dogs are still inside.',
  'He is lying on the floor next to the door and his chest is moving but he does not answer when I talk.',
];
const questions = [
  'what is the address of your emergency',
  'tell me exactly what happened',
  'is he awake and is he breathing',
  'are there any weapons in the house',
  'help is on the way stay on the line with me',
  'what is the phone number you are calling from',
];
const settings = VoicesSettings.parse({});
const deps = { clock: systemClock, log: silentLog };
const signal = new AbortController().signal;

export const bench: Bench = {
  name: 'voices',
  title: 'The voice of the caller: a line of about 20 words, from the text to all of its telephone audio',
  async run(report) {
    await using model = await openVoiceModel();
    await using voices = await openVoices(settings, { ...deps, synthesiser: model.synthesis });
    const outlines = await voices.list();
    // The background of a drill is made once.
    voices.ambience(lineOf(''));
    if (!model.isReal)
      report({
        what: 'models that were given (EARSHOT_BENCH_VOICE_MODEL=<folder or archive>)',
        value: 0,
        unit: '',
      });
    await firstOfModel(model, voices, report);
    const speaker = await voices.say('sherpa-onnx', lineOf('Help.'), signal);
    for (const { id, engine, available } of outlines) {
      // The speakers of one model differ in nothing that is measured here.
      if (!id.includes(':') || (engine === 'sherpa-onnx' && id !== speaker.voice)) continue;
      const isTiny = engine === 'sherpa-onnx' && !model.isReal;
      const title = isTiny ? `${id} (hums: no real model)` : id;
      if (!available) {
        report({ what: `${id} is not installed`, value: 0, unit: '' });
        continue;
      }
      const times: number[] = [];
      let speechMs = 0;
      for (let round = 0; round < rounds; round++) {
        // Another text each time, so that nothing comes out of the cache.
        const line = lineOf(`${lines[round % lines.length]} ${String.fromCharCode(97 + (round % 26))}.`);
        const startedAt = performance.now();
        const { samples, sampleRateHz } = await voices.say(id, line, signal);
        times.push(performance.now() - startedAt);
        speechMs += (samples.length * 1000) / sampleRateHz;
      }
      const bar = isTiny ? {} : { bar: { atMost: mostMs } };
      report({ what: `${title}, median`, value: quantile(times, 0.5), unit: 'ms' });
      report({ what: `${title}, p95`, value: quantile(times, 0.95), unit: 'ms', ...bar });
      report({ what: `${title}, length of a line`, value: speechMs / rounds, unit: 'ms' });
    }
    await saidAgain(report);
    await heardByPocketsphinx(report);
  },
};

function lineOf(text: string): Line {
  const persona = { age: 40, sex: null, manner: 'plain' } as const;
  const background = [{ sound: 'traffic', snrDb: 18 }] as const;
  return { kind: 'speech', text, language: 'en', distress: 3, persona, seed: 1, background, atMs: 0 };
}

/** From the text to the first audio of a model that is not in memory yet. */
async function firstOfModel(
  { name, isReal }: VoiceModel,
  voices: Voices,
  report: (figure: Figure) => void,
): Promise<void> {
  const startedAt = performance.now();
  await voices.say('sherpa-onnx', lineOf(lines[0] as string), signal);
  const value = performance.now() - startedAt;
  const title = isReal ? `sherpa-onnx:${name}` : 'sherpa-onnx (hums: no real model)';
  report({ what: `${title}, first line, loading included`, value, unit: 'ms' });
}

async function saidAgain(report: (figure: Figure) => void): Promise<void> {
  await using voices = await openVoices(settings, deps);
  const voice = await voices.choice('en');
  if (voice === 'none') return;
  const line = lineOf(lines[0] as string);
  await voices.say(voice, line, signal);
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const startedAt = performance.now();
    await voices.say(voice, line, signal);
    times.push(performance.now() - startedAt);
  }
  report({ what: 'a line that was said before, p95', value: quantile(times, 0.95), unit: 'ms' });
}

/** Only whether it works at all: words of a synthetic voice say nothing of people. */
async function heardByPocketsphinx(report: (figure: Figure) => void): Promise<void> {
  const pocket = SpeechSettings.parse({}).pocketsphinx;
  if (!(await hasPocketsphinx(pocket))) return;
  await using recogniser = await openPocketEngine(pocket);
  await using flite = await openFlite({ program: settings.flite, timeoutMs: settings.timeoutMs }, deps);
  await using espeak = openEspeak({ program: settings.espeak, timeoutMs: settings.timeoutMs }, deps);
  for (const [engine, voice] of [
    [flite, 'flite:slt'],
    [flite, 'flite:rms'],
    [espeak, 'espeak-ng:man'],
  ] as const satisfies [VoiceEngine, string][]) {
    if (!(await engine.outlines())[0]?.available) continue;
    let [wrong, words] = [0, 0];
    const times: number[] = [];
    for (const text of questions) {
      const persona = { age: 40, sex: null, manner: 'plain' } as const;
      const raw = await engine.say(
        voice,
        { text, language: 'en', persona, prosody: { rate: 1, pitch: 1 } },
        signal,
      );
      const samples = resampled(raw.samples, raw.sampleRateHz, 16_000);
      const pcm = new Int16Array(samples.length);
      toInt16(samples, pcm, 0, 1);
      const durationMs = pcm.length / 16;
      const startedAt = performance.now();
      const { turns } = await recogniser.hear({
        audio: {
          pcm: bufferSource(new Uint8Array(pcm.buffer)),
          sampleRateHz: 16_000,
          channels: 1,
          durationMs,
        },
        legs: [{ leg: 0, channel: 0, speech: [{ startMs: 0, endMs: durationMs }] }],
        language: 'en',
        hotwords: [],
      });
      times.push(performance.now() - startedAt);
      const said = text.split(' ');
      wrong += editDistance(
        said,
        turns.flatMap((turn) => turn.text.split(' ')),
      );
      words += said.length;
    }
    report({
      what: `pocketsphinx on ${voice}, words wrong (no accuracy on people)`,
      value: (100 * wrong) / words,
      unit: '%',
    });
    // The first one waited for the model.
    report({
      what: `pocketsphinx on ${voice}, a turn, median`,
      value: quantile(times.slice(1), 0.5),
      unit: 'ms',
    });
  }
}

function editDistance(a: readonly string[], b: readonly string[]): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (const [i, word] of a.entries()) {
    const next = [i + 1];
    for (const [j, other] of b.entries())
      next.push(Math.min(next[j]! + 1, row[j + 1]! + 1, row[j]! + (word === other ? 0 : 1)));
    row = next;
  }
  return row.at(-1) as number;
}
