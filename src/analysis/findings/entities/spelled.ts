import { codesIn } from '../../text/codes.ts';
import { capitalised, type EntityTurn, gapBefore, type Mention, textOf } from './entity.ts';
import { isGivenName } from './names.ts';

const leastLetters = 3;

/**
 * Names spelled out: "k r o l", "T-A-T-R-O". One that follows its name at once belongs to that mention and
 * settles its spelling; one that stands apart is a mention of its own.
 */
export function spelledNames(turn: EntityTurn, persons: readonly Mention[]): Mention[] {
  const mentions = [...persons];
  for (const code of codesIn(turn)) {
    if (code.digits > 0 || code.letters < leastLetters || code.pieces < leastLetters) continue;
    const spelling = capitalised(code.value.toLowerCase());
    const named = mentions.findIndex((one) => one.to === code.from);
    if (named >= 0 && isOneBreath(turn, code.from, code.to)) {
      const { from, value, ...rest } = mentions[named]!;
      const words = value.split(' ');
      mentions[named] = {
        ...rest,
        from,
        to: code.to,
        value: [...words.slice(0, -1), spelling].join(' '),
        confidence: 0.95,
      };
    } else if (
      named >= 0 ||
      turn.asked.has('name') ||
      mentions.length > 0 ||
      isGivenName(code.value.toLowerCase()) ||
      code.letters >= 5
    ) {
      mentions.push({ type: 'person', from: code.from, to: code.to, value: spelling, confidence: 0.85 });
    }
  }
  return mentions;
}

/** "pruitt p r u i t t", "Tatro. T-A-T-R-O": the name and its letters with no stop to speak of. */
function isOneBreath(turn: EntityTurn, from: number, to: number): boolean {
  return gapBefore(turn, from) === ' ' || textOf(turn, from, to).includes('-');
}
