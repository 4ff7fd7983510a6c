const maxLength = 200;
/** Control characters, and those that turn the direction of text so that `exe.3pm` reads `mp3.exe`. */
const unwanted = /[\p{Cc}\p{Zl}\p{Zp}\u200e\u200f\u202a-\u202e\u2066-\u2069\ufffe\uffff]/gu;

/**
 * A file name as its sender gave it, made fit to be shown and stored: the last part of a path, without
 * invisible characters, of bounded length with its extension kept. Never used as a path.
 */
export function cleanFileName(given: string | undefined): string {
  const last = (given ?? '').split(/[/\\]/).at(-1) ?? '';
  const clean = last.toWellFormed().normalize('NFC').replace(unwanted, '').trim();
  if (clean === '' || clean === '.' || clean === '..') return 'unnamed';
  if (clean.length <= maxLength) return clean;
  const extension = /\.[\p{L}\p{N}]{1,10}$/u.exec(clean)?.[0] ?? '';
  return clean.slice(0, maxLength - extension.length).toWellFormed() + extension;
}

/** A `Content-Disposition` that makes a browser save the file under its name (RFC 6266, RFC 8187). */
export function attachment(fileName: string): string {
  const name = cleanFileName(fileName);
  const ascii = name.replace(/[^\x20-\x7e]/g, '_').replace(/["\\%]/g, '_');
  const extended = encodeURIComponent(name).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${ascii}"; filename*=UTF-8''${extended}`;
}
