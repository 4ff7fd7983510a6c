import { describe, expect, test } from 'vitest';
import type { Hearing, SpeechEngine } from './engine.ts';
import { spokenCall } from './testing/spoken-call.ts';

/** What every speech engine does, whatever is behind it. */
export interface EngineUnderTest {
  name: string;
  open(): Promise<SpeechEngine>;
}

const sayings = [
  { leg: 0, atMs: 500, text: 'what is it' },
  { leg: 1, atMs: 3200, text: 'my dad fell' },
  { leg: 0, atMs: 6000, text: 'is he awake' },
];

function call(): Hearing {
  return spokenCall({ sayings, durationMs: 9000, telephone: true });
}

export function engineContract({ name, open }: EngineUnderTest): void {
  describe(`${name}, as any speech engine`, () => {
    test('says what it is', async () => {
      await using engine = await open();
      expect(engine.name).not.toBe('');
      expect(engine.model).not.toBe('');
      expect(engine.capabilities.languages.length).toBeGreaterThan(0);
    });

    test('gives turns in order of start, inside the recording, each with its leg and its words', async () => {
      await using engine = await open();
      const heard = await engine.hear(call());
      expect(heard.turns.map(({ leg, text }) => [leg, text])).toEqual(
        sayings.map(({ leg, text }) => [leg, text]),
      );
      for (const [index, turn] of heard.turns.entries()) {
        const { atMs } = sayings[index] as (typeof sayings)[number];
        expect(Math.abs(turn.startMs - atMs)).toBeLessThan(200);
        expect(turn.endMs).toBeGreaterThan(turn.startMs);
        expect(turn.endMs).toBeLessThanOrEqual(9000);
      }
    });

    test('gives word times only where it says so, and then inside their turn', async () => {
      await using engine = await open();
      const heard = await engine.hear(call());
      for (const turn of heard.turns) {
        if (!engine.capabilities.wordTimes) expect(turn.words).toEqual([]);
        for (const word of turn.words) {
          expect(word.startMs).toBeGreaterThanOrEqual(turn.startMs);
          expect(word.endMs).toBeLessThanOrEqual(turn.endMs);
          expect(word.endMs).toBeGreaterThanOrEqual(word.startMs);
        }
      }
    });

    test('hears several calls at once', async () => {
      await using engine = await open();
      const heard = await Promise.all([call(), call(), call()].map((one) => engine.hear(one)));
      for (const { turns } of heard) expect(turns).toHaveLength(3);
    });

    test('hears nothing in a call without speech, and tells of speech in which there is nothing', async () => {
      await using engine = await open();
      const silent = { ...call(), legs: [{ leg: 0, channel: 0, speech: [] }] };
      expect(await engine.hear(silent)).toMatchObject({ turns: [], missed: [] });
      const span = { startMs: 3200, endMs: 5500 };
      const heard = await engine.hear({ ...call(), legs: [{ leg: 0, channel: 0, speech: [span] }] });
      expect(heard.turns).toEqual([]);
      expect(heard.missed).toMatchObject([{ leg: 0, ...span }]);
    });

    test('reports progress that never goes back and ends at the whole', async () => {
      await using engine = await open();
      const shares: number[] = [];
      await engine.hear(call(), { onProgress: (share) => shares.push(share) });
      expect(shares).toEqual(shares.toSorted((a, b) => a - b));
      expect(shares.at(-1)).toBeCloseTo(1);
    });

    test('rejects with the reason when it is aborted before or while it hears, and hears the next call', async () => {
      await using engine = await open();
      const reason = new Error('enough');
      await expect(engine.hear(call(), { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
      const stop = new AbortController();
      const hearing = engine.hear(call(), { signal: stop.signal });
      stop.abort(reason);
      await expect(hearing).rejects.toBe(reason);
      expect((await engine.hear(call())).turns).toHaveLength(3);
    });

    test('passes on what goes wrong with the audio', async () => {
      await using engine = await open();
      const broken = call();
      broken.audio.pcm = {
        size: broken.audio.pcm.size,
        read: () => Promise.reject(Object.assign(new Error('no'), { code: 'EIO' })),
      };
      await expect(engine.hear(broken)).rejects.toMatchObject({ code: 'EIO' });
    });
  });
}
