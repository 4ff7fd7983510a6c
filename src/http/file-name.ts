import { displayName } from '../lib/file-name.ts';

/** A `Content-Disposition` that makes a browser save the file under its name (RFC 6266, RFC 8187). */
export function attachment(fileName: string): string {
  const name = displayName(fileName);
  const ascii = name.replace(/[^\x20-\x7e]/g, '_').replace(/["\\%]/g, '_');
  const extended = encodeURIComponent(name).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${ascii}"; filename*=UTF-8''${extended}`;
}
