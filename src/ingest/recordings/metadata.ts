import { EarshotError } from '../../errors.ts';
import { CallMetadata } from '../../model/intake.ts';

/** What is known of metadata: the keys, in the order they are documented. */
const metadataKeys = Object.keys(CallMetadata.shape);

/** Where a value came from, for whoever has to mend it. */
type Where = { fileName?: string };

/**
 * Metadata from the fields of a form, all of them text. A field left empty counts as not given. `channels` is a
 * list with commas, `extra` a JSON object; a single key of one's own may also be given as `extra.<key>`.
 * @throws metadata_invalid, metadata_unknown_key
 */
export function metadataFromFields(fields: Record<string, string>): CallMetadata {
  const values = new Map<string, unknown>();
  const extra: Record<string, unknown> = {};
  for (const [field, text] of Object.entries(fields)) {
    if (text.trim() === '') continue;
    if (field === 'channels')
      values.set(
        field,
        text.split(',').map((role) => role.trim()),
      );
    else if (field === 'extra') Object.assign(extra, objectFrom(text, { path: 'extra' }));
    else if (field.startsWith('extra.')) extra[field.slice('extra.'.length)] = text;
    else values.set(field, text);
  }
  if (Object.keys(extra).length > 0) values.set('extra', extra);
  return checkMetadata(Object.fromEntries(values));
}

/**
 * Metadata from what JSON held. A key that is null counts as not given; numbers are taken where text is meant.
 * @throws metadata_invalid, metadata_unknown_key
 */
export function checkMetadata(values: Record<string, unknown>, where: Where = {}): CallMetadata {
  const unknown = Object.keys(values).find((key) => !metadataKeys.includes(key));
  if (unknown !== undefined) {
    throw new EarshotError('metadata_unknown_key', {
      details: { ...where, key: unknown.slice(0, 100), known: metadataKeys },
    });
  }
  const given = Object.entries(values).filter(([, value]) => value !== null);
  const asText = given.map(([key, value]) => [key, typeof value === 'number' ? String(value) : value]);
  const result = CallMetadata.safeParse(Object.fromEntries(asText));
  if (result.success) return result.data;
  throw invalidMetadata(
    result.error.issues.map((issue) => ({ path: issue.path.join('.'), problem: issue.message })),
    where,
  );
}

/** One call's metadata from several sources: what comes first counts, and keys of `extra` are put together. */
export function mergeMetadata(...sources: CallMetadata[]): CallMetadata {
  const merged: CallMetadata = Object.assign({}, ...sources.toReversed());
  const extra = Object.assign({}, ...sources.toReversed().map((source) => source.extra));
  return Object.keys(extra).length > 0 ? { ...merged, extra } : merged;
}

/** @throws metadata_invalid unless the text is a JSON object */
export function objectFrom(text: string, where: Where & { path?: string }): Record<string, unknown> {
  const { path = '', ...file } = where;
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\ufeff/, ''));
  } catch {
    // The parser's message quotes the text, which may hold words of a call.
    throw invalidMetadata([{ path, problem: 'it is not JSON' }], file);
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    return value as Record<string, unknown>;
  }
  throw invalidMetadata([{ path, problem: 'it is not a JSON object' }], file);
}

export function invalidMetadata(
  fields: { path: string; problem: string }[],
  where: Where = {},
): EarshotError {
  return new EarshotError('metadata_invalid', { details: { ...where, fields } });
}
