import type { Token } from '../../analysis/text/tokens.ts';

/**
 * Words that whoever puts a line into words may add to it, since no sentence made of them alone says anything about
 * what happened, to whom or where. "He", "they", "here", "was", "fine", "fast" and "maybe" are not among them: "he is
 * here", "he was awake", "breathing fast" would be news.
 */
export const idleWords: ReadonlySet<string> = new Set(
  `a an the this that it and but so or oh god lord jesus please sorry thank thanks hello hi hey sir maam dear
  i me my we us our you your what why who how am is are be do does have has can to of in on at for with from by as
  look listen wait hurry help helping need want get getting got send sending give let try trying tell telling say saying
  talk talking ask asking know mean understand hold second sec minute moment really just very now
  begging beg scared afraid worried frightened terrified upset`.split(/\s+/),
);

/** "Okay, ..." is a breath, "he's okay" is news. */
const idleAtStart = new Set(['okay', 'well']);

/** Whether a word adds nothing to what is said. */
export function isIdle(token: Token, before: Token | undefined): boolean {
  if (idleWords.has(token.word)) return true;
  return idleAtStart.has(token.word) && before?.clause !== token.clause;
}
