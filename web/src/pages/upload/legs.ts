import type { Role } from '../../../../src/model/call.ts';
import { stemOf } from './file-names.ts';

interface LegWords {
  family: string;
  /** The words for one leg and for the other. */
  sides: [RegExp, RegExp];
  /** Who speaks on each, where the words say so: what recorders mean by `in` or `left` differs. */
  roles: [Role, Role] | null;
  /** People may be named anywhere in a name; the short marks of recorders stand at its end. */
  anywhere: boolean;
}

const mark = (family: string, first: RegExp, second: RegExp): LegWords => ({
  family,
  sides: [first, second],
  roles: null,
  anywhere: false,
});

const legWords: LegWords[] = [
  {
    family: 'role',
    sides: [/^(agent|operator|call[-_]?taker|dispatcher|advisor)$/, /^(customer|caller|client)$/],
    roles: ['agent', 'customer'],
    anywhere: true,
  },
  mark('side', /^(left|l)$/, /^(right|r)$/),
  mark('way', /^in$/, /^out$/),
  mark('line', /^rx$/, /^tx$/),
  mark('mix', /^r$/, /^t$/),
  mark('leg', /^leg[1a]$/, /^leg[2b]$/),
  mark('channel from 0', /^(ch|channel)0$/, /^(ch|channel)1$/),
  mark('channel from 1', /^(ch|channel)1$/, /^(ch|channel)2$/),
];

interface LegName {
  /** The name without the word for the leg, and the family of the word: equal for both legs of a call. */
  key: string;
  /** The name without the word and the separator beside it. */
  rest: string;
  side: 0 | 1;
  roles: [Role, Role] | null;
}

/** Every way to read a file name as that of one leg: `Repairs_40_agent.wav`, `4711-in.wav`, `x.ch0.wav`. */
export function legNames(name: string): LegName[] {
  const parts = stemOf(name.toLowerCase()).split(/(call[-_]taker|[-_.\s()[\]]+)/);
  return parts.flatMap((part, index) =>
    legWords.flatMap(({ family, sides, roles, anywhere }): LegName[] => {
      const side = sides.findIndex((words) => words.test(part));
      if (side === -1 || (!anywhere && index !== parts.length - 1)) return [];
      const key = parts.with(index, `<${family}>`).join('');
      const rest = parts.toSpliced(Math.max(0, index - 1), 2).join('');
      return [{ key, rest, side: side === 0 ? 0 : 1, roles }];
    }),
  );
}

export interface LegPair {
  files: [File, File];
  name: string;
  channels: [Role, Role] | null;
}

/**
 * The pairs among dropped files, by each of their files. Where a file fits more than one other, nobody can tell
 * which two belong together: those are left to a person.
 */
export function findPairs(files: File[]): Map<File, LegPair> {
  const readings = files.flatMap((file) => legNames(file.name).map((leg) => ({ file, leg })));
  const candidates = [...Map.groupBy(readings, ({ leg }) => leg.key).values()].flatMap((group) => {
    const firsts = group.filter(({ leg }) => leg.side === 0);
    const seconds = group.filter(({ leg }) => leg.side === 1);
    return firsts.flatMap((first) => seconds.map((second) => asPair(first, second.file)));
  });
  const partners = Map.groupBy(
    candidates.flatMap((pair) => pair.files.map((file) => ({ file, pair }))),
    ({ file }) => file,
  );
  const alone = ({ files }: LegPair) =>
    files.every((file) => new Set(partners.get(file)?.flatMap(({ pair }) => pair.files)).size === 2);
  return new Map(candidates.filter(alone).flatMap((pair) => pair.files.map((file) => [file, pair] as const)));
}

function asPair({ file, leg }: { file: File; leg: LegName }, second: File): LegPair {
  return { files: [file, second], name: leg.rest, channels: leg.roles };
}
