import { useRef, useState } from 'react';
import type { LiveDetail } from '../../../../src/model/live.ts';
import { useSuggestions } from '../../api/knowledge.ts';
import { useShortcuts } from '../../shell/Shortcuts.tsx';
import { GuideCard } from './GuideCard.tsx';
import { LookUp } from './LookUp.tsx';
import { NextSteps } from './NextSteps.tsx';
import { guidePrompt, knowledgePrompt, promptsOf, withPlace } from './prompts.ts';
import { usePromptBook, useShown } from './use-prompts.ts';

interface Props {
  call: LiveDetail;
  beganAtMs: number;
  /** Whether whoever sits here takes the call: only then something is put before them, and kept. */
  taker: boolean;
  onGo(turn: number): void;
}

const mostPrompts = 4;

/** What helps to take the call: what to do next, the guide of its kind, the centre's documents. */
export function TakerColumn({ call, beganAtMs, taker, onGo }: Props) {
  const book = usePromptBook(call.id, beganAtMs, taker);
  const input = useRef<HTMLInputElement>(null);
  const [guideToggled, setGuideToggled] = useState<{ id: string; opened: boolean } | null>(null);
  const isOpen = !call.ended;
  const found = useSuggestions(call.id, aboutOf(call), isOpen).data?.hits ?? [];

  const left = taker && isOpen && book.ready ? promptsOf(call).filter((one) => !book.isDismissed(one)) : [];
  const placed = withPlace(left, mostPrompts);
  const notQuestions = left.filter(({ kind }) => kind !== 'question').length;
  const more = notQuestions - placed.filter(({ kind }) => kind !== 'question').length;
  const suggestions = book.ready ? found.filter((hit) => !book.isDismissed(knowledgePrompt(hit))) : [];
  const guide = guidePrompt(call);
  const isGuideOpen =
    guide !== null &&
    (guideToggled?.id === guide.code ? guideToggled.opened : book.ready && !book.isDismissed(guide));

  const shown = [...placed, ...suggestions.map(knowledgePrompt), ...(guide && isGuideOpen ? [guide] : [])];
  useShown(book, taker && isOpen && book.ready ? shown : []);

  const toggleGuide = () => {
    if (!guide) return;
    setGuideToggled({ id: guide.code, opened: !isGuideOpen });
    if (isGuideOpen) book.dismiss(guide);
    else book.open(guide);
  };
  const dismissTop = () => {
    const [top] = shown;
    if (top?.kind === 'guide') toggleGuide();
    else if (top) book.dismiss(top);
  };
  useShortcuts('Open call', [
    { keys: ['/'], does: 'Look something up', run: () => input.current?.focus() },
    ...(taker ? [{ keys: ['x', 'Escape'], does: 'Dismiss what is on top', run: dismissTop }] : []),
  ]);
  return (
    <>
      {taker && (
        <NextSteps
          prompts={placed}
          more={more}
          beganAtMs={beganAtMs}
          ended={call.ended}
          onDismiss={book.dismiss}
        />
      )}
      <LookUp
        inputRef={input}
        suggestions={suggestions}
        onOpen={(hit) => book.open(knowledgePrompt(hit))}
        onDismiss={taker ? (hit) => book.dismiss(knowledgePrompt(hit)) : null}
      />
      {call.guide && <GuideCard guide={call.guide} opened={isGuideOpen} onToggle={toggleGuide} onGo={onGo} />}
    </>
  );
}

/** What a call is about, as a key: when it changes, other documents may fit. */
function aboutOf({ incident, findings }: LiveDetail): string {
  const subjects = findings
    .filter(({ kind }) => kind === 'topic' || kind === 'intent')
    .map(({ type }) => type);
  return [...new Set([incident?.code, ...subjects])].filter((one) => one !== undefined).join(' ');
}
