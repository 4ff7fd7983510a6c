/**
 * The time a recorder wrote into a file name. A format is `iso`, `unix` (seconds), `unix-ms`, or a pattern of
 *   YYYY YY  MM  DD  HH (0–23)  hh (1–12)  mm  ss  SSS  A (AM, PM)  Z (offset, or the letter Z)
 * between which every other character stands for itself.
 *
 * A reader answers with the instant as ISO 8601 in UTC, or undefined when the text is not of the format or no such
 * time exists.
 */
export type TimeReader = (text: string) => string | undefined;

interface Parts {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
  ms: number;
  /** Of the time written; undefined when it is local. */
  offsetMinutes?: number;
}

const tokens: Record<string, string> = {
  YYYY: '(?<year>\\d{4})',
  YY: '(?<shortYear>\\d{2})',
  MM: '(?<month>\\d{2})',
  DD: '(?<day>\\d{2})',
  HH: '(?<hour>\\d{2})',
  hh: '(?<hour12>\\d{2})',
  mm: '(?<minute>\\d{2})',
  ss: '(?<second>\\d{2})',
  SSS: '(?<ms>\\d{3})',
  A: '(?<half>[AaPp][Mm])',
  Z: '(?<offset>Z|[+-]\\d{2}:?\\d{2})',
};
const token = /YYYY|YY|MM|DD|HH|hh|mm|ss|SSS|A|Z/g;

/** ISO 8601, also as it is written in file names, where a colon is not allowed everywhere. */
const iso =
  /^(?<year>\d{4})-?(?<month>\d{2})-?(?<day>\d{2})[T_ -](?<hour>\d{2})[:._-]?(?<minute>\d{2})(?:[:._-]?(?<second>\d{2})(?:[.,](?<ms>\d{3})\d*)?)?(?<offset>Z|[+-]\d{2}:?\d{2})?$/;

/** Seconds since 1970 from the year 2000 up to 2100: a shorter or longer number is something else. */
const firstUnixSecond = 946_684_800;
const lastUnixSecond = 4_102_444_800;
const dayMs = 86_400_000;

/** Why a text cannot be a time format; undefined when it can. */
export function timeFormatProblem(format: string): string | undefined {
  if (['iso', 'unix', 'unix-ms'].includes(format)) return undefined;
  const found: string[] = format.match(token) ?? [];
  if (new Set(found).size !== found.length) return 'a part of the time stands in it twice';
  const has = (...names: string[]) => names.some((name) => found.includes(name));
  if (!has('YYYY', 'YY') || !has('MM') || !has('DD')) return 'it needs a year, a month and a day';
  if (!has('HH', 'hh') || has('hh') !== has('A')) return 'it needs an hour: HH, or hh together with A';
  return undefined;
}

export function timeZoneProblem(timeZone: string): string | undefined {
  try {
    offsetReader(timeZone);
    return undefined;
  } catch {
    // Intl says so by throwing.
    return 'it is not a time zone such as Europe/Vienna, UTC or local';
  }
}

/**
 * @param format one without a problem
 * @param timeZone of times written without an offset: an IANA name, or `local` for that of this machine
 */
export function timeReader(format: string, timeZone: string): TimeReader {
  if (format === 'unix' || format === 'unix-ms')
    return (text) => readUnix(text, format === 'unix' ? 1000 : 1);
  const pattern = format === 'iso' ? iso : patternOf(format);
  const offsetAt = offsetReader(timeZone);
  return (text) => {
    const groups = pattern.exec(text)?.groups;
    const parts = groups && partsOf(groups);
    const at = parts && instantOf(parts, offsetAt);
    return at === undefined ? undefined : new Date(at).toISOString();
  };
}

function patternOf(format: string): RegExp {
  let source = '';
  let end = 0;
  for (const match of format.matchAll(token)) {
    source += RegExp.escape(format.slice(end, match.index)) + tokens[match[0]];
    end = match.index + match[0].length;
  }
  return new RegExp(`^${source}${RegExp.escape(format.slice(end))}$`);
}

function readUnix(text: string, unitMs: number): string | undefined {
  if (!/^\d{9,13}$/.test(text)) return undefined;
  const at = Number(text) * unitMs;
  if (at < firstUnixSecond * 1000 || at > lastUnixSecond * 1000) return undefined;
  return new Date(at).toISOString();
}

function partsOf(groups: Record<string, string | undefined>): Parts {
  const number = (name: string, otherwise = 0) => Number(groups[name] ?? otherwise);
  const hour12 = groups.hour12;
  const afternoon = groups.half?.toLowerCase() === 'pm' ? 12 : 0;
  // An hour of 0 or 13 on a twelve-hour clock becomes one that no day has.
  const from12 = hour12 === undefined || Number(hour12) < 1 || Number(hour12) > 12 ? 99 : Number(hour12) % 12;
  const parts: Parts = {
    year: groups.shortYear === undefined ? number('year') : 2000 + number('shortYear'),
    month: number('month'),
    day: number('day'),
    hour: hour12 === undefined ? number('hour') : from12 + afternoon,
    minute: number('minute'),
    second: number('second'),
    ms: number('ms'),
  };
  const offset = groups.offset;
  if (offset === undefined) return parts;
  return { ...parts, offsetMinutes: offset === 'Z' ? 0 : offsetMinutes(offset) };
}

function offsetMinutes(text: string): number {
  const minutes = Number(text.slice(1, 3)) * 60 + Number(text.slice(-2));
  return text.startsWith('-') ? -minutes : minutes;
}

/** Milliseconds since 1970. A time that a clock change repeats is the first of the two, one it skips does not count. */
function instantOf(parts: Parts, offsetAt: (at: number) => number): number | undefined {
  const { year, month, day, hour, minute, second, ms } = parts;
  const written = Date.UTC(year, month - 1, day, hour, minute, second, ms);
  const date = new Date(written);
  const exists =
    date.getUTCMonth() === month - 1 &&
    date.getUTCDate() === day &&
    date.getUTCHours() === hour &&
    date.getUTCMinutes() === minute &&
    date.getUTCSeconds() === second;
  if (!exists || year < 1970) return undefined;
  if (parts.offsetMinutes !== undefined) return written - parts.offsetMinutes * 60_000;
  // Around a change of the clock two offsets are possible; each is tried.
  const candidates = [offsetAt(written - dayMs), offsetAt(written + dayMs)].map((offset) => written - offset);
  const fitting = candidates.filter((at) => at + offsetAt(at) === written);
  return fitting.length === 0 ? Math.max(...candidates) : Math.min(...fitting);
}

/** How far the clocks of a time zone are ahead of UTC at an instant, in milliseconds. */
function offsetReader(timeZone: string): (at: number) => number {
  const clock = new Intl.DateTimeFormat('en-US', {
    ...(timeZone === 'local' ? {} : { timeZone }),
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  return (at) => {
    const shown: Record<string, number> = {};
    for (const { type, value } of clock.formatToParts(at)) shown[type] = Number(value);
    const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = shown;
    return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(at / 1000) * 1000;
  };
}
