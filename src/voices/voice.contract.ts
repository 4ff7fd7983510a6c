import { describe, expect, test } from 'vitest';
import { activeLevel } from './sound/level.ts';
import type { Persona, Saying, VoiceEngine } from './voice.ts';

/** What every engine of voices does, whatever is behind it. */
export interface EngineUnderTest {
  name: string;
  open(): Promise<VoiceEngine>;
  /** Whether it speaks slower and faster as it is told, in time with its words. */
  keepsRate?: boolean;
}

const signal = new AbortController().signal;
const woman: Persona = { age: 40, sex: 'female', manner: 'plain' };
const saying: Saying = {
  text: 'help me he is not breathing',
  language: 'en',
  persona: woman,
  prosody: { rate: 1, pitch: 1 },
};

export function voiceContract({ name, open, keepsRate = true }: EngineUnderTest): void {
  describe(`${name}, as any engine of voices`, () => {
    test('lists its voices, the one that fits first', async () => {
      await using engine = await open();
      const outlines = await engine.outlines();
      expect(outlines[0]).toMatchObject({
        id: engine.name,
        engine: engine.name,
        available: true,
        problem: null,
      });
      expect(new Set(outlines.map(({ id }) => id)).size).toBe(outlines.length);
      for (const { id, title } of outlines.slice(1)) {
        expect(id.startsWith(`${engine.name}:`)).toBe(true);
        expect(title).not.toBe('');
      }
    });

    test('finds one for a woman, a man and a child, and says with each what it is given', async () => {
      await using engine = await open();
      const listed = (await engine.outlines()).map(({ id }) => id);
      for (const persona of [woman, { ...woman, sex: 'male' as const }, { ...woman, age: 7 }]) {
        const voice = (await engine.fitting(persona, 'en')) as string;
        expect(listed).toContain(voice);
        expect(await engine.speaks(voice, 'en-US')).toBe(true);
        const { samples, sampleRateHz } = await engine.say(voice, { ...saying, persona }, signal);
        expect(samples.length / sampleRateHz).toBeGreaterThan(0.5);
        expect(samples.length / sampleRateHz).toBeLessThan(15);
        expect(activeLevel(samples, sampleRateHz)).toBeGreaterThan(0.003);
        expect(samples.every((sample) => Math.abs(sample) <= 1)).toBe(true);
      }
    });

    test('has none for a language that nobody speaks', async () => {
      await using engine = await open();
      expect(await engine.fitting(woman, 'xx')).toBe(null);
    });

    test.runIf(keepsRate)('speaks faster when told to', async () => {
      await using engine = await open();
      const voice = (await engine.fitting(woman, 'en')) as string;
      const lengthAt = async (rate: number) => {
        const { samples } = await engine.say(voice, { ...saying, prosody: { rate, pitch: 1 } }, signal);
        return samples.length;
      };
      expect((await lengthAt(1.3)) / (await lengthAt(0.8))).toBeLessThan(0.8);
    });

    test('says several lines at once', async () => {
      await using engine = await open();
      const voice = (await engine.fitting(woman, 'en')) as string;
      const spoken = await Promise.all(
        ['one', 'two', 'three'].map((text) => engine.say(voice, { ...saying, text }, signal)),
      );
      for (const { samples } of spoken) expect(samples.length).toBeGreaterThan(0);
    });

    test('rejects with the reason when it is aborted, and says the next line', async () => {
      await using engine = await open();
      const voice = (await engine.fitting(woman, 'en')) as string;
      const reason = new Error('enough');
      await expect(engine.say(voice, saying, AbortSignal.abort(reason))).rejects.toBe(reason);
      const stop = new AbortController();
      const speaking = engine.say(voice, saying, stop.signal);
      stop.abort(reason);
      await expect(speaking).rejects.toBe(reason);
      expect((await engine.say(voice, saying, signal)).samples.length).toBeGreaterThan(0);
    });
  });
}
