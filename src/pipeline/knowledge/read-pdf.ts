import { getDocumentProxy } from 'unpdf';
import { type Outline, OutlineWriter } from './outline.ts';

/** One line of a page: its text, the size of its type, and how far it stands below the line before. */
interface PdfLine {
  text: string;
  sizePt: number;
  gapPt: number;
  page: number;
}

const longestHeading = 120;
/** Larger than the body by this much, and a line is a heading. */
const headingRatio = 1.15;
/** A gap of more than this many line heights ends a paragraph. */
const paragraphGap = 1.6;

/** The text of a PDF: lines in larger type are its headings; where there are none, its pages are. */
export async function readPdf(bytes: Uint8Array): Promise<Outline> {
  const pdf = await getDocumentProxy(bytes, { verbosity: 0 });
  const pages: PdfLine[][] = [];
  for (let number = 1; number <= pdf.numPages; number++) {
    const page = await pdf.getPage(number);
    const { items } = await page.getTextContent();
    pages.push(linesOf(items as PdfItem[], number));
    page.cleanup();
  }
  const { info } = (await pdf.getMetadata()) as { info?: { Title?: unknown } };
  const title = typeof info?.Title === 'string' && info.Title.trim() !== '' ? info.Title.trim() : null;
  await pdf.cleanup();
  return { title, sections: sectionsOf(withoutRunningLines(pages)) };
}

interface PdfItem {
  str?: string;
  /** The last two are where it begins, from the lower left. */
  transform?: number[];
  height?: number;
  hasEOL?: boolean;
}

function linesOf(items: PdfItem[], page: number): PdfLine[] {
  const lines: PdfLine[] = [];
  let [text, sizePt, y, lastY] = ['', 0, 0, Number.NaN];
  const end = () => {
    if (text.trim() !== '') {
      lines.push({ text: text.trim(), sizePt, gapPt: Number.isNaN(lastY) ? 0 : Math.abs(lastY - y), page });
      lastY = y;
    }
    [text, sizePt] = ['', 0];
  };
  for (const { str = '', transform, height = 0, hasEOL } of items) {
    if (str !== '') {
      if (text === '') y = transform?.[5] ?? y;
      text += str;
      if (str.trim() !== '') sizePt = Math.max(sizePt, Math.round(height * 2) / 2);
    }
    if (hasEOL) end();
  }
  end();
  return lines;
}

/** What stands at the top or foot of most pages, and bare page numbers, are no text of the document. */
function withoutRunningLines(pages: PdfLine[][]): PdfLine[] {
  const shape = (line: PdfLine | undefined) => line?.text.replace(/\d+/g, '#') ?? '';
  const counts = new Map<string, number>();
  for (const lines of pages)
    for (const edge of new Set([shape(lines[0]), shape(lines.at(-1))]))
      counts.set(edge, (counts.get(edge) ?? 0) + 1);
  const runs = (line: PdfLine) => pages.length >= 3 && (counts.get(shape(line)) ?? 0) > pages.length / 2;
  return pages.flatMap((lines) =>
    lines.filter((line, place) => {
      const isEdge = place === 0 || place === lines.length - 1;
      return !(isEdge && (runs(line) || /^(page )?\d+( (of|\/) \d+)?$/i.test(line.text)));
    }),
  );
}

function sectionsOf(lines: PdfLine[]) {
  const writer = new OutlineWriter();
  const body = bodySize(lines);
  const isHeading = ({ text, sizePt }: PdfLine) =>
    sizePt > body * headingRatio && text.length <= longestHeading;
  const sizes = [...new Set(lines.filter(isHeading).map(({ sizePt }) => sizePt))].sort((a, b) => b - a);
  let [paragraph, page] = ['', 0];
  const flush = () => {
    writer.paragraph(paragraph);
    paragraph = '';
  };
  for (const line of lines) {
    if (sizes.length === 0 && line.page !== page) {
      flush();
      writer.heading(1, `Page ${line.page}`);
    }
    page = line.page;
    if (isHeading(line)) {
      flush();
      writer.heading(1 + sizes.indexOf(line.sizePt), line.text);
      continue;
    }
    const begins = line.gapPt > line.sizePt * paragraphGap || /^([•\-–*▪●]|\(?\d{1,2}[.)])\s/.test(line.text);
    if (begins) flush();
    paragraph = joined(paragraph, line.text);
  }
  flush();
  return writer.sections();
}

/** A word that was cut at the end of a line is put together again. */
function joined(before: string, next: string): string {
  if (before === '') return next;
  return /\p{Ll}-$/u.test(before) && /^\p{Ll}/u.test(next) ? before.slice(0, -1) + next : `${before} ${next}`;
}

/** The size in which most letters are set. */
function bodySize(lines: readonly PdfLine[]): number {
  const letters = new Map<number, number>();
  for (const { sizePt, text } of lines) letters.set(sizePt, (letters.get(sizePt) ?? 0) + text.length);
  return [...letters].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 0;
}
