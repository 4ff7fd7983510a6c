import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { Prompt } from '../../../../src/model/prompt.ts';
import { reportPrompt, useCallPrompts } from '../../api/prompts.ts';
import { isDismissed, type ScreenPrompt } from './prompts.ts';

type Key = Pick<Prompt, 'kind' | 'code' | 'grade'>;
const keyOf = ({ kind, code, grade }: Key) => JSON.stringify([kind, code, grade]);

export interface PromptBook {
  /** Whether what was dismissed before is known: until then nothing is shown. */
  ready: boolean;
  isDismissed(prompt: Key): boolean;
  /** Says that these are on the screen. */
  show(prompts: readonly ScreenPrompt[]): void;
  dismiss(prompt: ScreenPrompt): void;
  open(prompt: ScreenPrompt): void;
}

const mostChars = 500;

/**
 * Keeps what this screen put before the call taker, and what came of it. Where nobody takes the call (`taker` false)
 * nothing is kept. What could not be told is told with what is shown next.
 */
export function usePromptBook(callId: string, beganAtMs: number, taker: boolean): PromptBook {
  const known = useCallPrompts(callId, taker);
  const [here, setHere] = useState<readonly Key[]>([]);
  const told = useRef(new Set<string>());
  const began = useRef(beganAtMs);
  began.current = beganAtMs;

  const report = useCallback(
    (prompt: ScreenPrompt, outcome?: 'dismissed' | 'opened') => {
      if (!taker) return;
      const { kind, code, grade, text } = prompt;
      const key = keyOf(prompt);
      if (!outcome && told.current.has(key)) return;
      told.current.add(key);
      const atMs = Math.max(0, Date.now() - began.current);
      const words = text.trim().slice(0, mostChars) || code;
      const said = { kind, code, grade, text: words, atMs, ...(outcome ? { outcome } : {}) };
      // The call taker has other things to do than to read that a line of the record is missing.
      reportPrompt(callId, said).catch(() => told.current.delete(key));
    },
    [callId, taker],
  );

  const dismissed = useMemo(
    () => [...(known.data?.prompts.filter(({ outcome }) => outcome === 'dismissed') ?? []), ...here],
    [known.data, here],
  );
  return {
    ready: !taker || !known.isPending,
    isDismissed: useCallback((prompt) => isDismissed(prompt, dismissed), [dismissed]),
    show: useCallback((prompts) => prompts.forEach((prompt) => void report(prompt)), [report]),
    dismiss: useCallback(
      (prompt) => {
        setHere((before) => [...before, prompt]);
        report(prompt, 'dismissed');
      },
      [report],
    ),
    open: useCallback((prompt) => report(prompt, 'opened'), [report]),
  };
}

/** Tells the book what is on the screen, whenever that changes. */
export function useShown(book: PromptBook, prompts: readonly ScreenPrompt[]): void {
  const { show } = book;
  const keys = prompts.map(keyOf).join('\n');
  // biome-ignore lint/correctness/useExhaustiveDependencies: the same prompts in another list are nothing new
  useEffect(() => show(prompts), [keys, show]);
}
