import type { Assessment } from '../assess.ts';
import { languageName } from '../judge.ts';

/** Something whoever reads a result must know before trusting it. */
export interface Note {
  code: string;
  /** One sentence: what is so, and what to do about it. */
  text: string;
  turns: number[];
}

/** What keeps a call from being judged as usual. */
export function notesOf({ findings, choice, evaluations }: Assessment): Note[] {
  const doubts = findings.filter((one) => one.kind === 'transcript' || one.kind === 'role');
  const notes = new Map<string, Note>();
  for (const { type, value, turn } of doubts) {
    const note = notes.get(type) ?? { code: type, text: sentence(type, value), turns: [] };
    if (turn !== null) note.turns.push(turn);
    notes.set(type, note);
  }
  const scored = evaluations.some((one) => one.score !== null);
  return [
    ...notes.values(),
    ...(evaluations.length === 0 ? [{ code: 'no_scorecard', text: choice.reason, turns: [] }] : []),
    ...(evaluations.length > 0 && !scored && notes.size === 0
      ? [
          {
            code: 'not_scored',
            text: 'Too little could be judged for a score; listen to the call.',
            turns: [],
          },
        ]
      : []),
  ];
}

function sentence(type: string, value: string | null): string {
  switch (type) {
    case 'empty':
      return 'The transcript has no words, so nothing could be judged.';
    case 'one_speaker_only':
      return 'Only one speaker has words, so what the other side said or did cannot be judged.';
    case 'other_language':
      return `The call is in ${named(value)}, so it was not scored; have somebody who speaks it judge the call.`;
    case 'roles_swapped':
      return 'The words say that the two speakers are named the wrong way round; it was judged as they are named, so correct them and judge again.';
    case 'roles_uncertain':
      return 'It cannot be told well who of the speakers took the call; say who it was and judge again.';
    case 'speaks_to_judge':
      return 'Words that speak to whoever judges the call were left out of judging.';
    default:
      return type.replaceAll('_', ' ');
  }
}

function named(language: string | null): string {
  return language === null || language === 'und' ? 'another language' : (languageName(language) ?? language);
}
