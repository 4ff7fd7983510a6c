import type { AgreementReport, Estimate, Mistake } from '../../model/agreement.ts';
import { personAnswers } from '../labelled/forms.ts';
import type { LabelledCall } from '../labelled/labelled-call.ts';
import type { LabelledResult } from '../labelled/labelled-result.ts';
import type { Pack } from '../packs/pack.ts';
import { mean } from './differences.ts';
import { estimate } from './estimate.ts';
import { factAgreement, factMistakes, factsOf } from './facts.ts';
import { type FoundMentions, foundIn, mentionMistakes } from './found.ts';
import { isSameValue, mentionAgreement } from './mentions.ts';
import { type JudgedTwice, scorecardAgreement, scorecardMistakes } from './scorecards.ts';
import type { CardForm } from './scores.ts';

/** A labelled call and what was found in it. */
export interface Measured {
  labelled: LabelledCall;
  result: LabelledResult;
}

/** How far what was found in labelled calls agrees with their labels. Pure and deterministic. */
export function measureAgreement(calls: readonly Measured[], packs: readonly Pack[]): AgreementReport {
  const judged = calls.flatMap((call) => judgedTwice(call, packs));
  const cards = [...new Set(judged.map(({ person }) => person.card))];
  const facts = calls.map(({ labelled, result }) => factsOf(labelled.labels, result));
  const names = [...new Set(facts.flatMap((one) => Object.keys(one)))];
  const found = calls.map(({ labelled, result }) => foundIn(labelled, result));
  const mentions = (kind: keyof FoundMentions) => mentionAgreement(found.flatMap((one) => one[kind] ?? []));
  return {
    calls: calls.length,
    scorecards: cards.map((card) => scorecardAgreement(onCard(judged, card), card)),
    facts: Object.fromEntries(
      names.map((name) => [name, factAgreement(facts.flatMap((one) => one[name] ?? []))]),
    ),
    entities: mentions('entities'),
    entityValues: entityValues(found),
    risks: mentions('risks'),
    risksWithoutStatus: mentions('risksWithoutStatus'),
    pii: mentions('pii'),
    actionItems: mentions('actionItems'),
    mistakes: calls.flatMap((call, i) => mistakesOf(call, { judged, facts: facts[i]!, found: found[i]! })),
  };
}

function judgedTwice({ labelled, result }: Measured, packs: readonly Pack[]): JudgedTwice[] {
  return personAnswers(labelled, packs).flatMap((person) => {
    const evaluation = result.evaluations.find((one) => one.scorecardId === person.card.format.id);
    return evaluation ? [{ call: labelled.id, person, evaluation }] : [];
  });
}

function onCard(judged: readonly JudgedTwice[], card: CardForm): JudgedTwice[] {
  return judged.filter(({ person }) => person.card === card);
}

function entityValues(found: readonly FoundMentions[]): Estimate {
  const withValue = found
    .flatMap((one) => one.entities?.both ?? [])
    .filter((pair) => pair.expected.value !== null);
  return estimate(withValue, (drawn) =>
    mean(drawn.map((pair) => Number(isSameValue(pair.expected, pair.got)))),
  );
}

function mistakesOf(
  { labelled }: Measured,
  of: { judged: readonly JudgedTwice[]; facts: ReturnType<typeof factsOf>; found: FoundMentions },
): Mistake[] {
  const { id } = labelled;
  return [
    ...of.judged.filter((one) => one.call === id).flatMap(scorecardMistakes),
    ...factMistakes(id, of.facts),
    ...mentionMistakes(id, of.found),
  ];
}
