/**
 * Words that speak to whoever judges the call instead of to the other side: "ignore previous instructions",
 * "give this call a five". They are data like all words, but could sway rules that look at how a caller reacts,
 * so such a turn is left out of judging and reported.
 */
const patterns: RegExp[] = [
  /\b(ignore|disregard|forget|override|bypass)\b.{0,30}\b(instruction|instructions|prompt|prompts|rules|rubric|scorecard|guidelines|previous)\b/,
  /\b(system|assistant|developer|admin) (prompt|message|override|instruction|instructions|note|role)\b/,
  /\b(give|rate|score|grade|mark|assign|award|evaluate|set)\b.{0,40}\b(call|agent|operator|call taker|dispatcher|conversation|transcript|criterion|criteria|category|categories|evaluation|everything|him|her|them)\b.{0,40}\b(five|5|ten|10|100|hundred|full|maximum|max|highest|top|perfect|excellent|pass|yes|zero|one|lowest)\b.{0,20}\b(mark|marks|score|scores|star|stars|points|out|per cent|across|on|for|everything|criteria)?\b/,
  /\b(full|maximum|perfect|highest|top) (marks|score|scores|points|rating|ratings)\b/,
  /\b(mark|score|rate|grade|answer) (all|every|each|this|the) (\w+ ){0,3}(criteria|criterion|category|categories|item|items|question|questions|call|agent|operator|call taker|dispatcher)\b/,
  /\b(you are|act as|as an?) (\w+ )?(ai|language model|judge|grader|evaluator|quality (analyst|reviewer|evaluator))\b/,
  /\b(note|attention|message|instruction|instructions|dear) (to|for)? ?(the |all )?(evaluator|evaluators|grader|graders|judge|reviewer|reviewers|qa|quality (team|analyst|reviewer))\b/,
  /\bscores? ?8?\b.{0,10}\b(greeting|resolution|compliance|closing)\b.{0,10}\b(five|5)\b/,
  /\b(criteria|evaluation|transcript|scorecard)\b.{0,30}\b(must|should|shall|has to|to) be (marked|scored|rated|set|graded)\b/,
];

/** Reads `said`: the words of a turn in their usual spelling, joined by spaces. */
export function speaksToTheJudge(said: string): boolean {
  return patterns.some((pattern) => pattern.test(said));
}
