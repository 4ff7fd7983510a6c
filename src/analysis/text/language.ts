/** The commonest small words of languages heard on such lines, enough to tell them apart from some twenty words on. */
const smallWords: Record<string, string> = {
  en: `the a to and of is in it you that i for on my have are be with not this was what he she do we they at your can me
    so no yes okay there just his her him up out but all right about from get how now if or when where who is by an as has had been got going help hello hi thanks thank please number
    one two three four five six seven eight nine ten twenty thirty forty fifty hundred oh zero address name phone`,
  es: `el la los las de que y en un una es por con para no se lo mi su me te le esta está hay aquí aqui favor señor señora
    tengo tiene como cómo donde dónde cuál cual muy pero más mas porque ayuda gracias buenos buenas días hola usted sí si
    mi casa dirección direccion calle emergencia número numero ahora del al yo nos qué fue son`,
  fr: `le la les de des du et en un une est pas que qui je vous nous il elle on ce c'est ça dans pour avec sur mon ma mes
    votre au aux oui non bonjour merci adresse ne se plus très tres mais où quoi ici suis avez êtes appelle monsieur madame`,
  de: `der die das und ist nicht ich sie wir er es ein eine einen zu mit von auf den dem für fur haben hat bin sind ja nein
    hier bitte danke wo was wie mein meine ihr ihre kann guten tag auch noch im am wohne straße adresse frau herr`,
  pt: `o a os as de que e em um uma é não nao por com para se meu minha está esta aqui você voce senhor senhora tenho tem
    como onde qual muito mas mais porque ajuda obrigado obrigada bom dia olá sim rua casa agora do da no na eu foi são`,
  it: `il lo la gli le di che e in un una è non per con si mio mia sono sta qui lei signore signora ho ha come dove quale
    molto ma più piu perché aiuto grazie buongiorno sì via casa adesso del della io noi c'è cosa`,
  vi: 'tôi là có không được của và một người này ở cho anh chị em xin giúp nhà đường số bị ơi đang rồi với cảm ơn vâng dạ',
  tl: 'ang ng sa na ay mga po opo hindi ako ikaw siya kami ito dito ko mo niya namin kailangan tulong bahay may wala salamat',
};

const sets = Object.entries(smallWords).map(([code, words]) => [code, new Set(words.split(/\s+/))] as const);
const leastWords = 12;
/** Words of no known language are called so only when there are plenty: names and numbers alone say little. */
const leastWordsUnknown = 30;

export interface LanguageGuess {
  /** BCP 47 primary tag; `und` for writing of another script or words of no known language; null when too little is said. */
  language: string | null;
  /** 0 to 1. */
  confidence: number;
}

/** Guesses the language of a text from its small words and its script. */
export function guessLanguage(texts: readonly string[]): LanguageGuess {
  const words = texts.flatMap(
    (text) =>
      text
        .toLowerCase()
        .replaceAll('’', "'")
        .match(/[\p{L}']+/gu) ?? [],
  );
  if (words.length < leastWords) return { language: null, confidence: 0 };
  const latin = words.filter((word) => /\p{Script=Latin}/u.test(word)).length / words.length;
  if (latin < 0.5) return { language: 'und', confidence: 1 - latin };
  const shares = sets
    .map(([code, set]) => ({ code, share: words.filter((word) => set.has(word)).length / words.length }))
    .sort((a, b) => b.share - a.share);
  const [best, second] = [shares[0]!, shares[1]!];
  if (best.share < 0.12) {
    return words.length < leastWordsUnknown
      ? { language: null, confidence: 0 }
      : { language: 'und', confidence: 0.6 };
  }
  const lead = (best.share - second.share) / best.share;
  return { language: best.code, confidence: Math.min(1, 0.5 + lead) };
}
