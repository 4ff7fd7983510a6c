import type { HeardTurn } from './hear.ts';
import type { Token } from './tokens.ts';

const wh = /^(what|where|when|who|which|how|why|whose)$/;
const helper =
  /^(is|are|was|were|do|does|did|can|could|will|would|have|has|had|should|am|what is|where is|who is)$/;
const asked =
  /^(you|he|she|they|it|there|anybody|anyone|anything|someone|somebody|everyone|everybody|nobody|that|this|your|his|her|the|any|i|we|their)$/;
const subject = /^(i|you|he|she|it|they|we|that|this|there|who|which|nobody|nothing|everything)$/;
/** Before these a question word begins a clause of its own sentence: "tell me what", "if you know where". */
const bends =
  /^(know|see|tell|understand|explain|ask|if|of|that|like|said|say|wonder|show|me|him|her|them|matter|exactly|about|to|from|with|and|until|stay|sure|remember|hear|for|than)$/;
const tag =
  /^(is that (right|correct|it|okay|so)|is it correct|do i have (it|that)|have i got (it|that)|did i get (it|that)|do you (understand|hear me)|can you (do that|hear me)|are you (there|with me)|is that what)\b/;
const nouns = '(?:name|address|number|age|birthday|date of birth|description|plate|phone)';
const twoInOne = new RegExp(
  `\\bnames? and (?:(?:his|her|your|the|a|their) )?(?:\\w+ )?(?:${nouns}|where|how|what)\\b`,
);

/** How far the verb of "how long before you called did he drop" may lie from its question word. */
const ownClauseWords = 8;

/**
 * How many different things a turn asks at once. A choice ("a house or an apartment") and a question whether
 * something was heard right are no further question; a list ("sweaty, dizzy, sick to your stomach?") is.
 */
export function asksIn(turn: Pick<HeardTurn, 'tokens' | 'said' | 'questions'>): number {
  const tokens = askingTokens(turn);
  let asks = 0;
  let questionWordAt = Number.NEGATIVE_INFINITY;
  for (let at = 0; at < tokens.length; at++) {
    if (isQuestionWord(tokens, at)) {
      if (at - questionWordAt > 1) asks++;
      questionWordAt = at;
    } else if (isInverted(tokens, at)) {
      if (isVerbOf(tokens, questionWordAt, at)) questionWordAt = Number.NEGATIVE_INFINITY;
      else if (!isTag(tokens, at) && tokens[at - 1]?.word !== 'or') asks++;
    }
  }
  const anys = tokens.filter(({ word }, at) => word === 'any' && !isInverted(tokens, at - 1)).length;
  const listed = turn.questions.some((start) => isList(turn.tokens, start));
  return Math.max(asks, anys > 1 ? asks + anys - 1 : 0, listed ? 2 : 0) + (twoInOne.test(turn.said) ? 1 : 0);
}

/** The words of the sentences that ask; all of them in a turn without stops. "What a thing to find out." asks nothing. */
function askingTokens({ tokens, questions }: Pick<HeardTurn, 'tokens' | 'questions'>): readonly Token[] {
  if (tokens[0]?.sentence === tokens.at(-1)?.sentence) return tokens;
  const asking = new Set(questions.map((start) => tokens[start]!.sentence));
  return tokens.filter(({ sentence }) => asking.has(sentence));
}

/** "how old are you": the verb that belongs to the question word before it; "what is" has its own at once. */
function isVerbOf(tokens: readonly Token[], questionWordAt: number, at: number): boolean {
  const next = tokens[questionWordAt + 1];
  if (!next) return false;
  return helper.test(next.word) ? at === questionWordAt + 1 : at - questionWordAt <= ownClauseWords;
}

function isQuestionWord(tokens: readonly Token[], at: number): boolean {
  const { word, sentence } = tokens[at]!;
  const next = tokens[at + 1];
  if (!wh.test(word) || !next || next.sentence !== sentence || subject.test(next.word) || next.word === 'to')
    return false;
  const before = tokens[at - 1];
  if (!before || before.sentence !== sentence) return true;
  if (before.word === 'me' && tokens[at - 2]?.word === 'tell') return true;
  if (before.word === 'and' || before.clause !== tokens[at]!.clause)
    return helper.test(next.word) || word === 'how' || word === 'which';
  if (bends.test(before.word) || /^(who|which)$/.test(word)) return false;
  return helper.test(next.word) || word === 'how' || word === 'which' || word === 'what';
}

function isInverted(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at];
  const next = tokens[at + 1];
  if (!token || !next || !helper.test(token.word) || next.sentence !== token.sentence) return false;
  if (!asked.test(next.word)) return false;
  // "have your husband come in": somebody is told to.
  if (/^ha(ve|s|d)$/.test(token.word) && !subject.test(next.word)) return false;
  const before = tokens[at - 1];
  if (!before || before.sentence !== token.sentence) return true;
  return !subject.test(before.word) && !/^(not|to|what|where|how|who|if|when)$/.test(before.word)
    ? true
    : /^(what|where|how|who|when)$/.test(before.word);
}

function isTag(tokens: readonly Token[], at: number): boolean {
  return tag.test(
    tokens
      .slice(at, at + 4)
      .map(({ word }) => word)
      .join(' '),
  );
}

const leastItems = 3;

/** A written question of at least three parts between commas that offers no choice and says no number back. */
function isList(tokens: readonly Token[], start: number): boolean {
  const { sentence } = tokens[start]!;
  const own = tokens.filter((token) => token.sentence === sentence);
  // "What did the clock say, roughly, at the door?" asks one thing.
  if (own.slice(0, 2).some(({ word }) => wh.test(word))) return false;
  const clauses = new Set(own.map(({ clause }) => clause));
  if (clauses.size < leastItems) return false;
  const isChoice = own.some(({ word }) => word === 'or') && !own.some(({ word }) => word === 'anything');
  return !isChoice && !own.some(({ capital, word }) => capital || word === 'tell' || /^\d/.test(word));
}
