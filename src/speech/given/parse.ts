import { looksLikeAmazon, parseAmazonTranscribe } from './amazon-transcribe.ts';
import { looksLikeEarshot, parseEarshotJson } from './earshot-json.ts';
import { parseJson } from './json.ts';
import { parseSubtitles } from './subtitles.ts';
import { type GivenTranscript, malformed } from './transcript.ts';
import { looksLikeWhisper, parseWhisperJson } from './whisper-json.ts';

/** About a day of talk with word times. */
const maxLetters = 20_000_000;

/**
 * Reads a transcript that came with a call: Earshot JSON, WebVTT, SRT, Whisper JSON (openai-whisper, faster-whisper,
 * WhisperX, whisper.cpp) or Amazon Transcribe JSON. The content decides; the file's name only helps to say what was
 * expected.
 * @throws transcript_malformed with the reason and, where there is one, the line or the path in details
 */
export function parseTranscript(text: string, fileName: string): GivenTranscript {
  if (text.length > maxLetters) throw malformed(`longer than ${maxLetters} letters`);
  const content = text.replace(/^\uFEFF/, '').trimStart();
  if (content === '') throw malformed('the file is empty');
  if (content.includes('\u0000')) throw malformed('it is not text: is it UTF-8?', { line: 1 });
  if (/^[[{]/.test(content)) return parseJsonTranscript(parseJson(content));
  if (content.startsWith('WEBVTT') || content.includes('-->')) return parseSubtitles(content);
  const expected = /\.(vtt|srt|json)$/i.exec(fileName)?.[1]?.toLowerCase() ?? null;
  throw malformed(expected ? `it is not ${expected}, as its name says` : 'it is of no known format', {
    line: 1,
  });
}

function parseJsonTranscript(value: unknown): GivenTranscript {
  if (typeof value !== 'object' || value === null) throw malformed('not an object', { path: '(top)' });
  if (looksLikeEarshot(value)) return parseEarshotJson(value);
  if (looksLikeAmazon(value)) return parseAmazonTranscribe(value);
  if (looksLikeWhisper(value)) return parseWhisperJson(value);
  throw malformed('it has neither turns, segments, transcription nor results', { path: '(top)' });
}
