import type { Utterance } from '../../model/drill.ts';
import { factOf, isSound, type Playable, personOf } from '../playable.ts';
import type { SpeechFormat } from '../speech-format.ts';

/** A line that is to be said, with all that other words for it may be made of. */
export interface WrittenLine {
  utterance: number;
  text: string;
  /** The truth of each fact it tells. */
  tells: readonly string[];
  /** Texts that say the same: all lines of its facts, or of its occasion. */
  alike: readonly string[];
  /** Whether it is one of the everyday lines, which tell nothing. */
  isEveryday: boolean;
}

export function writtenLine({ number, speaker, text, facts }: Utterance, play: Playable): WrittenLine {
  const formats = facts.map((id) => factOf(id, play).format);
  const speech = play.speech.get(personOf(speaker, play).talk);
  const everyday = speech ? occasionOf(text, speech) : [];
  const ofFacts = formats.flatMap(({ value, says, upset }) => [value, ...says, ...(upset ?? [])]);
  return {
    utterance: number,
    text,
    tells: formats.map(({ value }) => value),
    alike: [...ofFacts.filter((one) => !isSound(one)), ...everyday, ...(speech?.words ?? [])],
    isEveryday: facts.length === 0 && everyday.length > 0,
  };
}

/** All lines of the occasion a line belongs to; none when it belongs to none. */
function occasionOf(text: string, { says }: SpeechFormat): string[] {
  return Object.values(says)
    .filter(({ calm, upset }) => calm.includes(text) || upset.includes(text))
    .flatMap(({ calm, upset }) => [...calm, ...upset]);
}
