/** The size of a card in its own type: below it words are cut. */
const cardEm = { width: 34, height: 10 };
/** Read across a room, and not larger than a room needs. */
const typePx = { least: 12, most: 30 };
const mostColumns = 6;

export interface TvFit {
  columns: number;
  fontPx: number;
  /** So many cards fit; the rest is counted. */
  cards: number;
}

/** The largest type in which so many cards fill a screen without scrolling. */
export function fitOnScreen(count: number, screen: { width: number; height: number }): TvFit {
  const fits = Array.from({ length: mostColumns }, (_, index) => {
    const columns = index + 1;
    const rows = Math.max(1, Math.ceil(count / columns));
    const size = Math.min(screen.width / columns / cardEm.width, screen.height / rows / cardEm.height);
    return { columns, size };
  });
  const best = fits.reduce((a, b) => (b.size > a.size ? b : a));
  const fontPx = Math.max(typePx.least, Math.min(typePx.most, best.size));
  const rows = Math.max(1, Math.floor(screen.height / (cardEm.height * fontPx)));
  return { columns: best.columns, fontPx, cards: Math.min(count, rows * best.columns) };
}
