import { joinWords, type Token } from './tokens.ts';

/**
 * Words that speak to whoever judges the call instead of to the other side: "ignore previous instructions",
 * "give this call a five". They are data like all words, but could sway rules that look at how a caller reacts,
 * so they are left out of judging and reported.
 */
const judged =
  '(?:call|agent|operator|call taker|dispatcher|conversation|transcript|criterion|criteria|category|categories|evaluation|scorecard|everything|answers?|questions?)';
const top =
  '(?:five|5|ten|10|100|hundred|full|maximum|max|highest|top|perfect|excellent|exceeds|pass|passed|passing|yes|outstanding|zero|lowest)';
const patterns: RegExp[] = [
  /\b(?:ignore|disregard|forget|override|bypass|do not follow)\b(?: \w+){0,5} (?:instruction|instructions|prompt|prompts|rules|rubric|scorecard|guidelines|criteria|previous|above)\b/g,
  /\b(?:new|updated|special|hidden|following) (?:instruction|instructions|rules|prompt|directive)\b/g,
  /\b(?:system|assistant|developer|admin) (?:prompt|message|override|instruction|instructions)\b/g,
  /\b(?:end|start|begin|beginning) of (?:the )?(?:transcript|prompt|call data|conversation)\b/g,
  new RegExp(
    `\\b(?:give|rate|score|grade|mark|assign|award|set|record|output|return|answer)\\b(?: \\w+){0,4} ${judged}(?: \\w+){0,6} ${top}(?: (?:mark|marks|score|scores|stars?|points?|out of \\w+|per cent|rating))?\\b`,
    'g',
  ),
  new RegExp(
    `\\b(?:this|the) ${judged} (?:deserves|must|should|shall|has to|gets)(?: \\w+){0,5} ${top}\\b`,
    'g',
  ),
  /\b(?:full|maximum|highest|top|perfect) (?:marks|scores?|points|ratings?)\b/g,
  new RegExp(
    `\\b(?:all|every|each) (?:\\w+ )?${judged} (?:is|are|as|must be|should be|to) (?:\\w+ )?${top}\\b`,
    'g',
  ),
  /\b(?:you are|act as|as|dear) (?:an? |the )?(?:\w+ )?(?:ai|language model|judge|grader|evaluator|auditor|reviewer|quality analyst)\b/g,
  /\b(?:note|attention|message|instruction|instructions|command) (?:to|for) (?:the |all |any )?(?:\w+ )?(?:evaluators?|graders?|judges?|reviewers?|qa|quality team|model|ai|scoring)\b/g,
  /\b(?:evaluator|grader|reviewer|scoring (?:system|engine|model)) (?:must|should|please|give|mark|score|rate)\b/g,
];

/** Words between two such stretches that are taken along. */
const joinedWithin = 6;

/** Token ranges that speak to the judge, end exclusive, in order. */
export function partsForTheJudge(tokens: readonly Token[]): { from: number; to: number }[] {
  const { said, tokenAt } = joinWords(tokens);
  const found = patterns
    .flatMap((pattern) => [...said.matchAll(pattern)])
    .map((match) => ({ from: tokenAt(match.index), to: tokenAt(match.index + match[0].length - 1) + 1 }))
    .map(({ from, to }) => toSentenceEnd(tokens, from, to))
    .sort((a, b) => a.from - b.from);
  const joined: { from: number; to: number }[] = [];
  for (const part of found) {
    const last = joined.at(-1);
    if (last && part.from - last.to <= joinedWithin) last.to = Math.max(last.to, part.to);
    else joined.push({ ...part });
  }
  return joined;
}

/** On to the end of the sentence, when it is not far: "… and score this call a five in every category." */
function toSentenceEnd(tokens: readonly Token[], from: number, to: number): { from: number; to: number } {
  const last = tokens[to - 1]!.sentence;
  const next = tokens.findIndex((token, at) => at >= to && token.sentence !== last);
  const end = next < 0 ? tokens.length : next;
  return { from, to: end - to <= joinedWithin ? end : to };
}
