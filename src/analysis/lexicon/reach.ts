import type { Match } from '../text/match.ts';
import type { Token } from '../text/tokens.ts';

/** Words after which a new subject still belongs to what was said before it: "I don't think | he has a gun". */
const links =
  /^(think|thinks|thought|know|knew|if|whether|that|believe|say|says|said|saying|told|guess|sure|hear|heard|see|saw|suppose|looks|looked|like|seems|maybe|probably|possibly|perhaps|might|feel|feels|swear|afraid|worried|scared|hope|could|did|does|is|was|has|do)$/;
const pronouns = /^(i|he|she|we|they)$/;
/** Subjects only before a verb; elsewhere they are objects. */
const looseSubjects = /^(it|there|that|this|you|someone|everyone|nobody|anyone)$/;
const determiners = /^(my|his|her|our|the|a|this|their|some|one)$/;
const verbs =
  /^(is|was|are|were|has|had|have|will|would|just|keep|keeps|kept|got|went|look|looks|looked|say|says|said|start|started|come|came|can|could|did|does|do|smell|smells)$/;
const conjunctions = /^(or|and|nor|no)$/;

/** Whether a new subject begins at a place, so that what was said before no longer bears on what follows. */
function opensStatement(tokens: readonly Token[], at: number): boolean {
  const word = tokens[at]?.word ?? '';
  if (pronouns.test(word)) return true;
  if (looseSubjects.test(word)) return verbs.test(tokens[at + 1]?.word ?? '');
  return determiners.test(word) && verbs.test(tokens[at + 2]?.word ?? '');
}

/**
 * From where on the words before a hit bear on it: the clause, back to a breaker, a comma that is not part of a
 * list, or, where a recogniser wrote no commas, a new subject.
 */
export function reachBefore(tokens: readonly Token[], hit: Match, breakers: readonly Match[]): number {
  let from = hit.from;
  while (from > 0) {
    const here = tokens[from]!;
    const before = tokens[from - 1]!;
    if (before.sentence !== here.sentence) break;
    if (before.clause !== here.clause && !isList(tokens, from, hit)) break;
    if (breakers.some((breaker) => breaker.from === from - 1)) break;
    if (opensStatement(tokens, from) && !links.test(before.word)) break;
    from--;
  }
  return from;
}

/** "a knife, gun, or anything": a comma inside a list ends nothing. */
function isList(tokens: readonly Token[], from: number, hit: Match): boolean {
  const own = tokens.slice(from, hit.from);
  if (own.length > 2) return false;
  const after = tokens.slice(hit.to, hit.to + 4);
  return (
    [...own, ...after].some(({ word }) => conjunctions.test(word)) &&
    !/^(he|she|they|i|it)$/.test(own[0]?.word ?? '')
  );
}

/** Whether the words at a place are the last of their clause or of the turn. */
export function endsClause(tokens: readonly Token[], to: number): boolean {
  return to >= tokens.length || tokens[to]!.clause !== tokens[to - 1]!.clause;
}
