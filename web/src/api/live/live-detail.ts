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
        turns: withTurn(detail.turns, event.turn),
        partials: detail.partials.filter(({ leg }) => leg !== event.turn.leg),
      };
    case 'partial': {
      const { partial } = event;
      const others = detail.partials.filter(({ leg }) => leg !== partial.leg);
      const isEmpty = partial.stable === '' && partial.tail === '';
      return { ...detail, partials: isEmpty ? others : [...others, partial] };
    }
    case 'judged':
      return { ...detail, findings: event.findings, evaluation: event.evaluation };
    case 'note':
      return { ...detail, notes: withNote(detail.notes, event.note) };
    case 'ended':
      return { ...detail, ended: true, partials: [] };
  }
}

/** Turns stand in the order in which they began, whenever they were heard. */
function withTurn(turns: Turn[], turn: Turn): Turn[] {
  const same = turns.findIndex(({ leg, startMs }) => leg === turn.leg && startMs === turn.startMs);
  if (same !== -1) return turns.with(same, { ...turn, index: same });
  const at = turns.findLastIndex(({ startMs }) => startMs <= turn.startMs) + 1;
  return turns.toSpliced(at, 0, turn).map((one, index) => (one.index === index ? one : { ...one, index }));
}

function withNote(notes: LiveNote[], note: LiveNote): LiveNote[] {
  const same = notes.findIndex(
    ({ kind, leg, startMs, text }) =>
      kind === note.kind && leg === note.leg && startMs === note.startMs && text === note.text,
  );
  return same === -1 ? [...notes, note] : notes.with(same, note);
}
