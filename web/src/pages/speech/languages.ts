const namedAtMost = 4;

/** `en, de` → `English, German`; many → `25 languages`; `*` → `many languages`. In the reader's own language. */
export function languagesOf(tags: string[], locale?: string): string {
  if (tags.includes('*')) return 'many languages';
  if (tags.length > namedAtMost) return `${tags.length} languages`;
  const names = new Intl.DisplayNames(locale ?? navigator.language, { type: 'language' });
  return tags.map((tag) => nameOf(names, tag)).join(', ');
}

function nameOf(names: Intl.DisplayNames, tag: string): string {
  try {
    return names.of(tag) ?? tag;
  } catch {
    // Not a language tag: shown as the catalogue spells it.
    return tag;
  }
}
