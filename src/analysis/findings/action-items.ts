import type { Finding } from '../../model/judgement.ts';
import type { JudgedCall } from '../judged-call.ts';
import type { Notes } from '../packs/notes.ts';
import { hitsIn } from '../rules/phrases.ts';
import { isBy } from '../rules/window.ts';
import type { HeardCall, HeardTurn } from '../text/hear.ts';
import { pastLead, thoughtEnd, wordsBetween } from './excerpt.ts';
import { callFinding } from './transcript.ts';

const mostWords = 16;
const mostItems = 12;
/** While the matter is still being told, "I'll have a look" and "get me the number" are part of the talk. */
const earliestShare = 0.15;
/** From this share of words in common, two items are one that was said twice. */
const alike = 0.6;

/** What somebody undertakes or is asked to do, in the words in which it is said; what is said again counts once. */
export function actionItemFindings(
  call: JudgedCall,
  heard: HeardCall,
  rules: Notes['actionItems'],
): Finding[] {
  const texts = new Map(call.turns.map((turn) => [turn.index, turn.text]));
  const kept: { who: string; stems: ReadonlySet<string> }[] = [];
  const findings: Finding[] = [];
  for (const turn of heard.turns.slice(Math.floor(heard.turns.length * earliestShare))) {
    for (const { who, from, to, confidence } of itemsOf(turn, heard, rules)) {
      const stems = new Set(turn.tokens.slice(from, to).map((token) => token.stem));
      if (kept.some((one) => one.who === who && overlap(one.stems, stems) >= alike)) continue;
      kept.push({ who, stems });
      const { text, chars } = wordsBetween(texts.get(turn.index) ?? '', turn, from, to);
      const span = { startMs: turn.startMs, endMs: turn.endMs };
      findings.push(
        callFinding(call, {
          kind: 'action_item',
          type: who,
          value: text,
          turn: turn.index,
          chars,
          span,
          confidence,
        }),
      );
    }
  }
  return findings.slice(0, mostItems);
}

interface Item {
  who: string;
  /** Where the words that make it an item end. */
  saidTo: number;
  from: number;
  to: number;
  confidence: number;
}

/** The items of a turn from left to right; one inside another belongs to it, or ends it when it is somebody else's. */
function itemsOf(turn: HeardTurn, heard: HeardCall, rules: Notes['actionItems']): Item[] {
  const found = rules
    .filter((rule) => isBy(turn, rule.by))
    .flatMap(({ who, phrases, confidence }) =>
      hitsIn(phrases, turn, heard).map(({ from, to }): Item => {
        const end = Math.max(to, thoughtEnd(turn, from, mostWords));
        return { who, from: pastLead(turn, from, end), to: end, saidTo: to, confidence };
      }),
    )
    .sort((a, b) => a.from - b.from || b.to - a.to);
  const items: Item[] = [];
  for (const item of found) {
    const last = items.at(-1);
    const isInside = last !== undefined && item.from < last.to;
    if (isInside && (item.who === last.who || item.from < last.saidTo)) continue;
    if (isInside) last.to = item.from;
    items.push(item);
  }
  return items;
}

function overlap(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const shared = [...b].filter((stem) => a.has(stem)).length;
  return shared / Math.max(1, Math.min(a.size, b.size));
}
