/** A language as BCP 47: OpenAI's Whisper names it in English ("english"), others by code. Null when not known. */
export function languageTag(name: string | null | undefined): string | null {
  const wanted = name?.trim().toLowerCase();
  if (!wanted) return null;
  if (/^[a-z]{2,3}$/.test(wanted)) return wanted;
  if (/^[a-z]{2,3}(-[a-z0-9]{2,8})+$/.test(wanted)) return canonical(wanted);
  const names = new Intl.DisplayNames(['en'], { type: 'language', fallback: 'none' });
  const letters = [...'abcdefghijklmnopqrstuvwxyz'];
  for (const first of letters) {
    for (const second of letters) {
      if (names.of(first + second)?.toLowerCase() === wanted) return first + second;
    }
  }
  return null;
}

function canonical(tag: string): string | null {
  try {
    return Intl.getCanonicalLocales(tag)[0] ?? null;
  } catch {
    // Of the form of a tag, but none.
    return null;
  }
}
