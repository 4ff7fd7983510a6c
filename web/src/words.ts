import type { CallState, Kind, Role, RoleSource, Source, Stage } from '../../src/model/call.ts';
import type { Answer, EvaluationState, MarkSource } from '../../src/model/judgement.ts';
import type { ReviewReason } from '../../src/model/review.ts';

/** What the words of the model are called on screen. The trade of a call decides who "agent" is. */

export function roleWord(role: Role, kind: Kind | null): string {
  if (role === 'other') return 'Other';
  if (kind === 'psap') return role === 'agent' ? 'Call taker' : 'Caller';
  return role === 'agent' ? 'Agent' : 'Customer';
}

export const kindWords: Record<Kind, string> = { psap: 'Emergency', 'contact-centre': 'Contact centre' };

export const sourceWords: Record<Source, string> = {
  recording: 'Recording',
  live: 'Live line',
  simulated: 'Simulation',
};

export const stateWords: Record<CallState, string> = {
  queued: 'Queued',
  processing: 'Processing',
  'waiting for a speech engine': 'Waiting for speech engine',
  done: 'Done',
  failed: 'Failed',
};

/** What a stage is doing while it runs. */
export const stageDoing: Record<Stage, string> = {
  record: 'Reading audio',
  transcribe: 'Transcribing',
  analyse: 'Analysing',
  score: 'Scoring',
  flag: 'Flagging',
};

export const stageWords: Record<Stage, string> = {
  record: 'Record',
  transcribe: 'Transcribe',
  analyse: 'Analyse',
  score: 'Score',
  flag: 'Flag',
};

export const roleSourceWords: Record<RoleSource, string> = {
  given: 'told with the call',
  setting: 'by setting',
  words: 'from the words',
  person: 'set by a person',
  unknown: 'role not known',
};

export const markSourceWords: Record<MarkSource, string> = {
  rule: 'Rule',
  model: 'Language model',
  person: 'Person',
};

const answerWords: Record<Exclude<Answer, number>, string> = {
  yes: 'Yes',
  no: 'No',
  partial: 'Partly',
  na: 'N/A',
  refused: 'Refused',
  unclear: 'Unclear',
};

export function answerWord(answer: Answer): string {
  return typeof answer === 'number' ? `${answer} of 5` : answerWords[answer];
}

export const reviewReasonWords: Record<ReviewReason, string> = {
  disputed: 'Disputed',
  auto_fail: 'Auto-fail',
  critical_flag: 'Critical flag',
  judges_differ: 'Rules and model differ',
  unclear: 'Unclear marks',
  suggestion: 'Weak question',
};

export const evaluationStateWords: Record<EvaluationState, string> = {
  draft: 'Draft',
  released: 'Released',
  acknowledged: 'Acknowledged',
  disputed: 'Disputed',
  resolved: 'Resolved',
};

/** An answer that was written as text: `3`, `yes`. */
export function answerOfText(text: string | null): string {
  if (text === null) return '–';
  const rating = Number(text);
  return Number.isInteger(rating)
    ? answerWord(rating)
    : (answerWords[text as keyof typeof answerWords] ?? text);
}

const acronyms = new Set(['id', 'cpr', 'ani', 'ali', 'cad', 'pii', 'dtmf']);

/** `score_below_threshold` → `Score below threshold`. For codes that arrive without words of their own. */
export function wordsOfCode(code: string): string {
  const words = code.split(/[_\-\s]+/).filter(Boolean);
  return words
    .map((word, index) => {
      if (acronyms.has(word.toLowerCase())) return word.toUpperCase();
      return index === 0 ? word.charAt(0).toUpperCase() + word.slice(1) : word;
    })
    .join(' ');
}
