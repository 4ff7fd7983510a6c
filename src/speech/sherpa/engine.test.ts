import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import type { Heard, Hearing } from '../engine.ts';
import { bpeVocabulary, readTokens } from '../models/tokens.ts';
import { poisoned, quietAround, spokenCall } from '../testing/spoken-call.ts';
import { tinyCanary } from '../testing/tiny-canary.ts';
import { tinyNemoCtc, tinySenseVoice, tinyZipformerCtc } from '../testing/tiny-models.ts';
import { tinyMoonshine, tinyMoonshineMerged } from '../testing/tiny-moonshine.ts';
import { hastySherpaDeps, openTinySherpa, scratchFolder, tinySherpaModel } from '../testing/tiny-sherpa.ts';
import { tinyNemoTransducer, tinyTransducer } from '../testing/tiny-transducers.ts';
import { tinyWhisper } from '../testing/tiny-whisper.ts';
import type { SherpaModel } from './engine.ts';

const scratch = await scratchFolder();
afterAll(() => scratch[Symbol.asyncDispose]());
const at = (name: string) => join(scratch.path, name);

const tdtFiles = {
  encoder: 'encoder.int8.onnx',
  decoder: 'decoder.int8.onnx',
  joiner: 'joiner.int8.onnx',
  tokens: 'tokens.txt',
};
const zipformerFiles = {
  encoder: 'encoder-epoch-99-avg-1.int8.onnx',
  decoder: 'decoder-epoch-99-avg-1.onnx',
  joiner: 'joiner-epoch-99-avg-1.int8.onnx',
  tokens: 'tokens.txt',
};
const oneFile = { model: 'model.int8.onnx', tokens: 'tokens.txt' };
const whisperFiles = {
  encoder: 'turbo-encoder.int8.onnx',
  decoder: 'turbo-decoder.int8.onnx',
  tokens: 'turbo-tokens.txt',
};

const tdt = await tinySherpaModel(at('tdt'), 'nemo-transducer', tinyNemoTransducer(), tdtFiles);
const ctc = await tinySherpaModel(at('ctc'), 'nemo-ctc', tinyNemoCtc(), oneFile);
const zipformer = await tinySherpaModel(at('zipformer'), 'transducer', tinyTransducer(), zipformerFiles);
const zipformerCtc = await tinySherpaModel(at('zipformer-ctc'), 'zipformer-ctc', tinyZipformerCtc(), oneFile);
const senseVoice = await tinySherpaModel(at('sense-voice'), 'sense-voice', tinySenseVoice(), oneFile);
const canary = await tinySherpaModel(at('canary'), 'canary', tinyCanary(), {
  encoder: 'encoder.int8.onnx',
  decoder: 'decoder.int8.onnx',
  tokens: 'tokens.txt',
});
const moonshine = await tinySherpaModel(at('moonshine'), 'moonshine', tinyMoonshine(), {
  preprocessor: 'preprocess.onnx',
  encoder: 'encode.int8.onnx',
  uncachedDecoder: 'uncached_decode.int8.onnx',
  cachedDecoder: 'cached_decode.int8.onnx',
  tokens: 'tokens.txt',
});
const moonshineMerged = await tinySherpaModel(
  at('moonshine-merged'),
  'moonshine-merged',
  tinyMoonshineMerged(),
  {
    encoder: 'encoder_model.onnx',
    decoder: 'decoder_model_merged.onnx',
    tokens: 'tokens.txt',
  },
);
const whisper: SherpaModel = {
  ...(await tinySherpaModel(at('whisper'), 'whisper', tinyWhisper(), whisperFiles)),
  languages: ['*'],
  languageCodes: ['en', 'es'],
};

const dialogue = [
  { leg: 0, atMs: 500, text: '911 what is the address' },
  { leg: 1, atMs: 5000, text: '42 oak street' },
  { leg: 1, atMs: 7600, text: 'my dad fell' },
  { leg: 0, atMs: 10_000, text: 'is he breathing' },
];

function telephoneCall(more: Partial<Parameters<typeof spokenCall>[0]> = {}): Hearing {
  return spokenCall({ sayings: dialogue, durationMs: 13_000, telephone: true, ...more });
}

const said = (heard: Heard) => heard.turns.map((turn) => [turn.leg, turn.text]);
const expected = [
  [0, '911 what is the address'],
  [1, '42 oak street my dad fell'],
  [0, 'is he breathing'],
];

test.each([
  ['Parakeet TDT', tdt],
  ['NeMo CTC', ctc],
  ['zipformer transducer', zipformer],
  ['zipformer CTC', zipformerCtc],
  ['SenseVoice', senseVoice],
])(
  'a telephone call is heard word for word by the %s loader, with the times of its words',
  async (_name, model) => {
    await using engine = openTinySherpa(model);
    const heard = await engine.hear(telephoneCall());
    expect(said(heard)).toEqual(expected);
    expect(heard.missed).toEqual([]);
    const words = heard.turns.flatMap((turn) => turn.words);
    expect(words.map((word) => word.text).join(' ')).toBe(expected.map(([, text]) => text).join(' '));
    // "street" is the eighth symbol of its saying: seven of 160 ms before it.
    const street = words.find((word) => word.text === 'street');
    expect(street?.startMs).toBeGreaterThanOrEqual(5000 + 7 * 160);
    expect(street?.startMs).toBeLessThan(5000 + 7 * 160 + 120);
  },
);

test.each([
  ['Canary', canary],
  ['Moonshine', moonshine],
  ['Moonshine of one decoder', moonshineMerged],
])('a telephone call is heard word for word by the %s loader, which gives no times', async (_name, model) => {
  await using engine = openTinySherpa(model);
  const heard = await engine.hear(telephoneCall());
  expect(said(heard)).toEqual(expected);
  expect(heard.turns.flatMap((turn) => turn.words)).toEqual([]);
  expect(heard.turns[2]).toMatchObject({ startMs: 10_000 });
});

test('Whisper hears without word times, and says in which language', async () => {
  await using engine = openTinySherpa(whisper);
  const heard = await engine.hear(telephoneCall());
  expect(said(heard)).toEqual(expected);
  expect(heard.turns.flatMap((turn) => turn.words)).toEqual([]);
  expect(heard.turns[1]).toMatchObject({ startMs: 5000, confidence: null });
  expect(heard.language).toBe('es');
});

test('calls of different languages share one process of a model that takes a language each', async () => {
  await using engine = openTinySherpa(whisper, { parallel: 2 });
  const languages = ['en', 'es', 'en-GB', 'xx'];
  const heard = await Promise.all(languages.map((language) => engine.hear(telephoneCall({ language }))));
  expect(heard.map(said)).toEqual(languages.map(() => expected));
});

test('a wideband recording is heard too', async () => {
  await using engine = openTinySherpa(tdt);
  expect(said(await engine.hear(telephoneCall({ sampleRateHz: 16_000, telephone: false })))).toEqual(
    expected,
  );
});

test('two speakers on one channel are heard apart, without each other in their words', async () => {
  await using engine = openTinySherpa(tdt);
  const sayings = [
    { leg: 0, atMs: 500, text: 'where are you' },
    { leg: 1, atMs: 2900, text: 'oak street' },
    { leg: 0, atMs: 4800, text: 'number' },
  ];
  const heard = await engine.hear(
    spokenCall({ sayings, durationMs: 6500, channels: 'shared', telephone: true }),
  );
  expect(said(heard)).toEqual(sayings.map(({ leg, text }) => [leg, text]));
});

test('speech longer than a segment is cut where it is quiet, and put together again', async () => {
  await using engine = openTinySherpa(ctc);
  // One word every second, 300 ms of quiet after it; the detector heard it all as one.
  const sayings = Array.from({ length: 40 }, (_, index) => ({
    leg: 0,
    atMs: 300 + 1000 * index,
    text: `w${index % 10}x`,
  }));
  const call = spokenCall({ sayings, durationMs: 41_000 });
  const heard = await engine.hear({
    ...call,
    legs: [{ leg: 0, channel: 0, speech: [{ startMs: 300, endMs: 40_300 }] }],
  });
  expect(said(heard)).toEqual([[0, sayings.map((saying) => saying.text).join(' ')]]);
  expect(heard.turns[0]?.words).toHaveLength(40);
});

test('speech in which nothing is recognised is told, not filled in', async () => {
  await using engine = openTinySherpa(tdt);
  const call = telephoneCall();
  call.legs[1]?.speech.push({ startMs: 11_000, endMs: 12_500 });
  const heard = await engine.hear(call);
  expect(said(heard)).toEqual(expected);
  expect(heard.missed).toEqual([
    { leg: 1, startMs: 11_000, endMs: 12_500, reason: 'nothing was recognised in it' },
  ]);
});

test('a click with nothing in it is not called missed speech', async () => {
  await using engine = openTinySherpa(tdt);
  const call = telephoneCall();
  call.legs[1]?.speech.push({ startMs: 12_000, endMs: 12_200 });
  expect((await engine.hear(call)).missed).toEqual([]);
});

test('a call without speech is heard at once as nothing', async () => {
  await using engine = openTinySherpa(tdt);
  const heard = await engine.hear({ ...telephoneCall(), legs: [{ leg: 0, channel: 0, speech: [] }] });
  expect(heard).toMatchObject({ turns: [], missed: [] });
});

test.each([
  ['a zipformer transducer', zipformer, {}],
  ['Parakeet, where the settings want it', tdt, { hotWordsWithParakeet: true }],
])('hot words go to %s, and words it cannot spell do no harm', async (_name, model, settings) => {
  const bpeVocabularyPath = join(model.folder, 'hot-words.vocab');
  const tokens = readTokens(await readFile(join(model.folder, 'tokens.txt'), 'utf8'));
  await writeFile(bpeVocabularyPath, bpeVocabulary(tokens));
  await using engine = openTinySherpa({ ...model, bpeVocabulary: bpeVocabularyPath }, settings);
  expect(engine.capabilities.hotwords).toBe(true);
  const heard = await engine.hear(telephoneCall({ hotwords: ['oak street', 'Łódź', 'a/b:2.0'] }));
  expect(said(heard)).toEqual(expected);
});

test('Parakeet is searched greedily, so it takes no hot words unless told to', async () => {
  await using engine = openTinySherpa({ ...tdt, bpeVocabulary: '/nowhere' });
  expect(engine.capabilities.hotwords).toBe(false);
  expect(said(await engine.hear(telephoneCall({ hotwords: ['oak street'] })))).toEqual(expected);
});

test('a call of which no segment could be listened to fails, instead of looking as if nobody spoke', async () => {
  await using engine = openTinySherpa(ctc, {}, withProcess('poisonable-process.ts'));
  const one = telephoneCall({ sayings: [{ leg: 0, atMs: 500, text: 'help' }], durationMs: 2500 });
  await expect(engine.hear(poisoned(one, 0, 700))).rejects.toMatchObject({
    code: 'speech_engine_failed',
    details: { suspectModel: true },
  });
});

test('progress goes up to the whole', async () => {
  await using engine = openTinySherpa(ctc, { parallel: 1 });
  const shares: number[] = [];
  await engine.hear(telephoneCall(), { onProgress: (share) => shares.push(share) });
  expect(shares.at(-1)).toBe(1);
  expect(shares).toEqual(shares.toSorted((a, b) => a - b));
  expect(shares.length).toBeGreaterThan(1);
});

test('an aborted call ends at once, and the next one is heard', async () => {
  await using engine = openTinySherpa(ctc, { parallel: 1 }, withProcess('slow-process.ts'));
  const stop = new AbortController();
  const hearing = engine.hear(telephoneCall(), {
    signal: stop.signal,
    onProgress: () => stop.abort(new Error('enough')),
  });
  await expect(hearing).rejects.toThrow('enough');
  expect(said(await engine.hear(telephoneCall()))).toEqual(expected);
});

test('an engine that is closed fails its calls, and calls no segment missed', async () => {
  const engine = openTinySherpa(ctc, { parallel: 1 }, withProcess('slow-process.ts'));
  const started = Promise.withResolvers<void>();
  const hearing = engine.hear(telephoneCall(), { onProgress: () => started.resolve() });
  await started.promise;
  const closed = engine[Symbol.asyncDispose]();
  await expect(hearing).rejects.toMatchObject({
    code: 'speech_engine_failed',
    details: { reason: 'the engine was closed' },
  });
  await closed;
});

test('empty answers near digital silence are asked again in other cuts', async () => {
  // The line is digitally silent around speech: the usual padding brings the fault, no padding avoids it.
  const call = quietAround(telephoneCall({ telephone: false }));
  await using engine = openTinySherpa(tdt, {}, withProcess('mute-process.ts'));
  const heard = await engine.hear(call);
  expect(said(heard)).toEqual(expected);
  expect(heard.missed).toEqual([]);
});

test('where no cut helps, faint noise does', async () => {
  // The detector was early: every cut begins with digital silence.
  const call = quietAround(telephoneCall({ telephone: false }));
  for (const leg of call.legs) for (const span of leg.speech) span.startMs -= 350;
  await using engine = openTinySherpa(tdt, {}, withProcess('mute-process.ts'));
  expect(said(await engine.hear(call))).toEqual(expected);
});

test('the process killed in the middle of a call loses nothing', async (ctx) => {
  if (!existsSync('/proc/self/stat')) {
    console.warn('no /proc on this system: killing the speech process in the middle of a call is not tested');
    ctx.skip();
  }
  await using engine = openTinySherpa(ctc, { parallel: 2 }, withProcess('slow-process.ts'));
  let killed = 0;
  const heard = await engine.hear(telephoneCall(), {
    onProgress: () => {
      if (killed++ === 0) for (const pid of childrenOf(process.pid)) process.kill(pid, 'SIGKILL');
    },
  });
  expect(killed).toBeGreaterThan(0);
  expect(said(heard)).toEqual(expected);
  expect(heard.missed).toEqual([]);
});

test('a segment that crashes the process twice is told as missed, and the rest is heard', async () => {
  await using engine = openTinySherpa(ctc, { parallel: 3 }, withProcess('poisonable-process.ts'));
  const heard = await engine.hear(poisoned(segmentedCall(), 1, 6000));
  expect(said(heard)).toEqual([
    [0, '911 what is the address'],
    [1, 'my dad fell'],
    [0, 'is he breathing'],
  ]);
  expect(heard.missed).toEqual([
    { leg: 1, startMs: 5500, endMs: 7740, reason: 'the recogniser crashed on it twice' },
  ]);
});

test('a segment on which the process hangs is given up after its time, and the rest is heard', async () => {
  await using engine = openTinySherpa(
    ctc,
    { parallel: 2, segmentTimeoutMs: 1500 },
    withProcess('slow-process.ts'),
  );
  const heard = await engine.hear(poisoned(segmentedCall(), 1, 6000));
  expect(said(heard)).toHaveLength(3);
  expect(heard.missed).toMatchObject([{ reason: 'the recogniser did not come to an end on it' }]);
});

test('a process that crashes on everything fails the call instead of giving an empty transcript', async () => {
  await using engine = openTinySherpa(ctc, { parallel: 1 }, withProcess('poisonable-process.ts'));
  const call = [
    [0, 600],
    [1, 6000],
    [1, 9000],
    [0, 12_000],
  ].reduce((spoilt, [leg, ms]) => poisoned(spoilt, leg as number, ms as number), segmentedCall());
  await expect(engine.hear(call)).rejects.toMatchObject({ code: 'speech_engine_failed' });
});

test('a process above its memory limit is replaced while calls go on', async () => {
  await using engine = openTinySherpa(ctc, { parallel: 2, recycleAboveBytes: 1 });
  const heard = await Promise.all([engine.hear(telephoneCall()), engine.hear(telephoneCall())]);
  expect(heard.map(said)).toEqual([expected, expected]);
});

test('a model of another kind ends its process, not this one, and is called corrupt', async () => {
  // As if the check before had been passed: the loader itself meets the wrong file.
  const wrong: SherpaModel = { ...ctc, type: 'nemo-transducer', files: { ...tdtFiles, ...wrongFiles } };
  await using engine = openTinySherpa(wrong, {}, hastySherpaDeps);
  await expect(engine.hear(telephoneCall())).rejects.toMatchObject({
    code: 'model_corrupt',
    details: { how: 'exit code 255', stderr: expect.stringContaining('does not exist in the metadata') },
  });
});

const wrongFiles = { encoder: 'model.int8.onnx', decoder: 'model.int8.onnx', joiner: 'model.int8.onnx' };

function withProcess(name: string) {
  return { ...hastySherpaDeps, entry: new URL(`../testing/${name}`, import.meta.url) };
}

/** With pauses between all sayings, so that each is a segment. */
function segmentedCall(): Hearing {
  return telephoneCall({
    sayings: dialogue.map((one, index) => ({ ...one, atMs: one.atMs + 500 * index })),
    durationMs: 15_000,
  });
}

/** Direct children of a process, from /proc. */
function childrenOf(pid: number): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((one) => {
      try {
        return readFileSync(`/proc/${one}/stat`, 'utf8').split(') ')[1]?.split(' ')[1] === String(pid);
      } catch {
        // It ended while we looked.
        return false;
      }
    });
}
