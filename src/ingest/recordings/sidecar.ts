import { CallMetadata } from '../../model/intake.ts';
import { checkMetadata, invalidMetadata, objectFrom } from './metadata.ts';

/** What a JSON file beside a recording holds. */
export interface Sidecar {
  metadata: CallMetadata;
  /**
   * `self`: the file is a transcript. `inline`: a transcript was inside it; its text. `file`: the name of a file
   * beside it.
   */
  transcript?: { kind: 'self' } | { kind: 'inline'; text: string } | { kind: 'file'; name: string };
}

/**
 * Reads a JSON sidecar, told apart by its shape:
 *
 *   { "turns": […], … }       a transcript of ours, or a labelled call. Keys of metadata in it count, and `id` is the
 *                             id of the call where it came from; every other key is not ours to judge
 *   { "segments": […], … }    what Whisper writes: a transcript and nothing else
 *   { "results": {…}, … }     what Amazon Transcribe writes: likewise
 *   anything else             metadata, every key known; `transcript` may hold a transcript, or name a file beside
 *
 * @throws metadata_invalid, metadata_unknown_key
 */
export function readSidecar(text: string, fileName: string): Sidecar {
  const value = objectFrom(text, { fileName });
  if (Array.isArray(value.turns)) {
    return { metadata: metadataInTranscript(value, fileName), transcript: { kind: 'self' } };
  }
  if (isForeignTranscript(value)) return { metadata: {}, transcript: { kind: 'self' } };
  const { transcript, ...rest } = value;
  const metadata = checkMetadata(rest, { fileName });
  if (transcript === undefined || transcript === null) return { metadata };
  return { metadata, transcript: readTranscript(transcript, fileName) };
}

/** Whether a text is JSON of one of the transcript formats, whatever else it holds. */
function isForeignTranscript(value: Record<string, unknown>): boolean {
  const results = value.results;
  return Array.isArray(value.segments) || (typeof results === 'object' && results !== null);
}

function metadataInTranscript(value: Record<string, unknown>, fileName: string): CallMetadata {
  const known = Object.keys(CallMetadata.shape).filter((key) => key in value);
  const picked = Object.fromEntries(known.map((key) => [key, value[key]]));
  if (picked.externalId === undefined && value.id !== undefined) picked.externalId = value.id;
  return checkMetadata(picked, { fileName });
}

function readTranscript(value: unknown, fileName: string): NonNullable<Sidecar['transcript']> {
  if (Array.isArray(value)) return { kind: 'inline', text: JSON.stringify({ turns: value }) };
  if (typeof value === 'object') return { kind: 'inline', text: JSON.stringify(value) };
  const name = typeof value === 'string' ? value : '';
  if (name === '' || name === '.' || name === '..' || name.length > 255 || /[/\\\0]/.test(name)) {
    const problem = 'it is neither a transcript nor the name of a file in the same folder';
    throw invalidMetadata([{ path: 'transcript', problem }], { fileName });
  }
  return { kind: 'file', name };
}
