import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { decode } from '../src/audio/decode.ts';
import { identifyAudio } from '../src/audio/identify.ts';
import { bufferSource } from '../src/lib/bytes.ts';
import { CallMetadata } from '../src/model/intake.ts';
import { parseTranscript } from '../src/speech/given/parse.ts';
import type { GivenTranscript, GivenTurn } from '../src/speech/given/transcript.ts';
import { joined } from './studio/samples.ts';
import { Agents, isSpoken, Script, shownText, speakerOf, wordsOf } from './studio/script.ts';

const here = fileURLToPath(new URL('.', import.meta.url));
const callsFolder = join(here, 'calls');
const ids = readdirSync(join(here, 'scripts')).map((name) => basename(name, '.yaml'));
const scripts = new Map(ids.map((id) => [id, readScript(id)]));

/** Audio may weigh this much in all; what is said in it comes on top. */
const maxAudioBytes = 4_000_000;
/** A rest between turns in which somebody was left hanging. */
const deadAirMs = 6000;

function readScript(id: string): Script {
  return Script.parse(parse(readFileSync(join(here, 'scripts', `${id}.yaml`), 'utf8')));
}

function recordingsOf(id: string): string[] {
  const names = readdirSync(callsFolder).filter((name) => !name.endsWith('.json') && name.startsWith(id));
  return names.sort().map((name) => join(callsFolder, name));
}

interface Sound {
  sampleRateHz: number;
  channels: Float32Array[];
}

/** All channels of a call's one or two files. */
async function hear(id: string): Promise<Sound> {
  const channels: Float32Array[] = [];
  let sampleRateHz = 0;
  for (const path of recordingsOf(id)) {
    const source = bufferSource(readFileSync(path));
    const decoding = await decode(source, await identifyAudio(source, basename(path)), null);
    const blocks: Float32Array[][] = [];
    for await (const block of decoding.blocks) {
      blocks.push(block.channels.map((samples) => samples.slice()));
      sampleRateHz = block.sampleRateHz;
    }
    expect(decoding.notes).toEqual([]);
    for (const channel of blocks[0]!.keys()) channels.push(joined(blocks.map((block) => block[channel]!)));
  }
  return { sampleRateHz, channels };
}

/** The level of a channel over the milliseconds that `counts` picks out of a span, dBFS. */
function levelDb(
  sound: Sound,
  channel: number,
  span: Span,
  counts: (ms: number) => boolean = () => true,
): number {
  const samples = sound.channels[channel]!;
  const perMs = sound.sampleRateHz / 1000;
  let power = 0;
  let count = 0;
  for (let ms = span.startMs; ms < span.endMs; ms++) {
    if (!counts(ms)) continue;
    for (let i = Math.round(ms * perMs); i < Math.round((ms + 1) * perMs) && i < samples.length; i++) {
      power += samples[i]! ** 2;
      count++;
    }
  }
  return 10 * Math.log10(power / Math.max(1, count));
}

interface Span {
  startMs: number;
  endMs: number;
}

/** The stretches between turns in which nobody talks. */
function rests(turns: GivenTurn[]): Span[] {
  const found: Span[] = [];
  let endMs = turns[0]!.endMs;
  for (const turn of turns) {
    if (turn.startMs > endMs) found.push({ startMs: endMs, endMs: turn.startMs });
    endMs = Math.max(endMs, turn.endMs);
  }
  return found;
}

describe.each(ids)('the demo call %s', (id) => {
  const script = scripts.get(id)!;
  const text = readFileSync(join(callsFolder, `${id}.json`), 'utf8');
  const { transcript, ...metadata } = JSON.parse(text);
  const given: GivenTranscript = parseTranscript(text, `${id}.json`);
  let sound: Sound;
  beforeAll(async () => {
    sound = await hear(id);
  });

  test('has the metadata of its script in a form that is taken', () => {
    const { title, kind, startedAt, agent, queue, customerNumber } = script;
    expect(CallMetadata.parse(metadata)).toMatchObject({
      title,
      kind,
      startedAt,
      agent,
      queue,
      customerNumber,
    });
    expect(metadata.channels).toEqual(script.format === 'mono-opus' ? undefined : ['agent', 'customer']);
  });

  test('has a transcript that says what its script says', () => {
    const spoken = script.lines.filter(isSpoken).map((line) => ({
      role: speakerOf(line),
      text: shownText(wordsOf(line)),
    }));
    expect(given.turns.map(({ role, text: said }) => ({ role, text: said }))).toEqual(spoken);
    for (const turn of given.turns) expect(turn.words.map((word) => word.text).join(' ')).toBe(turn.text);
  });

  test('is in the format its script asks for, and between 40 and 120 seconds long', () => {
    const extensions = recordingsOf(id).map((path) => path.slice(join(callsFolder, id).length));
    const wanted = {
      'stereo-opus': ['.ogg'],
      'mono-opus': ['.ogg'],
      'stereo-mp3': ['.mp3'],
      'leg-wavs': ['-agent.wav', '-customer.wav'],
    };
    expect(extensions).toEqual(wanted[script.format]);
    expect(sound.channels).toHaveLength(script.format === 'mono-opus' ? 1 : 2);
    const seconds = sound.channels[0]!.length / sound.sampleRateHz;
    expect(seconds).toBeGreaterThan(40);
    expect(seconds).toBeLessThan(120);
  });

  test('has turns and words in order and within its audio', () => {
    const durationMs = (sound.channels[0]!.length / sound.sampleRateHz) * 1000;
    for (const turn of given.turns) {
      let atMs = turn.startMs;
      for (const word of turn.words) {
        expect(word.startMs).toBeGreaterThanOrEqual(atMs);
        expect(word.endMs).toBeGreaterThan(word.startMs);
        atMs = word.endMs;
      }
      expect(turn.words[0]!.startMs).toBe(turn.startMs);
      expect(turn.endMs).toBe(atMs);
      expect(turn.endMs).toBeLessThan(durationMs);
    }
    for (const role of ['agent', 'customer']) {
      const own = given.turns.filter((turn) => turn.role === role);
      own.slice(1).forEach((turn, i) => {
        expect(turn.startMs).toBeGreaterThanOrEqual(own[i]!.endMs);
      });
    }
  });

  test('is heard on the channel of whoever speaks', () => {
    for (const turn of given.turns) {
      const channel = turn.channel ?? 0;
      expect(levelDb(sound, channel, turn)).toBeGreaterThan(-42);
      if (sound.channels.length === 1) continue;
      const alone = (ms: number) =>
        !given.turns.some((other) => other.channel !== channel && ms >= other.startMs && ms < other.endMs);
      const other = levelDb(sound, 1 - channel, turn, alone);
      expect(levelDb(sound, channel, turn, alone) - other).toBeGreaterThan(15);
    }
  });

  test('carries the noise of a line, not digital silence, where nobody speaks', () => {
    const beforeAnybody = { startMs: 60, endMs: given.turns[0]!.startMs - 60 };
    for (const channel of sound.channels.keys()) {
      const level = levelDb(sound, channel, beforeAnybody);
      expect(level).toBeGreaterThan(-80);
      expect(level).toBeLessThan(-30);
    }
  });

  test('keeps a caller waiting as long as the quality of its handling says', () => {
    const longestMs = Math.max(...rests(given.turns).map(({ startMs, endMs }) => endMs - startMs));
    if (script.quality === 'good') expect(longestMs).toBeLessThan(deadAirMs);
    if (script.quality === 'poor') expect(longestMs).toBeGreaterThan(deadAirMs);
    expect(longestMs).toBeLessThan(12_000);
    expect(transcript.language).toBe('en-US');
  });
});

describe('the demo calls together', () => {
  test('are small', () => {
    const bytes = ids.flatMap(recordingsOf).reduce((sum, path) => sum + statSync(path).size, 0);
    expect(bytes).toBeLessThan(maxAudioBytes);
  });

  test('are nine emergency and five contact centre calls of good, mixed and poor handling each', () => {
    const count = (kind: string) => [...scripts.values()].filter((script) => script.kind === kind);
    expect(count('psap')).toHaveLength(9);
    expect(count('contact-centre')).toHaveLength(5);
    for (const kind of ['psap', 'contact-centre']) {
      expect(new Set(count(kind).map(({ quality }) => quality))).toEqual(new Set(['good', 'mixed', 'poor']));
    }
  });

  test('have nobody with the voice of somebody else', () => {
    const agents = Agents.parse(parse(readFileSync(join(here, 'agents.yaml'), 'utf8')));
    const people = [...Object.values(agents), ...[...scripts.values()].map(({ customer }) => customer)];
    expect(new Set(people.map(({ voice, tract, pitch }) => `${voice} ${tract} ${pitch}`)).size).toBe(
      people.length,
    );
    expect(new Set(people.map(({ voice }) => voice)).size).toBe(4);
    for (const { agent } of scripts.values()) expect(agents).toHaveProperty([agent]);
  });

  test('leave no file without a script', () => {
    const owned = readdirSync(callsFolder).filter((name) => ids.some((id) => name.startsWith(id)));
    expect(readdirSync(callsFolder)).toEqual(owned);
  });
});
