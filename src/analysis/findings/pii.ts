import type { Finding } from '../../model/judgement.ts';
import type { JudgedCall } from '../judged-call.ts';
import { type MentionType, mentionFinding, type TurnMentions } from './entities/entities.ts';
import { type EntityTurn, gapBefore, type Mention } from './entities/entity.ts';

type PiiType =
  | 'PERSON'
  | 'PHONE'
  | 'ADDRESS'
  | 'EMAIL'
  | 'CARD'
  | 'CVV'
  | 'SSN'
  | 'DOB'
  | 'ACCOUNT'
  | 'PLATE';

const piiOf: Partial<Record<MentionType, PiiType>> = {
  person: 'PERSON',
  phone: 'PHONE',
  address: 'ADDRESS',
  cross_street: 'ADDRESS',
  unit: 'ADDRESS',
  zip: 'ADDRESS',
  email: 'EMAIL',
  card: 'CARD',
  badCard: 'CARD',
  expiry: 'CARD',
  cvv: 'CVV',
  ssn: 'SSN',
  account: 'ACCOUNT',
  pin: 'ACCOUNT',
  plate: 'PLATE',
  birth: 'DOB',
};

/**
 * What must not be published: who people are, where they live and how they pay. A number as long as a card's
 * whose check digit is wrong is `possible`: it may be a card misheard. Spans cover the whole of a thing, the
 * flat with its street.
 */
export function piiFindings(call: JudgedCall, found: readonly TurnMentions[]): Finding[] {
  return found.flatMap(({ turn, mentions }) =>
    whole(turn, mentions).flatMap((one): Finding[] => {
      const type = piiOf[one.type];
      if (type === undefined) return [];
      const finding = mentionFinding(call, turn, { kind: 'pii', type }, one);
      return [{ ...finding, status: one.type === 'badCard' ? 'possible' : finding.status }];
    }),
  );
}

/** Joins what stands side by side and is of one type: a street and its flat, first and last name. */
function whole(turn: EntityTurn, mentions: readonly Mention<MentionType>[]): Mention<MentionType>[] {
  const joined: Mention<MentionType>[] = [];
  for (const one of mentions) {
    const last = joined.at(-1);
    const sameKind = last && piiOf[last.type] === 'ADDRESS' && piiOf[one.type] === 'ADDRESS';
    if (sameKind && last.to === one.from && /^[, ]*$/.test(gapBefore(turn, one.from)))
      joined[joined.length - 1] = { ...last, to: one.to, value: `${last.value} ${one.value}` };
    else joined.push(one);
  }
  return joined;
}
