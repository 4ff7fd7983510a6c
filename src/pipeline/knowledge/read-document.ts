import { isUtf8 } from 'node:buffer';
import { marked } from 'marked';
import { EarshotError, toEarshotError } from '../../errors.ts';
import { decodeText, wideEncoding } from '../../lib/decode-text.ts';
import { type DocumentFormat, longestTitle } from '../../model/knowledge.ts';
import type { Outline } from './outline.ts';
import { type CutPassage, passagesOf } from './passages.ts';
import { readDocx } from './read-docx.ts';
import { readHtml } from './read-html.ts';
import { readPdf } from './read-pdf.ts';
import { readText } from './read-text.ts';

export interface ReadDocument {
  format: DocumentFormat;
  title: string;
  passages: CutPassage[];
}

const mostPassages = 5_000;

/**
 * Reads a document into passages. The kind of file is told by its content, the name only where that says nothing.
 * @throws document_unsupported, document_damaged, document_without_text, document_too_large
 */
export async function readDocument(fileName: string, bytes: Uint8Array): Promise<ReadDocument> {
  const format = formatOf(fileName, bytes);
  const { title, sections } = await outlineOf(format, bytes);
  const passages = passagesOf(sections);
  if (passages.length === 0) throw new EarshotError('document_without_text');
  if (passages.length > mostPassages)
    throw new EarshotError('document_too_large', { details: { passages: passages.length, mostPassages } });
  const named = title ?? onlyTopHeading(passages) ?? fileName.replace(/\.[^.]+$/, '').replaceAll('_', ' ');
  return { format, title: named.slice(0, longestTitle).toWellFormed(), passages };
}

function formatOf(fileName: string, bytes: Uint8Array): DocumentFormat {
  const head = Buffer.from(bytes.subarray(0, 1024));
  if (head.includes('%PDF-')) return 'pdf';
  if (head.subarray(0, 4).equals(Buffer.from('PK\u0003\u0004'))) {
    if (!Buffer.from(bytes).includes('word/')) throw new EarshotError('document_unsupported');
    return 'docx';
  }
  if (head.includes(0) && !wideEncoding(head)) throw new EarshotError('document_unsupported');
  if (/\.html?$/i.test(fileName) || /^\s*(<!doctype html|<html)/i.test(head.toString('latin1')))
    return 'html';
  return /\.(md|markdown|mdown)$/i.test(fileName) ? 'markdown' : 'text';
}

async function outlineOf(format: DocumentFormat, bytes: Uint8Array): Promise<Outline> {
  if (format === 'text') return readText(decode(bytes));
  if (format === 'html') return readHtml(decode(bytes));
  if (format === 'markdown') return readHtml(await marked.parse(decode(bytes)));
  try {
    return format === 'pdf' ? await readPdf(new Uint8Array(bytes)) : await readDocx(bytes);
  } catch (thrown) {
    if (thrown instanceof EarshotError) throw thrown;
    throw new EarshotError('document_damaged', { cause: toEarshotError(thrown) });
  }
}

/** What is no UTF is taken for the usual Western encoding. */
function decode(bytes: Uint8Array): string {
  if (isUtf8(bytes) || wideEncoding(bytes)) return decodeText(bytes);
  return new TextDecoder('windows-1252').decode(bytes);
}

/** The heading that stands over all of it. */
function onlyTopHeading(passages: readonly CutPassage[]): string | null {
  const [first] = passages;
  const top = first?.headings[0];
  const isOver = top !== undefined && passages.every(({ headings }) => headings[0] === top);
  return isOver && !/^Page \d+$/.test(top) ? top : null;
}
