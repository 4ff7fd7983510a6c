import type { Finding } from '../../model/judgement.ts';
import type { JudgedCall } from '../judged-call.ts';
import type { Notes } from '../packs/notes.ts';
import { hitsIn } from '../rules/phrases.ts';
import { isBy } from '../rules/window.ts';
import type { HeardCall, HeardTurn } from '../text/hear.ts';
import { thoughtEnd, wordsBetween } from './excerpt.ts';
import { callFinding } from './transcript.ts';

type Slot = Notes['summary'][number];

const mostWords = 45;
/** However short the call, its first turns count as its beginning. */
const firstTurns = 4;
const confidence = 0.6;

/** A summary in the call's own words: each slot is one turn, or the part of it that fits. */
export function summaryFindings(call: JudgedCall, heard: HeardCall, slots: readonly Slot[]): Finding[] {
  return slots.flatMap((slot) => {
    const turn = turnFor(slot, heard);
    if (!turn) return [];
    const hit = hitsIn(slot.phrases, turn, heard)[0]!;
    const from = turn.tokens.length <= mostWords ? 0 : hit.from;
    const to = from === 0 ? Math.min(turn.tokens.length, mostWords) : thoughtEnd(turn, from, mostWords);
    const text = call.turns.find(({ index }) => index === turn.index)?.text ?? '';
    const words = wordsBetween(text, turn, from, to);
    return [
      callFinding(call, {
        kind: 'summary',
        type: slot.slot,
        value: words.text,
        turn: turn.index,
        chars: words.chars,
        span: { startMs: turn.startMs, endMs: turn.endMs },
        confidence,
      }),
    ];
  });
}

function turnFor(slot: Slot, heard: HeardCall): HeardTurn | undefined {
  const last = Math.max(1, heard.turns.length - 1);
  const fitting = heard.turns.filter((turn) => {
    const place = turn.place / last;
    const isLate = place > slot.toShare && turn.place >= firstTurns;
    if (!isBy(turn, slot.by) || place < slot.fromShare || isLate) return false;
    return hitsIn(slot.phrases, turn, heard).length > 0;
  });
  if (slot.take === 'first') return fitting[0];
  if (slot.take === 'last') return fitting.at(-1);
  return fitting.toSorted((a, b) => b.tokens.length - a.tokens.length)[0];
}
