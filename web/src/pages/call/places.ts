import type { CallDetail } from '../../../../src/model/api.ts';
import type { Span, Turn } from '../../../../src/model/call.ts';
import type { Evaluation, Evidence, Mark } from '../../../../src/model/judgement.ts';
import { formatDuration } from '../../format/time.ts';
import type { Place } from './call-desk.ts';

/** Turns are counted from 1 on screen. */
export function turnLabel(index: number): string {
  return `Turn ${index + 1}`;
}

export function placeOfTurn(turn: Turn): Place {
  return { turns: [turn.index], span: turn, label: turnLabel(turn.index) };
}

function spanOfTurns(turns: Turn[]): Span | null {
  const first = turns[0];
  if (!first) return null;
  return { startMs: first.startMs, endMs: Math.max(...turns.map((turn) => turn.endMs)) };
}

export function placeOfWindow(evidence: Extract<Evidence, { kind: 'window' }>): Place {
  const { startMs, endMs, soughtFor } = evidence;
  return { turns: [], span: { startMs, endMs }, label: `Searched for: ${soughtFor}` };
}

/** The turns of evidence that the transcript (still) has. */
export function turnsOf(evidence: Extract<Evidence, { kind: 'turns' }>, turns: Turn[]): Turn[] {
  return evidence.turns.map((index) => turns[index]).filter((turn) => turn !== undefined);
}

interface Moment extends Place {
  kind: 'evidence' | 'dead air' | 'talk-over';
}

function momentsOfMark(mark: Mark, title: string, turns: Turn[]): Moment[] {
  return mark.evidence.flatMap((evidence): Moment[] => {
    if (evidence.kind === 'window') return [{ ...placeOfWindow(evidence), label: title, kind: 'evidence' }];
    const found = turnsOf(evidence, turns);
    const span = spanOfTurns(found);
    if (!span) return [];
    return [{ turns: found.map((turn) => turn.index), span, label: title, kind: 'evidence' }];
  });
}

/**
 * Every place of a call worth stepping to, in order of time: what marks rest on, dead air, talk-over. Evidence
 * that begins at the same instant is one place that names all of its criteria.
 */
export function momentsOf(
  call: Pick<CallDetail, 'transcript' | 'metrics'>,
  evaluation: Evaluation | undefined,
  titleOf: (criterionId: string) => string,
): Moment[] {
  const turns = call.transcript?.turns ?? [];
  const stretch = (kind: 'dead air' | 'talk-over', word: string) => (span: Span) => ({
    turns: [],
    span: { startMs: span.startMs, endMs: span.endMs },
    label: `${word} at ${formatDuration(span.startMs)}`,
    kind,
  });
  const all: Moment[] = [
    ...(evaluation?.marks.flatMap((mark) => momentsOfMark(mark, titleOf(mark.criterionId), turns)) ?? []),
    ...(call.metrics?.deadAir.spans.map(stretch('dead air', 'Dead air')) ?? []),
    ...(call.metrics?.talkOver?.spans.map(stretch('talk-over', 'Talk-over')) ?? []),
  ];
  const merged: Moment[] = [];
  for (const moment of all.toSorted((a, b) => a.span.startMs - b.span.startMs)) {
    const last = merged.at(-1);
    if (
      last?.kind !== 'evidence' ||
      moment.kind !== 'evidence' ||
      last.span.startMs !== moment.span.startMs
    ) {
      merged.push(moment);
      continue;
    }
    const labels = new Set([...last.label.split(', '), moment.label]);
    merged[merged.length - 1] = {
      ...last,
      label: [...labels].join(', '),
      turns: [...new Set([...last.turns, ...moment.turns])],
      span: { startMs: last.span.startMs, endMs: Math.max(last.span.endMs, moment.span.endMs) },
    };
  }
  return merged;
}

/** A place just left still counts as the present one: sound began a moment before it. */
const nearMs = 400;

export function stepTo<Where extends { span: Span }>(
  places: Where[],
  positionMs: number,
  step: 1 | -1,
): Where | undefined {
  return step === 1
    ? places.find((place) => place.span.startMs > positionMs + nearMs)
    : places.findLast((place) => place.span.startMs < positionMs - nearMs);
}
