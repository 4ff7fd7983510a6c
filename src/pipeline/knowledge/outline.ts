/** A stretch of a document under one heading. */
export interface Section {
  /** From the outermost to the nearest. */
  headings: string[];
  paragraphs: string[];
}

/** What a reader makes of a file. */
export interface Outline {
  /** As the document calls itself; null when it does not. */
  title: string | null;
  sections: Section[];
}

/** What the points of a list begin with. */
export const bullet = '• ';

/** Takes headings and paragraphs as they come, and makes sections of them. */
export class OutlineWriter {
  readonly #sections: Section[] = [];
  readonly #stack: { level: number; text: string }[] = [];
  #open: Section | null = null;

  /** @param level 1 is outermost */
  heading(level: number, written: string): void {
    const text = tidy(written);
    if (text === '') return;
    while ((this.#stack.at(-1)?.level ?? 0) >= level) this.#stack.pop();
    this.#stack.push({ level, text });
    this.#open = null;
  }

  paragraph(written: string): void {
    const text = tidy(written);
    if (text === '') return;
    if (!this.#open) {
      this.#open = { headings: this.#stack.map((heading) => heading.text), paragraphs: [] };
      this.#sections.push(this.#open);
    }
    const { paragraphs } = this.#open;
    const last = paragraphs.at(-1);
    // The points of a list stand together.
    if (text.startsWith(bullet) && last?.startsWith(bullet)) {
      paragraphs[paragraphs.length - 1] = `${last}\n${text}`;
    } else paragraphs.push(text);
  }

  sections(): Section[] {
    return this.#sections;
  }
}

/** Control characters, and the private ones that mark hits in the answer of a search. */
const unwanted = /[\p{Cc}\ue000\ue001\ufeff\u00ad]/gu;

/** One space between words; line ends stay. */
function tidy(text: string): string {
  return text
    .toWellFormed()
    .split('\n')
    .map((line) => line.replace(/\t/g, ' ').replace(unwanted, '').replace(/\s+/g, ' ').trim())
    .filter((line) => line !== '')
    .join('\n');
}
