import type { HeardTurn } from './hear.ts';

const lead = '(?:okay |oh |and |well |so |please |god |no no )*';
const yes = new RegExp(
  `^${lead}(?:(?!no |not )\\w+ (?=yes that ))?(?:yes|right|correct|exactly|perfect|sure|true|absolutely|that is (?:it|right|correct|me|him|her|the one|all|what|fine|good|everything|where)|that would be (?:it|right|correct|fine|great|me)|affirmative|sounds right|i (?:think|believe) so|you (?:have )?got (?:that|it) right|it sure is|sure is|si|it is|that one|you have got it|you got it|got it|please do)\\b`,
);
const no = /^(?:oh |well |um )*(?:no|not|actually|wait|sorry)\b/;

/** Whether a turn begins by agreeing to what was said or asked before it. */
export function agrees(turn: Pick<HeardTurn, 'said'>): boolean {
  return yes.test(turn.said);
}

/** Whether a turn begins by putting right what was said before it: a "no" that brings a number, a name or a choice. */
export function corrects(turn: Pick<HeardTurn, 'said' | 'numbers' | 'tokens'>): boolean {
  return (
    no.test(turn.said) &&
    turn.tokens.length > 2 &&
    (turn.numbers.length > 0 || /\b(it is|with|not)\b/.test(turn.said))
  );
}
