import { isScalar, parseDocument } from 'yaml';

/** What a text of a scorecard or a scenario says of itself, however far it can be read. */
export function headOf(text: string): { id: string | null; title: string | null } {
  const document = parseDocument(text);
  const textAt = (key: string) => {
    const value: unknown = document.has(key) ? document.get(key) : null;
    return typeof value === 'string' && value.trim() !== '' ? value : null;
  };
  return { id: textAt('id'), title: textAt('title') };
}

/** The text with other values of keys at its top; all else stays as it was written. */
export function withHead(text: string, head: Record<string, string | number>): string {
  return Object.entries(head).reduce((written, [key, value]) => withValue(written, key, value), text);
}

function withValue(text: string, key: string, value: string | number): string {
  const document = parseDocument(text);
  const node = document.get(key, true);
  if (isScalar(node) && node.range) {
    return `${text.slice(0, node.range[0])}${value}${text.slice(node.range[1])}`;
  }
  document.set(key, value);
  return document.toString({ lineWidth: 0 });
}
