import { isMap, isNode, isScalar, isSeq, type Node, parseDocument, type Scalar, type YAMLMap } from 'yaml';

/**
 * Changes of a YAML text that leave everything else in it as it was written: values are replaced where they stand,
 * and items of a list are moved, with the comments above them, as whole lines.
 */
export type Path = readonly (string | number)[];

export type Value =
  | string
  | number
  | boolean
  | null
  | undefined
  | readonly Value[]
  | { readonly [key: string]: Value };

/** Words that YAML would read as something else, in one version of it or another. */
const notPlain = /^(?:true|false|null|yes|no|on|off|y|n|~)$/i;

function written(value: Value): string {
  if (typeof value === 'string') {
    const isPlain = /^[A-Za-z][A-Za-z0-9 _'’.?/()-]*$/.test(value) && !value.endsWith(' ');
    return isPlain && !notPlain.test(value) ? value : JSON.stringify(value);
  }
  if (typeof value !== 'object' || value === null) return String(value ?? null);
  if (Array.isArray(value)) return `[${value.map((one: Value) => written(one)).join(', ')}]`;
  const pairs = Object.entries(value).filter(([, inner]) => inner !== undefined);
  return pairs.length === 0
    ? '{}'
    : `{ ${pairs.map(([key, inner]) => `${key}: ${written(inner)}`).join(', ')} }`;
}

/** Sets the value of a key, which need not be there; what holds it must be. Of a list or map that spans lines, comments in it go. */
export function setValue(text: string, path: Path, value: Value): string {
  const document = parseDocument(text);
  const node = document.getIn(path, true);
  if (isNode(node) && isInline(node)) {
    const [start, end] = node.range!;
    const isBlock = isScalar(node) && (node.type === 'BLOCK_FOLDED' || node.type === 'BLOCK_LITERAL');
    return `${text.slice(0, start)}${written(value)}${isBlock ? '\n' : ''}${text.slice(end)}`;
  }
  const parent = path.length === 1 ? document.contents : document.getIn(path.slice(0, -1), true);
  const key = String(path.at(-1));
  if (node === undefined && isMap(parent)) return withKey(text, parent, key, written(value));
  const pair = isMap(parent)
    ? parent.items.find((item) => isScalar(item.key) && item.key.value === key)
    : null;
  if (isNode(node) && node.range && isScalar(pair?.key)) {
    const colon = text.indexOf(':', pair.key.range![1]) + 1;
    const held = text.slice(0, node.range[1]).trimEnd().length;
    return `${text.slice(0, colon)} ${written(value)}${text.slice(held)}`;
  }
  document.setIn(path, value);
  return document.toString({ lineWidth: 0 });
}

/** Whether a node is one stretch of text that another value can stand in for. */
function isInline(node: Node): boolean {
  if (!node.range) return false;
  return isScalar(node) || ((isMap(node) || isSeq(node)) && node.flow === true);
}

/** After the first key, at its indentation; or between the braces. */
function withKey(text: string, map: YAMLMap, key: string, value: string): string {
  const first = map.items[0];
  const held = first?.value;
  if (!first || !isNode(held) || !held.range || !isNode(first.key)) {
    const at = (map.range?.[0] ?? 0) + 1;
    return `${text.slice(0, at)} ${key}: ${value} ${text.slice(at)}`;
  }
  if (map.flow) return `${text.slice(0, held.range[1])}, ${key}: ${value}${text.slice(held.range[1])}`;
  const keyStart = (first.key as Scalar).range![0];
  const indent = keyStart - (text.lastIndexOf('\n', keyStart - 1) + 1);
  const lineEnd = text.indexOf('\n', held.range[1] - 1);
  const at = lineEnd === -1 ? text.length : lineEnd;
  return `${text.slice(0, at)}\n${' '.repeat(indent)}${key}: ${value}${text.slice(at)}`;
}

/** The lines of a list's items, each `[first, end)` with the comments above it; null when they share lines. */
function itemLines(text: string, path: Path): [first: number, end: number][] | null {
  const seq = parseDocument(text).getIn(path, true);
  if (!isSeq(seq) || seq.flow) return null;
  const lines = text.split('\n');
  const lineAt = (offset: number) => text.slice(0, offset).split('\n').length - 1;
  const starts: number[] = [];
  for (const item of seq.items) {
    if (!isNode(item) || !item.range) return null;
    let first = lineAt(item.range[0]);
    if (!/^\s*-\s/.test(lines[first] ?? '')) return null;
    while (/^\s*#/.test(lines[first - 1] ?? '')) first--;
    starts.push(first);
  }
  const last = seq.items.at(-1) as Node;
  let end = lineAt(last.range![1] - 1) + 1;
  while (end > 0 && lines[end - 1]?.trim() === '') end--;
  return starts.map((first, place) => [first, starts[place + 1] ?? end]);
}

/** Moves an item of a list by one place, up (-1) or down (1). */
export function moveItem(text: string, path: Path, index: number, by: 1 | -1): string {
  const at = Math.min(index, index + by);
  const blocks = itemLines(text, path);
  const upper = blocks?.[at];
  const lower = blocks?.[at + 1];
  if (upper && lower) {
    const lines = text.split('\n');
    const moved = [...lines.slice(...lower), ...lines.slice(...upper)];
    return [...lines.slice(0, upper[0]), ...moved, ...lines.slice(lower[1])].join('\n');
  }
  return changedList(text, path, (items) => {
    const [taken] = items.splice(at, 1);
    items.splice(at + 1, 0, taken);
  });
}

export function removeItem(text: string, path: Path, index: number): string {
  const block = itemLines(text, path)?.[index];
  if (block) {
    const lines = text.split('\n');
    return [...lines.slice(0, block[0]), ...lines.slice(block[1])].join('\n');
  }
  return changedList(text, path, (items) => void items.splice(index, 1));
}

/** Adds an item at the end of a list, written as lines of `key: value`. */
export function addItem(text: string, path: Path, keys: readonly (readonly [string, string])[]): string {
  const blocks = itemLines(text, path);
  const last = blocks?.at(-1);
  if (last) {
    const lines = text.split('\n');
    const dash = lines.slice(...last).find((line) => /^\s*-\s/.test(line));
    const indent = ' '.repeat((dash ?? '').search(/\S/));
    const added = keys.map(([key, value], place) => `${indent}${place === 0 ? '- ' : '  '}${key}: ${value}`);
    return [...lines.slice(0, last[1]), ...added, ...lines.slice(last[1])].join('\n');
  }
  const document = parseDocument(text);
  const item = parseDocument(keys.map(([key, value]) => `${key}: ${value}`).join('\n')).contents;
  document.addIn(path, item);
  return document.toString({ lineWidth: 0 });
}

/** Adds an entry to a list that may be written on one line, be empty, or not be there yet. */
export function addEntry(text: string, path: Path, entry: { readonly [key: string]: Value }): string {
  if (itemLines(text, path)?.length) {
    const keys = Object.entries(entry).map(([key, value]) => [key, written(value)] as const);
    return addItem(text, path, keys);
  }
  const held: unknown = parseDocument(text).getIn(path);
  const items = isSeq(held) ? (held.toJSON() as Value[]) : [];
  return setValue(text, path, [...items, entry]);
}

/** Adds a key with its value as the last of a map, on a line of its own where the map has lines. */
export function addKey(text: string, path: Path, key: string, value: Value): string {
  const map = parseDocument(text).getIn(path, true);
  const last = isMap(map) && !map.flow ? map.items.at(-1) : undefined;
  const start = isNode(last?.key) ? last.key.range?.[0] : undefined;
  const end = isNode(last?.value) ? last.value.range?.[1] : undefined;
  if (start === undefined || end === undefined) return setValue(text, [...path, key], value);
  const indent = start - (text.lastIndexOf('\n', start - 1) + 1);
  const held = text.slice(0, end).trimEnd().length;
  const lineEnd = text.indexOf('\n', held);
  const at = lineEnd === -1 ? text.length : lineEnd;
  return `${text.slice(0, at)}\n${' '.repeat(indent)}${key}: ${written(value)}${text.slice(at)}`;
}

/** Takes a key out of a map, with the comments right above it. */
export function removeKey(text: string, path: Path): string {
  const document = parseDocument(text);
  if (!document.hasIn(path)) return text;
  const parent = path.length === 1 ? document.contents : document.getIn(path.slice(0, -1), true);
  const pair = isMap(parent)
    ? parent.items.find((item) => isScalar(item.key) && item.key.value === path.at(-1))
    : undefined;
  const start = isNode(pair?.key) ? pair.key.range?.[0] : undefined;
  const end = isNode(pair?.value) ? pair.value.range?.[1] : undefined;
  if (isMap(parent) && !parent.flow && parent.items.length > 1 && start !== undefined && end !== undefined) {
    const lines = text.split('\n');
    const lineAt = (offset: number) => text.slice(0, offset).split('\n').length - 1;
    let first = lineAt(start);
    const last = lineAt(text.slice(0, end).trimEnd().length);
    while (/^\s*#/.test(lines[first - 1] ?? '')) first--;
    return [...lines.slice(0, first), ...lines.slice(last + 1)].join('\n');
  }
  document.deleteIn(path);
  return document.toString({ lineWidth: 0 });
}

/** Where items share lines, the text is laid out anew. */
function changedList(text: string, path: Path, change: (items: unknown[]) => void): string {
  const document = parseDocument(text);
  const seq = document.getIn(path, true);
  if (isSeq(seq)) change(seq.items);
  return document.toString({ lineWidth: 0 });
}
