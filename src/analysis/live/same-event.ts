/** Where and about what a call is, as far as that is known. */
export interface PlacedCall {
  callId: string;
  /** The family of its incident: the question set its type belongs to. */
  family: string;
  /** The place as it was heard. */
  place: string;
  atMs: number;
}

/** Calls that are probably about what this one is about: one family of incidents, nearly the same place. */
export function sameEvent(call: PlacedCall, others: readonly PlacedCall[], withinMs: number): PlacedCall[] {
  return others.filter(
    (other) =>
      other.callId !== call.callId &&
      other.family === call.family &&
      Math.abs(other.atMs - call.atMs) <= withinMs &&
      arePlacesNear(other.place, call.place),
  );
}

const spellings: Record<string, string> = {
  street: 'st',
  avenue: 'ave',
  road: 'rd',
  lane: 'ln',
  drive: 'dr',
  boulevard: 'blvd',
  court: 'ct',
  place: 'pl',
  highway: 'hwy',
  north: 'n',
  south: 's',
  east: 'e',
  west: 'w',
};
const ignored = new Set(['the', 'at', 'on', 'of', 'and', 'corner', 'number']);
const leastShared = 0.6;
/** Neighbours of a fire give their own numbers. */
const nearNumbers = 20;

/** Whether two places as heard are probably one: most of their words are shared, and house numbers are near. */
export function arePlacesNear(one: string, other: string): boolean {
  const [a, b] = [partsOf(one), partsOf(other)];
  if (a.words.size === 0 || b.words.size === 0) return false;
  if (a.number !== null && b.number !== null && Math.abs(a.number - b.number) > nearNumbers) return false;
  const shared = [...a.words].filter((word) => b.words.has(word)).length;
  return (2 * shared) / (a.words.size + b.words.size) >= leastShared;
}

function partsOf(place: string): { number: number | null; words: Set<string> } {
  const words = place.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  const [first] = words;
  const number = first !== undefined && /^\d+$/.test(first) ? Number(first) : null;
  const rest = number === null ? words : words.slice(1);
  return {
    number,
    words: new Set(rest.filter((word) => !ignored.has(word)).map((word) => spellings[word] ?? word)),
  };
}
