import { newId } from '../../lib/ids.ts';
import type { Role, Turn, Word } from '../../model/call.ts';
import type { KeptRemark, LiveFeedEvent, LiveNote, LiveRemark } from '../../model/live.ts';
import type { Recorder } from './recorder.ts';
import { type SegmentTurn, TurnList } from './turn-list.ts';

export interface CallBookParts {
  recorder: Pick<Recorder, 'said'>;
  publish(event: LiveFeedEvent): void;
}

/** What an earlier process wrote down. */
export interface EarlierBook {
  notes: readonly LiveNote[];
  remarks: readonly KeptRemark[];
  turns: readonly SegmentTurn[];
}

/** What is written down of an open call, besides its audio: each entry is kept, and told to those who watch. */
export class CallBook {
  readonly notes: LiveNote[];
  readonly remarks: KeptRemark[];
  readonly turns: TurnList;
  readonly #callId: string;
  readonly #parts: CallBookParts;

  constructor(callId: string, roles: readonly Role[], parts: CallBookParts, earlier?: EarlierBook) {
    this.#callId = callId;
    this.#parts = parts;
    this.turns = new TurnList(roles);
    this.notes = [...(earlier?.notes ?? [])];
    this.remarks = [...(earlier?.remarks ?? [])];
    for (const turn of earlier?.turns ?? []) this.turns.put(turn);
  }

  note(note: LiveNote): void {
    this.notes.push(note);
    this.#parts.recorder.said({ type: 'note', note });
    this.#parts.publish({ type: 'note', callId: this.#callId, note });
  }

  remark(remark: LiveRemark & { atMs: number }): KeptRemark {
    const kept = { ...remark, id: newId() };
    this.remarks.push(kept);
    this.#parts.recorder.said({ type: 'remark', remark: kept });
    this.#parts.publish({ type: 'remark', callId: this.#callId, remark: kept });
    return kept;
  }

  /** @param engine who heard it */
  turn(heard: SegmentTurn, engine: string): { turn: Turn; replaces: number | null } {
    const put = this.turns.put(heard);
    this.#parts.recorder.said({ type: 'turn', ...heard, words: heard.words.map(asKept), engine });
    this.#parts.publish({ type: 'turn', callId: this.#callId, ...put });
    return put;
  }
}

function asKept({ text, startMs, endMs, confidence }: Word): [string, number, number, number | null] {
  return [text, startMs, endMs, confidence];
}
