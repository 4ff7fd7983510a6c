import type { LoopTurns } from '../../lib/loop-turns.ts';
import type { LiveFeedEvent, LiveNote } from '../../model/live.ts';
import { chooseEar } from './choose-ear.ts';
import { HeldCall } from './held-call.ts';
import { LiveCall } from './live-call.ts';
import type { OpenedCall } from './opened-call.ts';
import type { LiveParts } from './parts.ts';
import { openRecorder } from './recorder.ts';
import { type Sharing, sharingNote } from './sharing.ts';

export interface HoldDeps {
  parts: LiveParts;
  sharing: Sharing;
  judging: LoopTurns;
  /** Calls that are open now. */
  count(): number;
  /** Makes a call like any other of it. @returns whether nothing of it is left to be done */
  keep(id: string, key: string): Promise<boolean>;
  /** Another server has it now. */
  lose(id: string, key: string): void;
}

/** An open call with all that it needs: its journal, whoever hears it, and its copy for other servers. */
export async function holdCall(opened: OpenedCall, deps: HoldDeps): Promise<HeldCall> {
  const { parts, sharing, judging, count } = deps;
  const { id, start, opening, earlier } = opened;
  const { key } = start;
  const { clock, liveSettings: settings } = parts;
  const ear = chooseEar(start, opening, parts);
  const packs = await parts.packs();
  // Told of its call from when there is one.
  let noting: LiveCall | undefined;
  const shared = sharing.share(
    { id, key, isNew: !earlier },
    {
      note: (text) => noting?.note(sharingNote(text, noting.durationMs)),
      lost: () => deps.lose(id, key),
    },
  );
  const journal = await parts.journals[earlier ? 'reopen' : 'create'](id, shared.copy);
  const from = earlier?.legs.map(({ position }) => position) ?? start.legs.map(() => 0);
  const recorder = openRecorder(from, start.sampleRateHz, journal);
  const publish = (event: LiveFeedEvent) => parts.feed.publish(event);
  const call = new LiveCall(opened, {
    ...parts,
    packs,
    settings,
    recorder,
    openEar: ear.open,
    publish,
    judging,
    count,
  });
  noting = call;
  const startMs = call.durationMs;
  if (ear.problem) call.note({ kind: 'engine', leg: null, startMs, endMs: null, text: ear.problem });
  call.tick();
  const ends = {
    async close(abandoned: boolean) {
      if (abandoned) call.note(cutOffNote(call));
      await call.end();
      await journal[Symbol.asyncDispose]();
      if (await deps.keep(id, key)) await shared.close();
      else shared.leave();
    },
    async suspend() {
      await call.suspend();
      await journal[Symbol.asyncDispose]();
      shared.leave();
    },
  };
  return new HeldCall(call, ends, clock, { left: earlier !== undefined });
}

function cutOffNote({ durationMs: startMs }: LiveCall): LiveNote {
  const text = 'The server ended while the call went on: what came after is missing.';
  return { kind: 'restart', leg: null, startMs, endMs: null, text };
}
