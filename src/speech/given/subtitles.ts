import { finish, type GivenTranscript, type GivenTurn, malformed, roleOf } from './transcript.ts';

/*
 *   WEBVTT                         1
 *                                  00:00:01,000 --> 00:00:03,500
 *   NOTE a comment                 Agent: Thank you for calling.
 *
 *   1
 *   00:01.000 --> 00:03.500 align:start
 *   <v Agent>Thank you for calling.</v>
 */

interface Cue {
  line: number;
  startMs: number;
  endMs: number;
  lines: string[];
}

interface Said {
  speaker: string | null;
  text: string;
}

const timing = /^\s*(\S+)\s+-->\s+(\S+)(\s.*)?$/;
const time = /^(?:(\d{1,4}):)?(\d{1,2}):(\d{2})[.,](\d{1,3})$/;

/** WebVTT and SRT. @throws transcript_malformed with the line */
export function parseSubtitles(text: string): GivenTranscript {
  const lines = text.split(/\r\n|\r|\n/);
  const cues = readCues(lines);
  if (cues.length === 0) throw malformed('no cue with times in it', { line: 1 });
  const said = cues.map((cue) => voices(cue.lines.join(' ')));
  const names = prefixesIn(said.flat());
  const turns = cues.flatMap((cue, index) => {
    const parts = (said[index] ?? []).map((part) => withoutPrefix(part, names));
    return share(cue, parts);
  });
  return finish(languageOf(lines), turns);
}

function readCues(lines: string[]): Cue[] {
  const cues: Cue[] = [];
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] as string;
    if (/^(NOTE|STYLE|REGION)(\s|$)/.test(line) && (lines[at - 1] ?? '').trim() === '') {
      while (at + 1 < lines.length && lines[at + 1]?.trim() !== '') at++;
      continue;
    }
    if (!line.includes('-->')) continue;
    const match = timing.exec(line);
    const startMs = toMs(match?.[1]);
    const endMs = toMs(match?.[2]);
    if (startMs === null || endMs === null)
      throw malformed('times are not of the form 00:00:00.000', { line: at + 1 });
    if (endMs < startMs) throw malformed('a cue ends before it starts', { line: at + 1 });
    const cue: Cue = { line: at + 1, startMs, endMs, lines: [] };
    while (at + 1 < lines.length && lines[at + 1]?.trim() !== '' && !lines[at + 1]?.includes('-->')) {
      cue.lines.push(lines[++at] as string);
    }
    cues.push(cue);
  }
  return cues;
}

function toMs(text: string | undefined): number | null {
  const match = time.exec(text ?? '');
  if (!match) return null;
  const [hours, minutes, seconds, fraction] = match.slice(1);
  const wholeSeconds = Number(hours ?? 0) * 3600 + Number(minutes) * 60 + Number(seconds);
  return wholeSeconds * 1000 + Number((fraction ?? '').padEnd(3, '0'));
}

/** The header may say: `Language: en`. */
function languageOf(lines: string[]): string | null {
  for (const line of lines.slice(0, 10)) {
    const tag = /^Language:\s*([A-Za-z]{2,3}(-[A-Za-z0-9]+)*)\s*$/.exec(line)?.[1];
    if (tag) return tag;
  }
  return null;
}

/** The voices of a cue in order: `<v Name>` begins one. */
function voices(payload: string): Said[] {
  const parts = payload.split(/<v(?:\.[^\s>]*)?\s+([^>]*)>/);
  const said: Said[] = [{ speaker: null, text: plain(parts[0] ?? '') }];
  for (let at = 1; at < parts.length; at += 2) {
    said.push({ speaker: plain(parts[at] ?? '') || null, text: plain(parts[at + 1] ?? '') });
  }
  return said.filter((part) => part.text !== '');
}

const entities: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  nbsp: ' ',
  lrm: '',
  rlm: '',
  quot: '"',
};

function plain(text: string): string {
  return text
    .replace(/<[^>]*>|\{\\[^}]*\}/g, '')
    .replace(/&(\w+);/g, (whole, name: string) => entities[name] ?? whole)
    .replace(/&#39;/g, "'")
    .trim();
}

const prefix = /^(?:-\s*|\u2013\s*|>>\s*)?\[?([\p{L}][\p{L}\p{N} ._'-]{0,40}?)\]?:\s+/u;

/**
 * The names that stand before a colon and are speakers. "Address: 42 Oak Street" is none: a name counts when it
 * is a role or a numbered speaker, or when it keeps coming back in a file where most cues begin so.
 */
function prefixesIn(said: Said[]): Set<string> {
  const counts = new Map<string, number>();
  for (const part of said) {
    const name = part.speaker === null ? prefix.exec(part.text)?.[1] : undefined;
    if (name) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const repeated = [...counts.values()].filter((count) => count > 1).reduce((sum, count) => sum + count, 0);
  const mostBeginSo = repeated * 2 >= said.length;
  const isSpeaker = (name: string, count: number) =>
    roleOf(name) !== null || /^speaker[ _-]?\d+$/i.test(name) || (mostBeginSo && count > 1);
  return new Set([...counts].filter(([name, count]) => isSpeaker(name, count)).map(([name]) => name));
}

function withoutPrefix(part: Said, names: Set<string>): Said {
  const match = part.speaker === null ? prefix.exec(part.text) : null;
  const name = match?.[1];
  if (!match || !name || !names.has(name))
    return { ...part, text: part.text.replace(/^(-|\u2013|>>)\s+/, '') };
  return { speaker: name, text: part.text.slice(match[0].length) };
}

/** Several voices in one cue share its time by the length of what they say. */
function share(cue: Cue, parts: Said[]): GivenTurn[] {
  const letters = parts.reduce((sum, part) => sum + part.text.length, 0);
  let passed = 0;
  return parts.map((part) => {
    const at = (count: number) =>
      Math.round(cue.startMs + ((cue.endMs - cue.startMs) * count) / Math.max(1, letters));
    const startMs = at(passed);
    passed += part.text.length;
    return {
      speaker: part.speaker,
      role: roleOf(part.speaker),
      channel: null,
      startMs,
      endMs: at(passed),
      text: part.text,
      words: [],
      confidence: null,
    };
  });
}
