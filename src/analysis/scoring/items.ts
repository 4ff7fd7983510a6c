import type { MarkItem } from '../../model/judgement.ts';
import type { ItemsRule } from '../packs/criterion.ts';
import type { QuestionItem, QuestionSet } from '../packs/questions.ts';
import type { Hearing, Hit } from '../rules/observed.ts';
import { hitsIn, saidIn } from '../rules/phrases.ts';
import type { HeardCall, HeardTurn } from '../text/hear.ts';

const mostTurns = 3;

/** What became of each item of a set in a call: asked, plain without asking, missed, or not for this call. */
export function coveredItems(set: QuestionSet, hearing: Hearing): MarkItem[] {
  return set.items.map((item) => ({ id: item.id, need: item.need, ...coverOf(item, hearing) }));
}

/** The share of the items for this call that are known; null when none is for it. */
export function shareKnown(items: readonly MarkItem[]): number | null {
  const applicable = items.filter((item) => item.state !== 'skipped');
  if (applicable.length === 0) return null;
  return applicable.filter((item) => item.state !== 'missed').length / applicable.length;
}

/** How many turns of the agent ask something. */
export function turnsAsking({ call }: Hearing): number {
  return call.turns.filter((turn) => turn.role === 'agent' && turn.questions.length > 0).length;
}

/** Of a type that was taken for another, or a case the set does not foresee, so much of the set is enough. */
const shareWhenMuchIsAsked = 2 / 3;

/**
 * Who asks much has sought what the case needs even where the set asks for other things, and who asks little has
 * left the caller to tell it.
 */
export function answerByShare(
  share: number,
  asking: number,
  { yes, partial, asking: bar }: Pick<ItemsRule, 'yes' | 'partial' | 'asking'>,
): 'yes' | 'partial' | 'no' {
  const isEnough =
    share >= yes || (bar !== undefined && asking >= bar.enough && share >= yes * shareWhenMuchIsAsked);
  if (isEnough && asking >= (bar?.least ?? 0)) return 'yes';
  return isEnough || share >= partial ? 'partial' : 'no';
}

const mostNamed = 3;

/** How much of a set is known, and what was left out: "6 of 8 questions …; next time ask: …". */
export function itemsReason(title: string, items: readonly MarkItem[]): string {
  const applicable = items.filter((item) => item.state !== 'skipped');
  const missed = applicable.filter((item) => item.state === 'missed').map((item) => item.need);
  const known = `${applicable.length - missed.length} of ${applicable.length} questions of the set "${title}" were asked or already plain`;
  if (missed.length === 0) return `${known}.`;
  const more = missed.length > mostNamed ? ` and ${missed.length - mostNamed} more` : '';
  return `${known}; next time also learn: ${missed.slice(0, mostNamed).join('; ')}${more}.`;
}

function coverOf(item: QuestionItem, hearing: Hearing): Pick<MarkItem, 'state' | 'turns'> {
  const { call } = hearing;
  const agent = call.turns.filter((turn) => turn.role === 'agent');
  const dealt = agent.filter(
    (turn) => hitsIn(item.asks, turn, call).some(isAsked) || saidIn(item.does, turn, call),
  );
  const told = earlyWords(call).filter((turn) => saidIn(item.tells, turn, call));
  const isPlain = told.length > 0 && !dealt.some((turn) => turn.place < told[0]!.place);
  if (isPlain) return { state: 'obvious', turns: shown(told) };
  if (dealt.length > 0) return { state: 'done', turns: shown(dealt) };
  const applies = item.applies?.(hearing).holds ?? true;
  return { state: applies ? 'missed' : 'skipped', turns: [] };
}

const shortAnswerWords = 3;
const earlyTurns = 8;

/**
 * What the other side tells in the first turns that are more than an answer: only that makes a question needless.
 * What comes up later was not sought.
 */
function earlyWords(call: HeardCall): HeardTurn[] {
  const said = call.turns.filter((turn) => turn.role !== 'agent' && turn.tokens.length > shortAnswerWords);
  return said.slice(0, earlyTurns);
}

const fewWords = 5;

/** Asking is a question, its words near the beginning of one ("and is he awake"), or a few words ("and his age"). */
function isAsked({ turn, to }: Hit): boolean {
  return turn.tokens.length <= fewWords || turn.questions.some((at) => to > at);
}

function shown(turns: readonly HeardTurn[]): number[] {
  return turns.slice(0, mostTurns).map((turn) => turn.index);
}
