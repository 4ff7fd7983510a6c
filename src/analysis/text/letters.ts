/** Letters as people say them on the telephone: by their name, by a spelling alphabet, by "as in". */

const natoWords =
  'alpha alfa bravo charlie delta echo foxtrot golf hotel india juliet juliett kilo lima mike november oscar papa ' +
  'quebec romeo sierra tango uniform victor whiskey whisky yankee zulu';
const policeWords =
  'adam boy charles david edward frank george henry ida john king lincoln mary nora ocean paul queen robert sam tom ' +
  'union victor william young zebra nancy peter roger';

const spellingWords = new Map<string, string>(
  `${natoWords} ${policeWords}`.split(' ').map((word) => [word, word.charAt(0)]),
);

/** What a recogniser writes for the name of a letter. */
const letterNames: Record<string, string> = {
  bee: 'b',
  cee: 'c',
  dee: 'd',
  gee: 'g',
  aitch: 'h',
  jay: 'j',
  kay: 'k',
  ell: 'l',
  em: 'm',
  en: 'n',
  pee: 'p',
  cue: 'q',
  queue: 'q',
  ess: 's',
  tee: 't',
  vee: 'v',
  ex: 'x',
  zee: 'z',
  zed: 'z',
};

/** A letter by itself, or by its name; `sure` when it is no other word. */
export function letterOf(word: string): { letter: string; sure: boolean } | undefined {
  if (word.length === 1 && word >= 'a' && word <= 'z')
    return { letter: word, sure: word !== 'a' && word !== 'i' && word !== 'o' };
  const named = Object.hasOwn(letterNames, word) ? letterNames[word] : undefined;
  return named === undefined ? undefined : { letter: named, sure: false };
}

/** The letter a word of a spelling alphabet stands for: "whiskey" is w. */
export function alphabetLetter(word: string): string | undefined {
  return spellingWords.get(word);
}
