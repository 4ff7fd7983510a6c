import { commonWords } from '../../text/common-words.ts';
import type { HeardTurn } from '../../text/hear.ts';
import { roadKinds } from '../../text/places.ts';
import { isEnglish, isGivenName } from './names.ts';

/** What follows the name of a place, or of a company, and not of a person. */
export const placeAfter =
  /^(park|county|hospital|church|school|high|elementary|middle|university|college|hotel|inn|motel|apartments|arms|towers?|lake|river|creek|beach|falls|township|city|village|square|heights|hills|memorial|insurance|bank|mutual|auto|motors|clinic|pharmacy|company|power|energy|wireless|springs|point|estates|parcel|station|mall)$/;
const onRoad = /^(on|off|down|onto)$/;

/** Words that stand in a name of a place anywhere in the call: "Tremont County", "down hollis". */
export function placeWords(turns: readonly HeardTurn[]): ReadonlySet<string> {
  const words = new Set<string>();
  for (const { tokens, text } of turns) {
    for (let at = 0; at < tokens.length; at++) {
      const { word, start, end } = tokens[at]!;
      if (isEnglish(word) && !tokens[at]!.capital) continue;
      const next = tokens[at + 1]?.word ?? '';
      const before = tokens[at - 1]?.word ?? '';
      const capital = /^\p{Lu}/u.test(text.slice(start, end));
      const inTown = capital && (before === 'in' || before === 'near');
      if (
        placeAfter.test(next) ||
        roadKinds.has(next) ||
        inTown ||
        (onRoad.test(before) && !isGivenName(word))
      )
        words.add(word);
    }
  }
  return words;
}

const leastTimes = 3;

/** First names that are words of English too ("gene") and are said so often that somebody is called so. */
export function calledWords(turns: readonly HeardTurn[]): ReadonlySet<string> {
  const times = new Map<string, number>();
  for (const { tokens } of turns) {
    for (const { word } of tokens) {
      if (isGivenName(word) && isEnglish(word) && !commonWords.has(word))
        times.set(word, (times.get(word) ?? 0) + 1);
    }
  }
  return new Set([...times].filter(([, count]) => count >= leastTimes).map(([word]) => word));
}
