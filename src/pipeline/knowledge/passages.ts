import type { Section } from './outline.ts';

/** What is read in place, in the middle of a call: longer stretches are cut. */
const mostChars = 1_200;

export interface CutPassage {
  headings: string[];
  text: string;
}

/** Cuts sections into passages of a length that is read at a glance, between paragraphs where that is possible. */
export function passagesOf(sections: readonly Section[]): CutPassage[] {
  return sections.flatMap(({ headings, paragraphs }) => {
    const texts: string[] = [];
    for (const part of paragraphs.flatMap(shortened)) {
      const last = texts.at(-1);
      if (last !== undefined && last.length + part.length + 2 <= mostChars) {
        texts[texts.length - 1] = `${last}\n\n${part}`;
      } else texts.push(part);
    }
    return texts.map((text) => ({ headings, text }));
  });
}

/** A paragraph that is too long by itself, cut after a sentence, else after a word, else anywhere. */
function shortened(paragraph: string): string[] {
  const parts: string[] = [];
  let rest = paragraph;
  while (rest.length > mostChars) {
    const head = rest.slice(0, mostChars);
    const sentence = Math.max(...['. ', '! ', '? ', '\n'].map((end) => head.lastIndexOf(end) + 1));
    const word = head.lastIndexOf(' ');
    const at = sentence > mostChars / 2 ? sentence : word > 0 ? word : mostChars;
    parts.push(rest.slice(0, at).trim());
    rest = rest.slice(at).trim();
  }
  return [...parts, rest].filter((part) => part !== '');
}
