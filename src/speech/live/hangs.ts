/** English words after which a sentence goes on. Those that may also end one ("where are you from") are not among them. */
const open = new Set(
  'a an the and or but if because than your my their our every is are was were be very um uh er erm hmm'.split(
    ' ',
  ),
);

/** Whether somebody who paused after these words has surely not finished. */
export function hangs(text: string): boolean {
  const last = /([\p{L}']+)\W*$/u.exec(text.toLowerCase())?.[1];
  return last === undefined || open.has(last);
}
