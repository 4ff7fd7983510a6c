const longestName = 255;
/** Control characters, and those that turn the direction of text so that `exe.3pm` reads `mp3.exe`. */
const unwanted = /[\p{Cc}\p{Zl}\p{Zp}\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffe\uffff]/gu;

/**
 * A file name as its sender gave it, made fit to be shown and matched: the last part of a path, without invisible
 * characters, of bounded length with its extension kept. Never used as a path.
 */
export function displayName(given: string): string {
  const last = given.split(/[/\\]/).at(-1) ?? '';
  const clean = last.toWellFormed().normalize('NFC').replace(unwanted, '').trim();
  if (clean === '' || clean === '.' || clean === '..') return 'unnamed';
  if (clean.length <= longestName) return clean;
  const extension = /\.[\p{L}\p{N}]{1,10}$/u.exec(clean)?.[0] ?? '';
  return clean.slice(0, longestName - extension.length).toWellFormed() + extension;
}
