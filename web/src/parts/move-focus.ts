/** Moves the focus over the links of the rows of a list, from the row it is in. */
export function moveFocus(list: HTMLElement | null, row: string, step: 1 | -1): void {
  if (!list) return;
  const links = [...list.querySelectorAll<HTMLElement>('[data-row-link]')];
  const present = document.activeElement?.closest(row);
  const at = present ? links.findIndex((link) => present.contains(link)) : -1;
  const next = at === -1 ? 0 : Math.min(links.length - 1, Math.max(0, at + step));
  links[next]?.focus();
}
