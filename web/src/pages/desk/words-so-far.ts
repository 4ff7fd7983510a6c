/** The words that were said when so much of the time has passed; the first at once. @param share 0 to 1, or beyond */
export function wordsSoFar(text: string, share: number): string {
  const words = text.split(' ');
  const count = Math.ceil(words.length * Math.min(1, Math.max(0, share)));
  return words.slice(0, Math.max(1, count)).join(' ');
}
