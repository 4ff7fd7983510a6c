import { createRequire } from 'node:module';
import PDFDocument from 'pdfkit';

/** A tagged document on A4: what a screen reader is told stands in the order of the page. */

const margin = 48;
/** Holds the page number. */
const footRoom = 30;
const sizes = { title: 20, heading: 13, body: 9.5, small: 8 };
export const ink = { body: '#1a1d21', quiet: '#5b6470', line: '#c9ced6', good: '#1d6b3a', poor: '#a3261f' };

/** Open Sans prints the letters of every language that Earshot hears. */
const require = createRequire(import.meta.url);
const faces = {
  body: require.resolve('@expo-google-fonts/open-sans/400Regular/OpenSans_400Regular.ttf'),
  bold: require.resolve('@expo-google-fonts/open-sans/700Bold/OpenSans_700Bold.ttf'),
};

export interface Column {
  title: string;
  /** Of the width of the page. */
  share: number;
}

export interface Paper {
  /** For drawings, within the margins. */
  width: number;
  title(text: string): void;
  heading(text: string): void;
  line(text: string, look?: { color?: string; isStrong?: boolean; isSmall?: boolean }): void;
  table(columns: readonly Column[], rows: readonly (readonly string[])[]): void;
  /** A drawing of a height, with what it shows in words. */
  figure(
    height: number,
    alt: string,
    draw: (doc: PDFKit.PDFDocument, top: number, left: number) => void,
  ): void;
  /** Numbers the pages and gives the bytes. */
  bytes(): Promise<Buffer>;
}

export function openPaper(info: { title: string; author: string; createdAt: Date; foot: string }): Paper {
  const doc = new PDFDocument({
    size: 'A4',
    margins: { top: margin, left: margin, right: margin, bottom: margin + footRoom },
    bufferPages: true,
    pdfVersion: '1.7',
    tagged: true,
    displayTitle: true,
    lang: 'en',
    info: {
      Title: info.title,
      Author: info.author,
      Creator: 'Earshot',
      CreationDate: info.createdAt,
      ModDate: info.createdAt,
    },
  });
  const chunks: Buffer[] = [];
  doc.on('data', (chunk: Buffer) => chunks.push(chunk));
  const ended = new Promise<Buffer>((done, failed) => {
    doc.on('end', () => done(Buffer.concat(chunks)));
    doc.on('error', failed);
  });
  for (const [name, file] of Object.entries(faces)) doc.registerFont(name, file);
  const root = doc.struct('Document');
  doc.addStructure(root);
  const width = doc.page.width - 2 * margin;

  const write = (text: string, structType: string, size: number, font: 'body' | 'bold', color: string) => {
    doc.font(font).fontSize(size).fillColor(color);
    doc.text(printable(text), margin, doc.y, {
      width,
      structParent: root,
      structType,
    } as PDFKit.Mixins.TextOptions);
  };
  const keepTogether = (height: number) => {
    if (doc.y + height > doc.page.height - doc.page.margins.bottom) doc.addPage();
  };

  return {
    width,
    title: (text) => write(text, 'H1', sizes.title, 'bold', ink.body),
    heading(text) {
      doc.moveDown(0.8);
      keepTogether(70);
      write(text, 'H2', sizes.heading, 'bold', ink.body);
      doc.moveDown(0.25);
    },
    line(text, { color = ink.body, isStrong = false, isSmall = false } = {}) {
      write(text, 'P', isSmall ? sizes.small : sizes.body, isStrong ? 'bold' : 'body', color);
    },
    table(columns, rows) {
      doc.font('body').fontSize(sizes.small).fillColor(ink.body);
      doc.x = margin;
      const head = columns.map(({ title: text }) => ({
        text,
        type: 'TH',
        scope: 'Column',
        font: { src: 'bold' },
      }));
      const lines = rows.map((row) => row.map((text) => ({ text: printable(text) })));
      const style = { border: [0, 0, 0.5, 0], borderColor: ink.line, padding: [3, 6, 3, 0] };
      doc.table({
        structParent: root,
        columnStyles: columns.map(({ share }) => share * width),
        defaultStyle: style,
        data: [head, ...lines],
      } as unknown as PDFKit.Mixins.TableOptionsWithData);
      doc.x = margin;
      doc.moveDown(0.4);
    },
    figure(height, alt, draw) {
      keepTogether(height);
      const top = doc.y;
      const figure = doc.struct('Figure', { alt }, () => draw(doc, top, margin));
      root.add(figure);
      figure.end();
      doc.x = margin;
      doc.y = top + height;
    },
    bytes() {
      root.end();
      numberPages(doc, info.foot);
      doc.end();
      return ended;
    },
  };
}

/** Below what is read: a screen reader has page numbers of its own. */
function numberPages(doc: PDFKit.PDFDocument, foot: string): void {
  const { start, count } = doc.bufferedPageRange();
  for (let page = start; page < start + count; page++) {
    doc.switchToPage(page);
    doc.page.margins.bottom = 0;
    doc.markContent('Artifact', { type: 'Pagination' });
    doc.font('body').fontSize(sizes.small).fillColor(ink.quiet);
    const top = doc.page.height - margin + 4;
    const width = doc.page.width - 2 * margin;
    doc.text(printable(foot), margin, top, { width: width * 0.75, lineBreak: false, ellipsis: true });
    doc.text(`${page - start + 1} of ${count}`, margin, top, { width, align: 'right', lineBreak: false });
    doc.endMarkedContent();
  }
}

/** Without control characters, which no font has. */
function printable(text: string): string {
  return text.replaceAll(/\p{Cc}+/gu, ' ').toWellFormed();
}
