import { publicError } from '../../errors.ts';
import { newId } from '../../lib/ids.ts';
import type { Log } from '../../log.ts';
import type { Guide } from '../../model/guide.ts';
import type { Need } from '../../model/live.ts';
import type { Prompt, PromptKind, PromptReport } from '../../model/prompt.ts';
import {
  deletePrompts,
  expirePrompts,
  promptsDone,
  promptsOfCall,
  recordPrompt,
} from '../../storage/db/prompts.ts';
import type { Db } from '../../storage/db/tables.ts';

/** What an open call is about to a prompt: whether it still applies. */
export interface PromptedCall {
  id: string;
  durationMs: number;
  needs: readonly Need[];
  guide: Guide | null;
}

/** What screens of open calls put before call takers, and what came of it. */
export interface Prompts {
  report(callId: string, report: PromptReport): Promise<Prompt>;
  ofCall(callId: string): Promise<Prompt[]>;
  /** Returns at once: marks what was asked or dealt with as done. Never throws. */
  look(call: PromptedCall): void;
  /** `kept` is false when nothing is left of the call. Never throws. */
  ended(callId: string, kept: boolean): Promise<void>;
}

type Open = Map<PromptKind, Set<string>>;

export function openPrompts({ db, log }: { db: Db; log: Log }): Prompts {
  /** By call, what was shown and may still become done: calls are looked at every second. */
  const open = new Map<string, Open>();
  const writing = new Map<string, Promise<void>>();

  async function settle(callId: string, kind: PromptKind, codes: string[], atMs: number): Promise<void> {
    try {
      await promptsDone(callId, kind, codes, atMs, db);
    } catch (thrown) {
      log.warn({ err: publicError(thrown), callId }, 'what came of a prompt could not be kept');
    }
  }

  return {
    async report(callId, report) {
      const prompt = await recordPrompt(callId, newId(), report, db);
      // What was shown before the server started anew may become done too.
      const unsettled = open.has(callId) ? [prompt] : await promptsOfCall(callId, db);
      const kinds: Open = open.get(callId) ?? new Map();
      open.set(callId, kinds);
      for (const { kind, code, outcome } of unsettled) {
        if (outcome === null) kinds.set(kind, (kinds.get(kind) ?? new Set()).add(code));
      }
      return prompt;
    },
    ofCall: (callId) => promptsOfCall(callId, db),
    look({ id, durationMs, needs, guide }) {
      const kinds = open.get(id);
      if (!kinds) return;
      const present = new Set(needs.map(({ code }) => code));
      const answered = new Set(
        guide?.questions.filter(({ state }) => state !== 'missed').map((question) => question.id),
      );
      const isOver: Partial<Record<PromptKind, (code: string) => boolean>> = {
        need: (code) => !present.has(code),
        question: (code) => answered.has(code),
      };
      for (const [kind, codes] of kinds) {
        const done = [...codes].filter((code) => isOver[kind]?.(code) ?? false);
        if (done.length === 0) continue;
        for (const code of done) codes.delete(code);
        const before = writing.get(id) ?? Promise.resolve();
        writing.set(
          id,
          before.then(() => settle(id, kind, done, durationMs)),
        );
      }
    },
    async ended(callId, kept) {
      open.delete(callId);
      await writing.get(callId);
      writing.delete(callId);
      try {
        await (kept ? expirePrompts(callId, db) : deletePrompts(callId, db));
      } catch (thrown) {
        log.warn(
          { err: publicError(thrown), callId },
          'the prompts of a call that ended could not be closed',
        );
      }
    },
  };
}
