/**
 * Which of the sounds of an utterance belong to which of its words.
 *
 * The synthesiser reports the end of every sound but not of words, and the sounds of a word differ a little from
 * those of the word alone ("the", "a", "to"; linked words). So the expected sounds of all words in a row are
 * aligned with the uttered ones at the least cost of change, and each uttered sound goes to the word it fell to.
 * A border is thereby off by one sound at worst: 40 to 90 ms.
 */
export interface Sound {
  phone: string;
  startMs: number;
  endMs: number;
}

export interface WordSpan {
  startMs: number;
  endMs: number;
}

const vowels = new Set('aa ae ah ao aw ax ay eh er ey ih iy ow oy uh uw'.split(' '));

function changeCost(expected: string, uttered: string): number {
  if (expected === uttered) return 0;
  return vowels.has(expected) === vowels.has(uttered) ? 0.7 : 1.6;
}

type Step = 'both' | 'expected' | 'uttered';

/** @throws when a word gets no sound: the script then needs another spelling for it */
export function alignWords(words: string[][], uttered: Sound[]): WordSpan[] {
  const expected = words.flatMap((phones, word) => phones.map((phone) => ({ phone, word })));
  const steps = cheapestSteps(
    expected.map((sound) => sound.phone),
    uttered.map((sound) => sound.phone),
  );
  const spans: (WordSpan | undefined)[] = words.map(() => undefined);
  let e = 0;
  let u = 0;
  for (const step of steps) {
    const sound = uttered[u];
    const word = expected[Math.min(step === 'uttered' ? Math.max(0, e - 1) : e, expected.length - 1)]?.word;
    if (step !== 'expected' && sound && word !== undefined) {
      const span = spans[word];
      spans[word] = { startMs: span?.startMs ?? sound.startMs, endMs: sound.endMs };
    }
    if (step !== 'uttered') e++;
    if (step !== 'expected') u++;
  }
  return spans.map((span, word) => {
    if (!span) throw new Error(`no sound was found for word ${word} of ${words.length}`);
    return span;
  });
}

function cheapestSteps(expected: string[], uttered: string[]): Step[] {
  const width = uttered.length + 1;
  const cost = new Float64Array((expected.length + 1) * width);
  const step: Step[] = new Array(cost.length);
  for (let e = 0; e <= expected.length; e++) {
    for (let u = 0; u <= uttered.length; u++) {
      if (e === 0 && u === 0) continue;
      const both =
        e > 0 && u > 0
          ? cost[(e - 1) * width + u - 1]! + changeCost(expected[e - 1]!, uttered[u - 1]!)
          : Number.POSITIVE_INFINITY;
      const onlyExpected = e > 0 ? cost[(e - 1) * width + u]! + 1 : Number.POSITIVE_INFINITY;
      const onlyUttered = u > 0 ? cost[e * width + u - 1]! + 1 : Number.POSITIVE_INFINITY;
      const least = Math.min(both, onlyExpected, onlyUttered);
      cost[e * width + u] = least;
      step[e * width + u] = least === both ? 'both' : least === onlyExpected ? 'expected' : 'uttered';
    }
  }
  const steps: Step[] = [];
  for (let e = expected.length, u = uttered.length; e > 0 || u > 0; ) {
    const taken = step[e * width + u]!;
    steps.unshift(taken);
    if (taken !== 'uttered') e--;
    if (taken !== 'expected') u--;
  }
  return steps;
}
