import type { AlertRule } from '../../model/alert.ts';
import type { Lexicon } from '../lexicon/lexicon.ts';
import { RuleError } from '../rules/condition.ts';
import { type Cue, compilePhrases, cueBook, type Phrases } from '../rules/phrases.ts';
import type { AlertsFormat } from './alerts-format.ts';

/** A rule as its file has it, with its phrases ready to be looked for. */
export interface PackAlertRule {
  rule: AlertRule;
  phrases: Phrases | null;
}

/** @throws PhraseError; RuleError for an id that is there twice, and for a risk that the lexicon does not know */
export function compileAlerts(
  { rules }: AlertsFormat,
  cues: ReadonlyMap<string, Cue>,
  lexicon: Lexicon | null,
): PackAlertRule[] {
  const book = cueBook(cues);
  const known = new Set(lexicon?.categories.map(({ id }) => id));
  return rules.map((rule, place) => {
    if (rules.findIndex(({ id }) => id === rule.id) !== place)
      throw new RuleError(rule.id, `there are two rules "${rule.id}"`);
    const { when } = rule;
    const risks = when.kind === 'risk' ? (when.categories ?? []) : [];
    const strange = risks.find((id) => !known.has(id));
    if (strange !== undefined) throw new RuleError(strange, `the lexicon has no risk "${strange}"`);
    return { rule, phrases: when.kind === 'phrase' ? compilePhrases(when.says, book) : null };
  });
}
