import type { AsWrittenReason, DrillPhrasing } from '../../model/drill-phrasing.ts';
import type { Playable } from '../../simulator/playable.ts';
import { nextRun } from '../../simulator/run.ts';
import type { Drill } from './drill.ts';
import type { Happening } from './happening.ts';

/** What became of utterances for which a model was asked. */
export interface Phrasing {
  /** Utterances of which it is known whose words they are said in. */
  settled: ReadonlySet<number>;
  /** The model that answered last, as provider and name. */
  model: string | null;
  byModel: number;
  asWritten: readonly AsWrittenReason[];
}

export const firstPhrasing: Phrasing = { settled: new Set(), model: null, byModel: 0, asWritten: [] };

/** Whose words an utterance is said in is settled once; and one that has begun is not said in others. */
export function nextPhrasing(
  drill: Drill,
  happening: Happening & { type: 'phrased' | 'as_written' },
  atMs: number,
  play: Playable,
): Drill {
  const { utterance, by } = happening;
  const { phrasing, run } = drill;
  if (phrasing.settled.has(utterance) || drill.begun.has(utterance)) return drill;
  const settled = new Set([...phrasing.settled, utterance]);
  const model = by ? `${by.provider} ${by.model}` : phrasing.model;
  // Somebody may have spoken meanwhile, and then it is said as it stood, if it still is.
  const isOpen = run.state.speaking.some(({ number, kind }) => number === utterance && kind === 'speech');
  if (!isOpen && !run.heard.some((one) => one.isSpeech && one.utterance === utterance)) return drill;
  if (happening.type === 'as_written' || !isOpen) {
    const because = happening.type === 'as_written' ? happening.because : 'late';
    return {
      ...drill,
      phrasing: { ...phrasing, settled, model, asWritten: [...phrasing.asWritten, because] },
    };
  }
  return {
    ...drill,
    phrasing: { ...phrasing, settled, model, byModel: phrasing.byModel + 1 },
    run: nextRun(run, { type: 'phrased', utterance, text: happening.text, atMs }, play),
  };
}

export function phrasingShown({ model, byModel, asWritten }: Phrasing): DrillPhrasing {
  const times = new Map<AsWrittenReason, number>();
  for (const because of asWritten) times.set(because, (times.get(because) ?? 0) + 1);
  const sorted = [...times].sort((one, other) => other[1] - one[1]);
  return { model, byModel, asWritten: sorted.map(([because, count]) => ({ because, times: count })) };
}
