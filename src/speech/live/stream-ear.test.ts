import { afterAll, expect, test } from 'vitest';
import { throughMuLaw } from '../../audio/g711.ts';
import { systemClock } from '../../lib/clock.ts';
import { silentLog } from '../../log.ts';
import type { HeardTurn } from '../engine.ts';
import { liveConfig } from '../sherpa/live/config.ts';
import { type HubSettings, type LiveHub, openLiveHub } from '../sherpa/live/hub.ts';
import { speak } from '../testing/modem.ts';
import { tinyLiveNemoCtc } from '../testing/tiny-live.ts';
import { writeTinyModel } from '../testing/tiny-models.ts';
import { scratchFolder } from '../testing/tiny-sherpa.ts';
import type { HeardSoFar } from './ear.ts';
import { openStreamEar, type StreamEarDeps } from './stream-ear.ts';

const rateHz = 8000;
const folder = await scratchFolder();
afterAll(() => folder[Symbol.asyncDispose]());
await writeTinyModel(folder.path, tinyLiveNemoCtc());
const config = liveConfig(
  { type: 'live-nemo-ctc', folder: folder.path, files: { model: 'model.int8.onnx', tokens: 'tokens.txt' } },
  { endSilenceMs: 800, longestMs: 15_000, hotWords: null },
);
const settings: HubSettings = { nice: 0, timeoutMs: 30_000, loadTimeoutMs: 30_000, recycleAboveBytes: 0 };
const hasty = { clock: { ...systemClock, sleep: async () => {} }, log: silentLog };

const silence = (ms: number) => new Float32Array((rateHz * ms) / 1000);

function samples(...parts: Float32Array[]): Int16Array {
  return Int16Array.from(
    parts.flatMap((part) => [...throughMuLaw(part)].map((value) => Math.round(value * 32_767))),
  );
}

/** 200 ms: the hub takes what is longer than 100. */
const pieceSamples = 1600;

/** A hub that says when the process has heard what was pushed on a leg, by the order in which legs were opened. */
function followed(hub: LiveHub) {
  const waiting: (() => void)[] = [];
  let opened = 0;
  const following: LiveHub = {
    get isIdle() {
      return hub.isIdle;
    },
    open(sampleRateHz, listener) {
      const leg = opened++;
      return hub.open(sampleRateHz, {
        ...listener,
        heard(heard) {
          listener.heard(heard);
          waiting[leg]?.();
        },
      });
    },
    [Symbol.asyncDispose]: () => hub[Symbol.asyncDispose](),
  };
  const heard = (leg: number) =>
    new Promise<void>((resolve) => {
      waiting[leg] = resolve;
    });
  return { hub: following, heard };
}

function listening(hubSettings = settings, again: StreamEarDeps['again'] = null) {
  const turns = new Map<string, HeardTurn>();
  const told: string[] = [];
  const partials: HeardSoFar[] = [];
  const { hub, heard } = followed(openLiveHub(config, hubSettings, hasty));
  const ear = openStreamEar(2, rateHz, {
    engine: 'tiny',
    hub,
    tokenMs: 40,
    capitalsOnly: false,
    again,
    listener: {
      turn(turn, segment) {
        turns.set(segment, turn);
        told.push(turn.text);
      },
      partial: (words) => void partials.push(words),
      missed: () => {},
    },
  });
  /** Piece by piece, each once the one before was heard: what is told does not hang on how busy the machine is. */
  const push = async (leg: number, all: Int16Array) => {
    for (let at = 0; at < all.length; at += pieceSamples) {
      const piece = heard(leg);
      ear.push(leg, all.subarray(at, at + pieceSamples));
      if (at + pieceSamples <= all.length) await piece;
    }
  };
  return { ear, hub, push, turns, told, partials };
}

test('words come while they are spoken, and turns when they are over, with their times', async () => {
  const { ear, hub, push, turns, partials } = listening();
  await using _ = hub;
  await push(
    0,
    samples(
      silence(500),
      speak('help me', rateHz),
      silence(2000),
      speak('not breathing', rateHz),
      silence(2000),
    ),
  );
  await ear.end();
  expect([...turns.values()].map((turn) => turn.text)).toEqual(['help me', 'not breathing']);
  const [first] = turns.values();
  expect(first!.startMs).toBeGreaterThan(300);
  expect(first!.startMs).toBeLessThan(900);
  expect(first!.words.map((word) => word.text)).toEqual(['help', 'me']);
  expect(partials.length).toBeGreaterThan(2);
  expect(partials.some(({ stable }) => stable.startsWith('help'))).toBe(true);
});

test('two legs are heard at the same time', async () => {
  const { ear, hub, push, turns } = listening();
  await using _ = hub;
  await Promise.all([
    push(0, samples(silence(300), speak('where are you', rateHz), silence(1500))),
    push(1, samples(silence(300), speak('42 oak street', rateHz), silence(1500))),
  ]);
  await ear.end();
  expect([...turns.values()].map(({ leg, text }) => `${leg} ${text}`).toSorted()).toEqual([
    '0 where are you',
    '1 42 oak street',
  ]);
});

test('what a call ends in the middle of is told', async () => {
  const { ear, hub, push, turns } = listening();
  await using _ = hub;
  await push(1, samples(silence(300), speak('he has a gun', rateHz)));
  await ear.end();
  expect([...turns.values()].map((turn) => turn.text)).toEqual(['he has a gun']);
});

test('a better recogniser takes the place of what was heard first', async () => {
  const hear = async () => ({
    language: null,
    missed: [],
    turns: [{ leg: 0, startMs: 200, endMs: 900, text: 'Help me!', words: [], confidence: 1 }],
  });
  const { ear, hub, push, turns, told } = listening(settings, {
    engine: 'better',
    language: null,
    hotwords: [],
    hear,
  });
  await using _ = hub;
  await push(0, samples(silence(500), speak('help me', rateHz), silence(1500)));
  await ear.end();
  expect(told).toEqual(['help me', 'Help me!']);
  expect([...turns.values()].map((turn) => turn.text)).toEqual(['Help me!']);
});

test('when its process ends in the middle of a turn, the turn is heard again by a new one', async () => {
  const entry = new URL('../testing/mortal-live-process.ts', import.meta.url);
  const { ear, hub, push, turns } = listening({ ...settings, entry });
  await using _ = hub;
  await push(0, samples(silence(500), speak('send help now', rateHz), silence(2000)));
  await ear.end();
  expect([...turns.values()].map((turn) => turn.text)).toEqual(['send help now']);
  expect([...turns.values()][0]!.startMs).toBeLessThan(900);
});
