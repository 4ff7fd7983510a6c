import type { Mistake } from '../../model/agreement.ts';
import type { LabelledCall } from '../labelled/labelled-call.ts';
import type { LabelledResult } from '../labelled/labelled-result.ts';
import { type Matched, type Mention, matchMentions, sameAction, sameTurn, sameWords } from './mentions.ts';

/** What was found in one call against what was labelled; null where nobody labelled it. */
export interface FoundMentions {
  entities: Matched<Mention> | null;
  risks: Matched<Mention> | null;
  risksWithoutStatus: Matched<Mention> | null;
  pii: Matched<Mention> | null;
  actionItems: Matched<Mention> | null;
}

export function foundIn({ labels, call }: LabelledCall, result: LabelledResult): FoundMentions {
  const texts = new Map(call.turns.map((turn) => [turn.index, turn.text]));
  const ofRisk = ({ category, status, turn }: LabelledResult['risk'][number]): Mention => {
    return { type: `${category} ${status}`, turn, text: texts.get(turn) ?? '', value: status };
  };
  const ofWords = ({
    value = null,
    ...one
  }: Omit<Mention, 'value'> & { value?: string | null | undefined }) => {
    return { type: one.type, turn: one.turn, text: one.text, value };
  };
  const ofAction = ({ what, who, turn }: { what: string; who: string; turn: number | null }): Mention => {
    return { type: who, turn, text: what, value: null };
  };
  const found = result;
  const risks = labels.risk && ([labels.risk.map(ofRisk), found.risk.map(ofRisk)] as const);
  return {
    entities: labels.entities
      ? matchMentions(labels.entities.map(ofWords), found.entities.map(ofWords), sameWords)
      : null,
    risks: risks ? matchMentions(once(risks[0]), once(risks[1]), sameTurn) : null,
    risksWithoutStatus: risks
      ? matchMentions(once(risks[0].map(withoutStatus)), once(risks[1].map(withoutStatus)), sameTurn)
      : null,
    pii: labels.pii ? matchMentions(labels.pii.map(ofWords), found.pii.map(ofWords), sameWords) : null,
    actionItems: labels.actionItems
      ? matchMentions(labels.actionItems.map(ofAction), found.actionItems.map(ofAction), sameAction)
      : null,
  };
}

function withoutStatus(risk: Mention): Mention {
  return { ...risk, type: risk.type.split(' ')[0]!, value: null };
}

/** Risks are labelled once per turn, category and status. */
function once(mentions: readonly Mention[]): Mention[] {
  return [...new Map(mentions.map((one) => [`${one.turn} ${one.type}`, one])).values()];
}

const names = { entities: 'entity', risks: 'risk', pii: 'pii', actionItems: 'actionItem' } as const;

export function mentionMistakes(call: string, found: FoundMentions): Mistake[] {
  return (Object.keys(names) as (keyof typeof names)[]).flatMap((kind) => {
    const matched = found[kind];
    if (!matched) return [];
    const mistake = ({ type, turn, text }: Mention) => ({
      call,
      what: names[kind],
      id: type,
      turn,
      reason: text,
    });
    return [
      ...matched.missed.map((one) => ({ ...mistake(one), expected: one.value ?? one.text, got: null })),
      ...matched.wrong.map((one) => ({ ...mistake(one), expected: null, got: one.value ?? one.text })),
    ];
  });
}
