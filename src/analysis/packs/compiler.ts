import { RuleError } from '../rules/condition.ts';
import { type CueBook, compilePhrases } from '../rules/phrases.ts';
import type { Compiler } from '../rules/verb.ts';
import type { Speaker, Window } from '../rules/window.ts';
import type { ScorecardFormat } from './scorecard-format.ts';

/** What the place a condition stands in says when the condition itself does not. */
interface Scope {
  speaker?: Speaker | undefined;
  in?: Window | string | undefined;
  shows?: string;
}

export function compilerFor(format: Pick<ScorecardFormat, 'windows'>, book: CueBook, scope: Scope): Compiler {
  const windowOf = (said: Window | string | undefined): Window | undefined => {
    if (typeof said !== 'string') return said;
    const window = format.windows[said];
    if (!window) throw new RuleError(said, `there is no window called "${said}"`);
    return window;
  };
  return {
    phrases: (written) => compilePhrases(written, book),
    speaker: (said) => said ?? scope.speaker ?? 'agent',
    window: (said) => windowOf(said ?? scope.in),
    sought: (said, phrases) => said ?? scope.shows ?? (phrases ? plainWords(phrases[0]!) : 'it'),
  };
}

/** A phrase as evidence may show it: the signs of the pattern language taken out. */
function plainWords(phrase: string): string {
  const cue = /^\{(\w+)\}$/.exec(phrase.trim());
  if (cue) return cue[1]!.replaceAll('_', ' ');
  const plain = phrase.replaceAll(/\.\.\.\d*|[()[\]^$=<>{}]/g, ' ').replaceAll(/\|\s*\S+/g, ' ');
  return `"${plain.replaceAll(/\s+/g, ' ').trim()}" or words like it`;
}
