/** Text as Postgres takes it: without NUL, which it refuses, and without lone surrogates. */
export function storableText(text: string): string {
  return text.toWellFormed().replaceAll('\0', '');
}

export function storableTextOrNull(text: string | null | undefined): string | null {
  return text === null || text === undefined ? null : storableText(text);
}

/** A value as the text of a json column, with every string in it made storable, keys included. */
export function toJson(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) => {
    if (typeof inner === 'string') return storableText(inner);
    if (inner === null || typeof inner !== 'object' || Array.isArray(inner)) return inner;
    return Object.fromEntries(Object.entries(inner).map(([key, held]) => [storableText(key), held]));
  });
}

export function toJsonOrNull(value: unknown): string | null {
  return value === null || value === undefined ? null : toJson(value);
}
