import type { KnowledgeHit } from '../../../../src/model/knowledge.ts';
import type { LiveDetail, Need } from '../../../../src/model/live.ts';
import type { Prompt, PromptKind } from '../../../../src/model/prompt.ts';

/** Something that may be put before the call taker. */
export interface ScreenPrompt {
  kind: PromptKind;
  code: string;
  grade: string;
  text: string;
  /** What it is for, or who says it. */
  why: string;
  /** Since when, on the call's own clock; null where that says nothing. */
  sinceMs: number | null;
}

/** So many questions stand ready: who is asked more at once listens less. */
const questionsAhead = 2;

/** What a call is to be told, most pressing first. */
export function promptsOf(call: LiveDetail): ScreenPrompt[] {
  const needs = (...weights: Need['weight'][]) =>
    // Whoever takes the call hears the words themselves: what may still change is for those who watch.
    call.needs.filter(({ weight, provisional }) => !provisional && weights.includes(weight)).map(needPrompt);
  const messages = call.remarks.filter(({ kind }) => kind === 'message');
  return [
    ...needs('now'),
    ...messages.map(
      ({ id, author, text, atMs }): ScreenPrompt => ({
        kind: 'message',
        code: id,
        grade: '',
        text,
        why: `Message from ${author}`,
        sinceMs: atMs,
      }),
    ),
    ...questionPrompts(call),
    ...needs('soon', 'watch'),
  ];
}

function needPrompt({ code, weight, text, sinceMs }: Need): ScreenPrompt {
  return { kind: 'need', code, grade: weight, text, why: '', sinceMs };
}

function questionPrompts({ guide }: LiveDetail): ScreenPrompt[] {
  const open = guide?.questions.filter(({ state }) => state === 'missed') ?? [];
  return open.map(({ id, ask, why }) => ({
    kind: 'question',
    code: id,
    grade: '',
    text: ask,
    why,
    sinceMs: null,
  }));
}

export function knowledgePrompt({ id, headings, documentTitle }: KnowledgeHit): ScreenPrompt {
  const text = headings.at(-1) ?? documentTitle;
  return { kind: 'knowledge', code: id, grade: '', text, why: documentTitle, sinceMs: null };
}

export function guidePrompt({ guide }: LiveDetail): ScreenPrompt | null {
  if (!guide) return null;
  return { kind: 'guide', code: guide.id, grade: '', text: guide.title, why: '', sinceMs: null };
}

const ranks: readonly string[] = ['watch', 'soon', 'now'];

/** What was dismissed does not come back, unless it is graver than it was then. */
export function isDismissed(
  { kind, code, grade }: Pick<ScreenPrompt, 'kind' | 'code' | 'grade'>,
  dismissed: readonly Pick<Prompt, 'kind' | 'code' | 'grade'>[],
): boolean {
  return dismissed.some(
    (one) => one.kind === kind && one.code === code && ranks.indexOf(one.grade) >= ranks.indexOf(grade),
  );
}

/** Those that have a place: at most so many, and of questions only the next ones. */
export function withPlace(prompts: readonly ScreenPrompt[], most: number): ScreenPrompt[] {
  let questions = 0;
  return prompts.filter(({ kind }) => kind !== 'question' || questions++ < questionsAhead).slice(0, most);
}
