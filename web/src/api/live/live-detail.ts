import type { Turn } from '../../../../src/model/call.ts';
import type { LiveDetail, LiveFeedEvent, LiveNote } from '../../../../src/model/live.ts';

/** An open call after what the feed told of it. What was told before already changes nothing. */
export function withEvent(detail: LiveDetail, event: LiveFeedEvent): LiveDetail {
  if (event.callId !== detail.id) return detail;
  switch (event.type) {
    case 'call':
      return { ...detail, ...event.call };
    case 'turn':
      return {
        ...detail,
        turns: withTurn(detail.turns, event),
        partials: detail.partials.filter(({ leg }) => leg !== event.turn.leg),
      };
    case 'partial': {
      const { partial } = event;
      const others = detail.partials.filter(({ leg }) => leg !== partial.leg);
      const isEmpty = partial.stable === '' && partial.tail === '';
      return { ...detail, partials: isEmpty ? others : [...others, partial] };
    }
    case 'judged':
      return { ...detail, findings: event.findings, evaluation: event.evaluation, guide: event.guide };
    case 'note':
      return { ...detail, notes: withNote(detail.notes, event.note) };
    case 'remark': {
      const known = detail.remarks.some(({ id }) => id === event.remark.id);
      return known ? detail : { ...detail, remarks: [...detail.remarks, event.remark] };
    }
    case 'alert':
      // Alerts have a list of their own.
      return detail;
    case 'ended':
      return { ...detail, ended: true, partials: [] };
  }
}

type TurnEvent = Extract<LiveFeedEvent, { type: 'turn' }>;

/** Turns stand in the order in which they began, whenever they were heard; one may be heard better later. */
function withTurn(turns: Turn[], { turn, replaces }: TurnEvent): Turn[] {
  const known = ({ leg, startMs, text }: Turn) =>
    leg === turn.leg && startMs === turn.startMs && text === turn.text;
  if (turns.some(known)) return turns;
  const others = replaces === null ? turns : turns.toSpliced(replaces, 1);
  return others
    .toSpliced(turn.index, 0, turn)
    .map((one, index) => (one.index === index ? one : { ...one, index }));
}

function withNote(notes: LiveNote[], note: LiveNote): LiveNote[] {
  const same = notes.findIndex(
    ({ kind, leg, startMs, text }) =>
      kind === note.kind && leg === note.leg && startMs === note.startMs && text === note.text,
  );
  return same === -1 ? [...notes, note] : notes.with(same, note);
}
