import type { AutoFail, Evaluation, Finding, Mark } from '../model/judgement.ts';
import type { JudgedCall } from './judged-call.ts';
import type { Scorecard } from './packs/pack.ts';
import type { Hearing, Observed } from './rules/observed.ts';
import { autoFailsOf, markOf } from './scoring/mark.ts';
import { scored } from './scoring/score.ts';
import { hear } from './text/hear.ts';
import { guessLanguage } from './text/language.ts';

/**
 * Judges a call by a scorecard, by rules alone; `findings` are what analysis noticed in it. Pure and deterministic: the same call and card give the same
 * evaluation. A call in another language than the card's is not scored: every mark is unclear and says so.
 */
export function judge(call: JudgedCall, scorecard: Scorecard, findings: readonly Finding[] = []): Evaluation {
  const { format } = scorecard;
  const language = foreignLanguage(call, format.language);
  const { marks, autoFails } =
    language === null
      ? judgedByRules(call, scorecard, findings)
      : { marks: unjudgedMarks(call, scorecard, language), autoFails: [] };
  return {
    scorecardId: format.id,
    scorecardVersion: format.version,
    scorecardTitle: format.title,
    ...scored(marks, format, autoFails),
    autoFails,
    state: 'draft',
    marks,
  };
}

function judgedByRules(
  call: JudgedCall,
  scorecard: Scorecard,
  findings: readonly Finding[],
): { marks: Mark[]; autoFails: AutoFail[] } {
  const hearing = hearingOf(call, scorecard, findings);
  const trust = trustInRoles(call);
  return {
    marks: scorecard.criteria.map((rule) => markOf(rule, hearing, trust)),
    autoFails: autoFailsOf(scorecard.autoFails, hearing),
  };
}

function hearingOf(call: JudgedCall, scorecard: Scorecard, findings: readonly Finding[]): Hearing {
  const known = new Map<string, Observed>();
  const hearing: Hearing = {
    call: hear(call),
    findings,
    named(name) {
      let observed = known.get(name);
      if (!observed) {
        observed = scorecard.observations.get(name)!(hearing);
        known.set(name, observed);
      }
      return observed;
    },
  };
  return hearing;
}

/** Whether missing a criterion was critical in this call, by its class or by the circumstances. */
export function criticalIn(
  call: JudgedCall,
  scorecard: Scorecard,
  findings: readonly Finding[],
): (criterionId: string) => boolean {
  let hearing: Hearing | undefined;
  return (criterionId) => {
    const rule = scorecard.criteria.find(({ format }) => format.id === criterionId);
    if (!rule?.critical) return false;
    hearing ??= hearingOf(call, scorecard, findings);
    return rule.critical(hearing).holds === true;
  };
}

/** How far it is known who speaks: the least sure of the legs, both of its role and of its separation. */
function trustInRoles(call: JudgedCall): number {
  return call.legs.reduce((trust, leg) => Math.min(trust, leg.roleConfidence * leg.certainty), 1);
}

/** The language the agent speaks when it is surely not the card's; null when it is, or cannot be told. */
function foreignLanguage(call: Pick<JudgedCall, 'turns'>, expected: string): string | null {
  const ofAgent = guessLanguage(call.turns.filter((turn) => turn.role === 'agent').map((turn) => turn.text));
  const guess = ofAgent.language === null ? guessLanguage(call.turns.map((turn) => turn.text)) : ofAgent;
  return guess.language !== null && guess.language !== expected ? guess.language : null;
}

function unjudgedMarks(call: JudgedCall, scorecard: Scorecard, language: string): Mark[] {
  const spoken =
    language === 'und' ? 'a language that was not recognised' : (languageName(language) ?? language);
  const reason = `The call is in ${spoken} and this scorecard is in ${languageName(scorecard.format.language)}; have somebody who speaks it judge the call.`;
  const endMs = call.turns.reduce((end, turn) => Math.max(end, turn.endMs), 0);
  return scorecard.criteria.map(({ format }) => ({
    criterionId: format.id,
    answer: 'unclear',
    points: null,
    weight: format.weight,
    source: 'rule',
    confidence: 0,
    reason,
    evidence: [
      {
        kind: 'window',
        startMs: 0,
        endMs,
        soughtFor: `words in ${languageName(scorecard.format.language)}`,
        nearestTurn: null,
      },
    ],
    fault: 'none',
    items: [],
    opinions: [],
  }));
}

export function languageName(code: string): string | undefined {
  return new Intl.DisplayNames(['en'], { type: 'language' }).of(code);
}
