import { joinWords, type Token, type Tokens } from './tokens.ts';

/** Words that may stand before a question without being part of it. */
const lead =
  '(?:okay|all right|right|and|so|but|well|now|then|oh|hi|hello|sorry|yes|no|thanks|thank you|please|maam|sir|great|perfect|good)';
const wh = '(?:what|where|when|who|which|how|why|whose)';
const helper = '(?:do|does|did|is|are|was|were|can|could|will|would|have|has|had|should|may|might|am)';
const subject =
  '(?:i|you|he|she|it|they|we|there|that|this|these|those|your|his|her|their|the|any|anyone|anything|someone|everyone|a|an|my|our)';

/** A question at the start of what is said, after words like "okay so". */
const opening = new RegExp(
  `^(?:${lead} )*(?:${wh}|${helper} ${subject}|any(?:one|thing)?|tell me|describe|you (?:see|hear)|(?:he|she|they) (?:\\w+ing|awake|okay|still|all right|conscious|hurt|alone))\\b`,
);
/** "do you", "is there" and the like are questions wherever they stand, unless a word before bends them. */
const inside = new RegExp(
  `(?:^| )(${wh} (?:is|are|was|were|do|does|did|can|should|else|about|time|kind|number|color|old|far|bad|way|direction)|${helper} (?:you|he|she|they|there|anyone|i)|(?:is|was|does|did|will|would) (?:it|that|this|your|his|her|the)|any(?:thing|one)? (?:other|else|questions)|tell me)\\b`,
  'g',
);
const bent =
  / (?:that|if|whether|what|when|where|who|how|because|since|see|know|show|me|tell|sure|like|said|like what|wonder) $/;

const longestBent = 20;

/**
 * Where questions begin in a turn, as token positions. With punctuation a question is a sentence ending in a
 * question mark; without it (as recognisers write) it is known by its first words.
 */
export function questionStarts(said: Tokens, punctuatedCall: boolean): number[] {
  const { tokens } = said;
  if (punctuatedCall) {
    const starts = [...said.questions].map((sentence) =>
      tokens.findIndex((token) => token.sentence === sentence),
    );
    const asks = tokens.findIndex((token, i) => isRequest(tokens, i, token));
    return [...new Set([...starts, asks])].filter((at) => at >= 0).sort((a, b) => a - b);
  }
  return questionsByWords(tokens);
}

/** "tell me what happened", "describe him": questions without a question mark. */
function isRequest(tokens: readonly Token[], at: number, token: Token): boolean {
  const first =
    at === 0 || tokens[at - 1]!.clause !== token.clause || /^(and|so|okay|now)$/.test(tokens[at - 1]!.word);
  if (!first) return false;
  return token.word === 'describe' || (token.word === 'tell' && tokens[at + 1]?.word === 'me');
}

function questionsByWords(tokens: readonly Token[]): number[] {
  const { said, tokenAt } = joinWords(tokens);
  const starts: number[] = [];
  if (opening.test(said)) starts.push(0);
  for (const match of said.matchAll(inside)) {
    const at = match.index + (match[0].startsWith(' ') ? 1 : 0);
    if (bent.test(` ${said.slice(Math.max(0, at - longestBent), at)}`)) continue;
    const position = tokenAt(at);
    if (starts.length === 0 || position - starts.at(-1)! > 3) starts.push(position);
  }
  return starts;
}
