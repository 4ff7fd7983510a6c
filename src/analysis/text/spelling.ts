/**
 * One spelling per word, so that a written transcript and a recogniser's output read alike: contractions are
 * opened ("what's", "whats" → what is), shades of yes and no become one, compounds are split, fillers go.
 * Both the words of a call and the words of a pattern pass through here.
 */

/** Sounds that carry no meaning and interrupt phrases. */
export const fillers: ReadonlySet<string> = new Set(
  'uh uhm um umm er erm ah hm hmm hmmm mm mmm eh'.split(' '),
);

const rewrites: Record<string, string> = {
  // Contractions that the endings below do not open, and those a recogniser writes without the apostrophe.
  "can't": 'can not',
  "won't": 'will not',
  "shan't": 'shall not',
  "ain't": 'is not',
  "let's": 'let us',
  "y'all": 'you all',
  "ma'am": 'maam',
  "o'clock": 'oclock',
  "'cause": 'because',
  "'em": 'them',
  cannot: 'can not',
  cant: 'can not',
  wont: 'will not',
  dont: 'do not',
  doesnt: 'does not',
  didnt: 'did not',
  isnt: 'is not',
  arent: 'are not',
  wasnt: 'was not',
  werent: 'were not',
  havent: 'have not',
  hasnt: 'has not',
  hadnt: 'had not',
  couldnt: 'could not',
  wouldnt: 'would not',
  shouldnt: 'should not',
  aint: 'is not',
  im: 'i am',
  ive: 'i have',
  youre: 'you are',
  youve: 'you have',
  youll: 'you will',
  theyre: 'they are',
  theyll: 'they will',
  weve: 'we have',
  whats: 'what is',
  thats: 'that is',
  theres: 'there is',
  heres: 'here is',
  wheres: 'where is',
  whos: 'who is',
  hows: 'how is',
  hes: 'he is',
  shes: 'she is',
  its: 'it is',
  lets: 'let us',
  yall: 'you all',
  // Spoken short forms.
  gonna: 'going to',
  gunna: 'going to',
  wanna: 'want to',
  gotta: 'got to',
  hafta: 'have to',
  lemme: 'let me',
  gimme: 'give me',
  dunno: 'do not know',
  mighta: 'might have',
  coulda: 'could have',
  shoulda: 'should have',
  woulda: 'would have',
  musta: 'must have',
  kinda: 'kind of',
  sorta: 'sort of',
  outta: 'out of',
  cuz: 'because',
  coz: 'because',
  cos: 'because',
  cause: 'because',
  til: 'until',
  till: 'until',
  ok: 'okay',
  alright: 'all right',
  // One word for one thing.
  yeah: 'yes',
  yep: 'yes',
  yup: 'yes',
  yea: 'yes',
  yah: 'yes',
  aye: 'yes',
  nope: 'no',
  nah: 'no',
  anybody: 'anyone',
  somebody: 'someone',
  everybody: 'everyone',
  thru: 'through',
  percent: 'per cent',
  // Compounds.
  goodbye: 'good bye',
  buhbye: 'bye',
  buh: 'bye',
  callback: 'call back',
  cutoff: 'cut off',
  hangup: 'hang up',
  followup: 'follow up',
  workaround: 'work around',
  voicemail: 'voice mail',
  email: 'e mail',
  emails: 'e mails',
  emailed: 'e mailed',
  emailing: 'e mailing',
  upfront: 'up front',
  onto: 'on to',
  zipcode: 'zip code',
  postcode: 'post code',
  phonecall: 'phone call',
};

const endings: [suffix: string, words: string][] = [
  ["n't", ' not'],
  ["'re", ' are'],
  ["'ve", ' have'],
  ["'ll", ' will'],
  ["'d", ' would'],
  ["'m", ' am'],
];

/** After these, `'s` is "is"; after anything else it is a possessive and is dropped. */
const takesIs: ReadonlySet<string> = new Set(
  (
    'what that it he she there here who where how when why this everything something nothing anyone someone ' +
    'everyone nobody one which'
  ).split(' '),
);

/** After these, `'d` is "did" ("where'd he go"); after anything else "would". */
const takesDid = /^(?:what|where|when|why|how)'d$/;

/** The usual spelling of one lower-case word: one word, several, or none for a bare possessive. */
export function respell(word: string): string[] {
  const known = Object.hasOwn(rewrites, word) ? rewrites[word] : undefined;
  if (known !== undefined) return known.split(' ');
  if (!word.includes("'")) return [word];
  if (word.endsWith("'s")) {
    const stem = word.slice(0, -2);
    return takesIs.has(stem) ? [stem, 'is'] : respell(stem);
  }
  if (takesDid.test(word)) return [word.slice(0, -2), 'did'];
  for (const [suffix, words] of endings) {
    if (word.endsWith(suffix) && word.length > suffix.length) {
      return `${word.slice(0, -suffix.length)}${words}`.split(' ');
    }
  }
  const bare = word.replaceAll("'", '');
  return bare === '' ? [] : [bare];
}

const unchanged: ReadonlySet<string> = new Set(
  (
    'is was this his has does yes bus us as always news lens plus gas less unless towards address press pass ' +
    'business thing bring sing king during morning evening nothing something everything anything red bed need ' +
    'speed feed seed indeed hundred used left armed'
  ).split(' '),
);

const irregular: Record<string, string> = {
  told: 'tell',
  said: 'say',
  sent: 'send',
  got: 'get',
  gotten: 'get',
  gave: 'give',
  given: 'give',
  took: 'take',
  taken: 'take',
  made: 'make',
  came: 'come',
  went: 'go',
  gone: 'go',
  goes: 'go',
  found: 'find',
  paid: 'pay',
  heard: 'hear',
  bought: 'buy',
  kept: 'keep',
  spoke: 'speak',
  spoken: 'speak',
  understood: 'understand',
  apologise: 'apologi',
  apologize: 'apologi',
  apology: 'apologi',
  apologies: 'apologi',
};

/**
 * A rough stem: enough to let "calls", "called" and "calling" meet. It need not be a word, and may join words
 * that differ; patterns are phrases, so one loose word does little harm.
 */
export function stemOf(word: string): string {
  if (Object.hasOwn(irregular, word)) return irregular[word]!;
  if (word.length < 4 || unchanged.has(word)) return word;
  let stem = word;
  if (stem.endsWith('ies')) stem = `${stem.slice(0, -3)}y`;
  else if (/[^siu]s$/.test(stem)) stem = stem.slice(0, -1);
  if (stem.endsWith('ing') && /[aeiouy].*ing$/.test(stem) && stem.length > 5) stem = stem.slice(0, -3);
  else if (stem.endsWith('ed') && /[aeiouy].*ed$/.test(stem) && stem.length > 4) stem = stem.slice(0, -2);
  if (/([bdfgmnprt])\1$/.test(stem)) stem = stem.slice(0, -1);
  if (stem.length > 3 && stem.endsWith('e')) stem = stem.slice(0, -1);
  if (stem.length > 3 && stem.endsWith('y')) stem = `${stem.slice(0, -1)}i`;
  return stem;
}
