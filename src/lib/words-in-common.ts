/** The words both texts begin with. */
export function wordsInCommon(before: string, now: string): string {
  const [a, b] = [before.split(' '), now.split(' ')];
  let same = 0;
  while (same < a.length && same < b.length && a[same] === b[same]) same++;
  return b.slice(0, same).join(' ');
}
