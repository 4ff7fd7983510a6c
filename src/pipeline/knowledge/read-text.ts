import { type Outline, OutlineWriter } from './outline.ts';

const longestHeading = 80;

/** Plain text by its empty lines. A line of its own in capitals, with a number, or underlined is a heading. */
export function readText(text: string): Outline {
  const writer = new OutlineWriter();
  for (const block of text.replace(/\r\n?/g, '\n').split(/\n[ \t]*\n/)) {
    const lines = block.split('\n').filter((line) => line.trim() !== '');
    const [first = '', second = ''] = lines;
    if (/^\s*(={3,}|-{3,}|~{3,})\s*$/.test(second)) {
      writer.heading(second.trim().startsWith('=') ? 1 : 2, first);
      writer.paragraph(lines.slice(2).join('\n'));
    } else if (lines.length === 1 && isHeading(first.trim())) {
      writer.heading(levelOf(first.trim()), first);
    } else writer.paragraph(lines.join('\n'));
  }
  return { title: null, sections: writer.sections() };
}

function isHeading(line: string): boolean {
  if (line.length > longestHeading || /[.,;!?]$/.test(line)) return false;
  const isNumbered = /^(\d+(\.\d+)*\.?|[A-Z]\.|(Chapter|Section|Part)\s+\w+:?)\s+\p{Lu}/u.test(line);
  return isNumbered || (/\p{Lu}{3}/u.test(line) && line === line.toUpperCase());
}

/** "2.1 Gas" lies one deeper than "2 Hazards". */
function levelOf(line: string): number {
  const number = /^\d+(\.\d+)*/.exec(line)?.[0];
  return number === undefined ? 1 : 1 + number.split('.').length;
}
