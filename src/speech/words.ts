import type { Word } from '../model/call.ts';

/** What a recogniser says of one segment; times in seconds from the start of the audio it was given. */
export interface Recognition {
  text: string;
  tokens: string[];
  timestamps: number[];
  /** Empty where the model gives none. */
  durations: number[];
  /** Natural logarithms; empty where the model gives none. */
  logProbs: number[];
  /** As the model names it, or null. */
  language: string | null;
}

interface Timing {
  /** Where the audio given to the recogniser began on the call's clock. */
  startMs: number;
  /** Words end here at the latest. */
  endMs: number;
  /** How long a token lasts where the model gives only its start. */
  tokenMs: number;
}

/**
 * Words from tokens: a token that begins with a space begins a word, as does every ideograph. Empty where the
 * model gives no times, or where the tokens do not spell the text (numbers written as digits, byte pairs).
 */
export function wordsOf(recognition: Recognition, timing: Timing): Word[] {
  const { tokens, timestamps } = recognition;
  if (timestamps.length !== tokens.length) return [];
  const groups = groupTokens(tokens);
  const words: Word[] = [];
  for (const [index, group] of groups.entries()) {
    const text = spell(group.map((at) => tokens[at] as string));
    if (text === '') continue;
    const next = groups[index + 1]?.[0];
    const limitMs = next === undefined ? timing.endMs : atMs(recognition, next, timing);
    const startMs = Math.min(atMs(recognition, group[0] as number, timing), timing.endMs);
    const endMs = Math.min(endOf(recognition, group.at(-1) as number, timing), limitMs, timing.endMs);
    const confidence = confidenceOf(recognition, group);
    words.push({
      text,
      startMs: Math.round(startMs),
      endMs: Math.round(Math.max(startMs, endMs)),
      confidence,
    });
  }
  const spelt = words.map((word) => word.text).join('');
  return lettersOf(spelt) === lettersOf(recognition.text) ? words : [];
}

function groupTokens(tokens: string[]): number[][] {
  const groups: number[][] = [];
  for (const [index, token] of tokens.entries()) {
    const begins = /^[ \u2581]/.test(token) || isIdeograph(token) || isIdeograph(tokens[index - 1] ?? '');
    const last = groups.at(-1);
    // Punctuation that stands alone belongs to the word before.
    if (last && (!begins || /^[ \u2581]?\p{P}+$/u.test(token))) last.push(index);
    else groups.push([index]);
  }
  return groups;
}

function isIdeograph(token: string): boolean {
  return /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u.test(token);
}

/** Joins tokens; `<0xE2>` stands for one byte of a letter that is in no token. */
function spell(tokens: string[]): string {
  const bytes = tokens.map((token) => {
    const byte = /^<0x([0-9A-F]{2})>$/.exec(token)?.[1];
    return byte
      ? Buffer.from([Number.parseInt(byte, 16)])
      : Buffer.from(token.replaceAll('\u2581', ' '), 'utf8');
  });
  return Buffer.concat(bytes).toString('utf8').trim();
}

function atMs(recognition: Recognition, token: number, timing: Timing): number {
  return timing.startMs + (recognition.timestamps[token] as number) * 1000;
}

function endOf(recognition: Recognition, token: number, timing: Timing): number {
  const seconds = recognition.durations[token] ?? 0;
  return atMs(recognition, token, timing) + Math.max(seconds * 1000, timing.tokenMs);
}

function confidenceOf(recognition: Recognition, group: number[]): number | null {
  const logs = group.map((index) => recognition.logProbs[index]);
  return logs.every((log) => log !== undefined) ? probability(logs) : null;
}

/** The mean probability of all tokens (geometric), 0 to 1, or null. */
export function confidenceOfAll(recognition: Recognition): number | null {
  return recognition.logProbs.length > 0 ? probability(recognition.logProbs) : null;
}

function probability(logs: number[]): number {
  const mean = logs.reduce((sum, log) => sum + log, 0) / logs.length;
  return Math.round(Math.max(0, Math.min(1, Math.exp(mean))) * 1000) / 1000;
}

function lettersOf(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}

/** A model that writes capitals only is read in small letters; its words are the same. */
export function toSmallLetters(recognition: Recognition): Recognition {
  const lower = (text: string) => (/^<0x/.test(text) ? text : text.toLowerCase());
  return { ...recognition, text: lower(recognition.text), tokens: recognition.tokens.map(lower) };
}
