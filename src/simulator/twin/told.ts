import { isMap, isScalar, LineCounter, type Node, parseDocument, visit } from 'yaml';

/** Something a draft tells people: words of a line, a title, a name of a fact, a remark. */
export interface ToldText {
  text: string;
  /** From 1. */
  line: number;
}

const telling = /^(title|summary|role|truth|traps|value|says|upset|ask|asked|because|id|facts|persons|note)$/;

/** All that the text of a scenario tells, without the words of its form. A text that is no YAML tells all it says. */
export function toldIn(yaml: string): ToldText[] {
  const lines = new LineCounter();
  const document = parseDocument(yaml, { lineCounter: lines });
  if (document.errors.length > 0) return yaml.split('\n').map((text, at) => ({ text, line: at + 1 }));
  const told: ToldText[] = remarksIn(yaml);
  const add = (node: unknown, text: string) => {
    const start = (node as Node | null)?.range?.[0] ?? 0;
    told.push({ text: text.replaceAll(/\{\w+\}/g, ' '), line: lines.linePos(start).line });
  };
  visit(document, {
    Pair(_key, { key, value }) {
      const name = isScalar(key) ? String(key.value) : '';
      if (!telling.test(name)) return;
      if (isMap(value))
        for (const { key: inner } of value.items) if (isScalar(inner)) add(inner, wordsOf(inner.value));
      if (isScalar(value)) add(value, wordsOf(value.value));
      if (value && typeof value === 'object' && 'items' in value)
        for (const item of value.items as unknown[]) if (isScalar(item)) add(item, wordsOf(item.value));
    },
  });
  return told;
}

/** "caller_name" as words. */
function wordsOf(value: unknown): string {
  return String(value).replaceAll('_', ' ');
}

/** What stands behind a # is read by people as well. */
function remarksIn(yaml: string): ToldText[] {
  return yaml.split('\n').flatMap((line, at) => {
    const remark = /(?:^|\s)#(.*)$/.exec(line)?.[1];
    return remark === undefined ? [] : [{ text: remark, line: at + 1 }];
  });
}
