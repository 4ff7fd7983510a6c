import { createContext, Script } from 'node:vm';
import { EarshotError } from '../../errors.ts';
import type { Direction } from '../../model/call.ts';
import { CallMetadata } from '../../model/intake.ts';
import { type TimeReader, timeReader } from './call-time.ts';
import { commonNamePatterns, type NamePattern } from './common-names.ts';

/** What the named groups of a pattern may be called, and what they become. */
const nameGroups = ['time', 'agent', 'customer', 'queue', 'direction', 'id'] as const;

/**
 * What a file name, without its extension, says of its call: nothing when no pattern fits.
 * @throws metadata_invalid when matching takes too long
 */
export type NameReader = (stem: string) => CallMetadata;

/** By wall clock, so that a busy machine does not trip it; a sound pattern needs microseconds. */
const matchBudgetMs = 500;
const longestStem = 255;

const directions: Record<string, Direction> = {
  in: 'inbound',
  inbound: 'inbound',
  incoming: 'inbound',
  external: 'inbound',
  out: 'outbound',
  outbound: 'outbound',
  outgoing: 'outbound',
  int: 'internal',
  internal: 'internal',
};

/** What recorders write where a number is withheld. */
const withheld = new Set([
  'unknown',
  'anonymous',
  'unavailable',
  'restricted',
  'private',
  'withheld',
  'null',
]);

/**
 * Why a text cannot be a pattern; undefined when it can.
 *
 * A pattern must not be able to hold the server up. What makes matching exponential is a repeated group that can
 * split the same text in many ways; so a repeated group may hold no further repeat and no alternatives, and there
 * are no back-references. What is left is polynomial in a name of at most 255 characters, and `nameReader` gives up
 * when even that takes too long.
 */
export function namePatternProblem(pattern: string): string | undefined {
  let groups: string[];
  try {
    new RegExp(pattern, 'u');
    groups = Object.keys(new RegExp(`(?:${pattern})|`, 'u').exec('')?.groups ?? {});
  } catch {
    // Its message quotes the pattern, which is said beside the problem anyway.
    return 'it is not a regular expression';
  }
  const unknown = groups.find((group) => !(nameGroups as readonly string[]).includes(group));
  if (unknown !== undefined) return `the group ${unknown} is not one of ${nameGroups.join(', ')}`;
  if (groups.length === 0) return `it needs a named group: ${nameGroups.join(', ')}`;
  return repeatProblem(pattern);
}

const repeat = /^(?:[*+]|\{\d+,\d*\})/;

function repeatProblem(pattern: string): string | undefined {
  /** For each open group, whether anything in it can match in more than one way. */
  const open: boolean[] = [];
  const note = () => {
    for (const [n] of open.entries()) open[n] = true;
  };
  for (let at = 0; at < pattern.length; at++) {
    const rest = pattern.slice(at);
    const character = rest.charAt(0);
    if (character === '\\') {
      if (/^\\(?:[1-9]|k<)/.test(rest)) return 'it refers back to a group';
      at++;
    } else if (character === '[') {
      at += (/^\[(?:\\.|[^\]\\])*\]/su.exec(rest)?.[0].length ?? 1) - 1;
    } else if (character === '(') {
      open.push(false);
      at += (/^\((?:\?(?:<?[=!]|:|<[^>]*>))?/u.exec(rest)?.[0].length ?? 1) - 1;
    } else if (character === ')') {
      const ambiguous = open.pop();
      const repeated = repeat.test(rest.slice(1)) || /^\{(?!1\})/.test(rest.slice(1));
      if (repeated && ambiguous) return 'a repeated group holds another repeat or alternatives';
    } else if (character === '|' || character === '?' || repeat.test(rest)) {
      note();
    }
  }
  return undefined;
}

/**
 * Reads what file names say of calls: by the patterns given, in their order, then by the common ones unless
 * `common` is false. A pattern applies when it matches and its time and direction can be read.
 * @param settings ones without a problem
 */
export function nameReader(settings: {
  patterns: NamePattern[];
  common: boolean;
  timeZone: string;
}): NameReader {
  const patterns = [...settings.patterns, ...(settings.common ? commonNamePatterns : [])];
  const timeReaders = patterns.map(({ timeFormat }) => timeReader(timeFormat, settings.timeZone));
  const match = matcher(patterns.map(({ pattern }) => pattern));
  return (stem) => {
    for (const [n, groups] of match(stem.slice(0, longestStem)).entries()) {
      const metadata = groups && asMetadata(groups, timeReaders[n] as TimeReader);
      if (metadata) return metadata;
    }
    return {};
  };
}

type Groups = Record<string, string>;

/** Runs expressions where V8 can be told to stop: a context of their own, under a time limit. */
function matcher(patterns: string[]): (name: string) => (Groups | null)[] {
  const context = createContext({ patterns: JSON.stringify(patterns), name: '' });
  new Script(`var all = JSON.parse(patterns).map((pattern) => new RegExp(pattern, 'iu'));`).runInContext(
    context,
  );
  const script = new Script(`JSON.stringify(all.map((each) => each.exec(name)?.groups ?? null))`);
  return (name) => {
    context.name = name;
    try {
      return JSON.parse(script.runInContext(context, { timeout: matchBudgetMs }));
    } catch (cause) {
      const problem = 'matching the file name patterns in settings took too long';
      throw new EarshotError('metadata_invalid', {
        details: { fields: [{ path: 'fileName', problem }] },
        cause,
      });
    }
  };
}

function asMetadata(groups: Groups, readTime: TimeReader): CallMetadata | undefined {
  const { time, agent, customer, queue, direction, id } = groups;
  const startedAt = time === undefined ? undefined : readTime(time);
  const way = direction === undefined ? undefined : directions[direction.toLowerCase()];
  if ((time !== undefined && !startedAt) || (direction !== undefined && !way)) return undefined;
  const customerNumber = withheld.has(customer?.toLowerCase() ?? '') ? undefined : customer;
  const said = { startedAt, agent, customerNumber, queue, direction: way, externalId: id };
  const known = Object.entries(said).filter(([, value]) => value?.trim());
  return CallMetadata.safeParse(Object.fromEntries(known)).data;
}
