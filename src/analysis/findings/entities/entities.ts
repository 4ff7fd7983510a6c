import type { Finding } from '../../../model/judgement.ts';
import type { JudgedCall } from '../../judged-call.ts';
import { correctionsIn } from '../../text/corrections.ts';
import type { HeardCall } from '../../text/hear.ts';
import type { Token } from '../../text/tokens.ts';
import { callFinding } from '../transcript.ts';
import { addresses, bareAddresses } from './address.ts';
import { ages } from './age.ts';
import { amounts } from './amount.ts';
import { askedFor } from './asked.ts';
import { birthMentions } from './birth-date.ts';
import { ailments } from './body.ts';
import { calledWords, placeWords } from './called.ts';
import { type DigitType, digits } from './digits.ts';
import { emails } from './email.ts';
import type { EntityTurn, EntityType, Mention } from './entity.ts';
import { landmarks } from './landmark.ts';
import { learn, mentionedAgain } from './mentioned-again.ts';
import { organisations } from './organisation.ts';
import { persons } from './person.ts';
import { spelledNames } from './spelled.ts';
import { times } from './time.ts';
import { units } from './unit.ts';
import { vehicles } from './vehicle.ts';
import { weapons } from './weapon.ts';

export type MentionType = EntityType | DigitType | 'birth';

export interface TurnMentions {
  turn: EntityTurn;
  mentions: Mention<MentionType>[];
}

/** Finders in the order in which they may claim words: what an earlier one took, a later one may not. */
const claims: ((turn: EntityTurn) => Mention<MentionType>[])[] = [
  emails,
  birthMentions,
  addresses,
  digits,
  units,
  ages,
  times,
  amounts,
  bareAddresses,
  vehicles,
  (turn) => organisations(turn).filter((one) => one.confidence >= surelyNamed),
  (turn) => landmarks(turn).filter((one) => one.confidence > surelyNamed),
  (turn) => spelledNames(turn, persons(turn)),
  organisations,
  weapons,
  landmarks,
  ailments,
];
const surelyNamed = 0.7;

/** Everything named in a call, turn by turn; each turn's mentions in the order of its words. */
export function mentionsIn(call: Pick<JudgedCall, 'kind'>, heard: HeardCall): TurnMentions[] {
  const asked = askedFor(heard.turns);
  const shared = {
    kind: call.kind,
    placeWords: placeWords(heard.turns),
    calledWords: calledWords(heard.turns),
  };
  const turns = heard.turns.map((turn, at): EntityTurn => {
    return {
      ...turn,
      ...shared,
      asked: asked[at]!,
      takenBack: correctionsIn(turn.tokens),
      ...joinSentences(turn.tokens),
    };
  });
  const found = turns.map((turn) => {
    const taken: Mention<MentionType>[] = [];
    for (const finder of claims) claim(taken, finder(turn));
    return taken;
  });
  const known = learn(turns, found);
  return turns.map((turn, at) => {
    const taken = found[at]!;
    const again = mentionedAgain(
      turn,
      known,
      (token) => !taken.some((one) => one.from <= token && token < one.to),
    );
    claim(taken, again);
    return { turn, mentions: taken.sort((a, b) => a.from - b.from) };
  });
}

/** The words with a bar between sentences, and the way back from a character to its token. */
function joinSentences(tokens: readonly Token[]): Pick<EntityTurn, 'said' | 'tokenAt'> {
  const starts: number[] = [];
  let said = '';
  tokens.forEach((token, at) => {
    if (at > 0) said += tokens[at - 1]!.sentence === token.sentence ? ' ' : ' | ';
    starts.push(said.length);
    said += token.word;
  });
  return {
    said,
    tokenAt: (offset) =>
      Math.max(
        0,
        starts.findLastIndex((start) => start <= offset),
      ),
  };
}

function claim(taken: Mention<MentionType>[], mentions: readonly Mention<MentionType>[]): void {
  for (const one of mentions) {
    if (!taken.some((other) => other.from < one.to && one.from < other.to)) taken.push(one);
  }
}

/** The types of numbers that are no entities, and what they are instead. */
const entityOf: Record<DigitType | 'birth', EntityType | null> = {
  birth: null,
  phone: 'phone',
  card: 'card',
  account: 'account',
  plate: 'plate',
  zip: 'address',
  ssn: null,
  cvv: null,
  expiry: null,
  pin: null,
  badCard: null,
};

export function entityFindings(call: JudgedCall, found: readonly TurnMentions[]): Finding[] {
  return found.flatMap(({ turn, mentions }) =>
    mentions.flatMap((one): Finding[] => {
      const type = Object.hasOwn(entityOf, one.type)
        ? entityOf[one.type as DigitType | 'birth']
        : (one.type as EntityType);
      return type === null ? [] : [mentionFinding(call, turn, { kind: 'entity', type }, one)];
    }),
  );
}

export function mentionFinding(
  call: JudgedCall,
  turn: EntityTurn,
  as: { kind: string; type: string },
  { from, to, value, confidence }: Mention<MentionType>,
): Finding {
  const takenBack = turn.takenBack.some(({ away }) => away.from <= from && from < away.to && to <= away.to);
  return callFinding(call, {
    ...as,
    value,
    status: takenBack ? 'denied' : null,
    turn: turn.index,
    chars: { start: turn.tokens[from]!.start, end: turn.tokens[to - 1]!.end },
    span: { startMs: turn.startMs, endMs: turn.endMs },
    confidence: takenBack ? Math.min(confidence, 0.3) : confidence,
  });
}
