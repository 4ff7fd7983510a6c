import { type DefaultTreeAdapterTypes, parse } from 'parse5';
import { bullet, type Outline, OutlineWriter } from './outline.ts';

type Node = DefaultTreeAdapterTypes.Node;
type Element = DefaultTreeAdapterTypes.Element;

/** What is no text of the document, or not shown. */
const silent = new Set([
  'script',
  'style',
  'template',
  'noscript',
  'iframe',
  'object',
  'svg',
  'math',
  'select',
  'textarea',
  'button',
  'nav',
  'head',
]);
/** What begins and ends a paragraph. */
const blocks = new Set([
  'address',
  'article',
  'aside',
  'blockquote',
  'body',
  'caption',
  'dd',
  'details',
  'div',
  'dl',
  'dt',
  'fieldset',
  'figcaption',
  'figure',
  'footer',
  'form',
  'header',
  'hr',
  'html',
  'li',
  'main',
  'ol',
  'p',
  'pre',
  'section',
  'summary',
  'table',
  'tbody',
  'tfoot',
  'thead',
  'tr',
  'ul',
]);

/** The text of a page by its headings. Scripts and hidden parts are left out by structure, not by pattern. */
export function readHtml(html: string): Outline {
  const document = parse(html);
  const writer = new OutlineWriter();
  let line = '';
  const flush = () => {
    writer.paragraph(line);
    line = '';
  };
  const walk = (node: Node): void => {
    if ('value' in node && node.nodeName === '#text') {
      line += node.value.replace(/\s+/g, ' ');
      return;
    }
    if (!('childNodes' in node)) return;
    if (!('tagName' in node)) {
      node.childNodes.forEach(walk);
      return;
    }
    if (silent.has(node.tagName) || isHidden(node)) return;
    const level = /^h([1-6])$/.exec(node.tagName)?.[1];
    if (level !== undefined) {
      flush();
      writer.heading(Number(level), textOf(node));
    } else if (node.tagName === 'br') line += '\n';
    else if (node.tagName === 'tr') {
      flush();
      const cells = node.childNodes.filter((cell) => 'tagName' in cell).map(textOf);
      writer.paragraph(cells.filter((cell) => cell !== '').join(' · '));
    } else if (blocks.has(node.tagName)) {
      flush();
      if (node.tagName === 'li') line = bullet;
      node.childNodes.forEach(walk);
      if (line !== bullet) flush();
      line = '';
    } else node.childNodes.forEach(walk);
  };
  walk(document);
  flush();
  return { title: titleOf(document), sections: writer.sections() };
}

function isHidden({ attrs }: Element): boolean {
  return attrs.some(
    ({ name, value }) => name === 'hidden' || (name === 'style' && /display:\s*none/i.test(value)),
  );
}

function textOf(node: Node): string {
  if (node.nodeName === '#text' && 'value' in node) return node.value;
  if (!('childNodes' in node) || ('tagName' in node && silent.has(node.tagName))) return '';
  return node.childNodes.map(textOf).join('').replace(/\s+/g, ' ').trim();
}

function titleOf(node: Node): string | null {
  if (!('childNodes' in node)) return null;
  for (const child of node.childNodes) {
    if ('tagName' in child && child.tagName === 'title') {
      const text = child.childNodes.map((one) => ('value' in one ? one.value : '')).join('');
      return text.replace(/\s+/g, ' ').trim() || null;
    }
    const found = titleOf(child);
    if (found !== null) return found;
  }
  return null;
}
