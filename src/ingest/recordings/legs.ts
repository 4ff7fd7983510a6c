import type { Role } from '../../model/call.ts';
import type { FileName } from './file-names.ts';

/**
 * Two mono files that are the legs of one call are told by their names: equal but for one word. Words for people say
 * who speaks and may stand anywhere; the shorter marks of recorders stand at the end, after a `-`, `_`, `.` or blank:
 *
 *   …agent… | operator | call-taker | dispatcher      …customer… | caller | client
 *   -in / -out      _rx / _tx      -l / -r   -left / -right      -r / -t (MixMonitor)      -leg1 / -leg2   …
 *
 * What a mark says of roles differs from recorder to recorder, so only the words give roles.
 */
const roleWords: [string, Role][] = [
  ['call_taker', 'agent'],
  ['call-taker', 'agent'],
  ['calltaker', 'agent'],
  ['dispatcher', 'agent'],
  ['operator', 'agent'],
  ['agent', 'agent'],
  ['customer', 'customer'],
  ['caller', 'customer'],
  ['client', 'customer'],
];

const marks: [string, string][] = [
  ['in', 'out'],
  ['rx', 'tx'],
  ['l', 'r'],
  ['left', 'right'],
  ['r', 't'],
  ['leg1', 'leg2'],
  ['lega', 'legb'],
  ['ch0', 'ch1'],
  ['ch1', 'ch2'],
  ['channel0', 'channel1'],
  ['channel1', 'channel2'],
];

/** One way to read a name as that of a leg. */
interface Reading {
  file: FileName;
  /** What the two legs of one call have in common. */
  key: string;
  side: 0 | 1;
  /** The name without its word, in the case it is written in. */
  rest: string;
  role?: Role;
  /** Whether the word stands by itself, so that a file without its counterpart is likely to miss it. */
  alone: boolean;
}

export interface LegPair {
  files: [FileName, FileName];
  /** The name the two have in common; may be empty. */
  name: string;
  /** Where the names tell. */
  roles?: [Role, Role];
}

export interface Legs {
  pairs: LegPair[];
  /** Files whose names fit more than one other: nobody can say which belong together. */
  ambiguous: FileName[][];
  /** Files that look like one leg, without the other. */
  alone: Set<FileName>;
}

/** Finds the pairs of legs among the recordings of one folder. */
export function findLegs(files: FileName[]): Legs {
  const readings = files.flatMap(readingsOf);
  const byKey = Map.groupBy(readings, (reading) => reading.key);
  const partners = new Map<FileName, Map<FileName, Reading[]>>();
  for (const group of byKey.values()) {
    for (const first of group.filter(({ side }) => side === 0)) {
      for (const second of group.filter(({ side }) => side === 1)) {
        if (first.file === second.file) continue;
        note(partners, first.file, second.file, [first, second]);
        note(partners, second.file, first.file, [first, second]);
      }
    }
  }
  const paired = new Set<FileName>();
  const pairs: LegPair[] = [];
  const ambiguous: FileName[][] = [];
  for (const [file, found] of partners) {
    if (paired.has(file)) continue;
    const cluster = clusterOf(file, partners);
    for (const member of cluster) paired.add(member);
    const readingsOfPair = [...found.values()][0] as [Reading, Reading];
    if (cluster.length > 2) ambiguous.push(cluster);
    else pairs.push(asPair(readingsOfPair));
  }
  const alone = new Set(
    readings.filter(({ file, alone }) => alone && !paired.has(file)).map(({ file }) => file),
  );
  return { pairs, ambiguous, alone };
}

function readingsOf(file: FileName): Reading[] {
  const readings: Reading[] = [];
  const sameLength = file.writtenStem.length === file.stem.length;
  const add = (start: number, word: string, family: string, side: 0 | 1, role?: Role) => {
    const before = file.stem.slice(0, start);
    const after = file.stem.slice(start + word.length);
    readings.push({
      file,
      key: [file.extension, family, before, after].join('\0'),
      side,
      // Some letters become two in lower case.
      rest: without(sameLength ? file.writtenStem : file.stem, start, word.length),
      alone: !/[\p{L}\p{N}]$/u.test(before) && !/^[\p{L}\p{N}]/u.test(after),
      ...(role ? { role } : {}),
    });
  };
  for (const [word, role] of roleWords) {
    for (let at = file.stem.indexOf(word); at >= 0; at = file.stem.indexOf(word, at + 1)) {
      add(at, word, 'role', role === 'agent' ? 0 : 1, role);
    }
  }
  for (const [family, words] of marks.entries()) {
    for (const [side, word] of words.entries()) {
      const start = file.stem.length - word.length;
      const stands = start === 0 || /[-_. ]/.test(file.stem.charAt(start - 1));
      if (file.stem.endsWith(word) && stands) add(start, word, String(family), side as 0 | 1);
    }
  }
  return readings;
}

/** The name with a word cut out, and with it one of the separators around it. */
function without(stem: string, start: number, length: number): string {
  const before = stem.slice(0, start);
  const after = stem.slice(start + length);
  if (/^[-_. ]/.test(after) && (before === '' || /[-_. ]$/.test(before))) return before + after.slice(1);
  return after === '' ? before.replace(/[-_. ]$/, '') : before + after;
}

function note(
  partners: Map<FileName, Map<FileName, Reading[]>>,
  file: FileName,
  other: FileName,
  readings: Reading[],
): void {
  const found = partners.get(file) ?? new Map<FileName, Reading[]>();
  if (!found.has(other)) found.set(other, readings);
  partners.set(file, found);
}

function clusterOf(file: FileName, partners: Map<FileName, Map<FileName, Reading[]>>): FileName[] {
  const cluster = new Set([file]);
  for (const member of cluster) for (const other of partners.get(member)?.keys() ?? []) cluster.add(other);
  return [...cluster];
}

function asPair([first, second]: [Reading, Reading]): LegPair {
  const files: [FileName, FileName] = [first.file, second.file];
  const pair = { files, name: first.rest };
  return first.role && second.role ? { ...pair, roles: [first.role, second.role] } : pair;
}
