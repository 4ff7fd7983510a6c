import { EarshotError } from '../errors.ts';

/**
 * Reads a text to its end, as UTF-8 or as its byte order mark says (transcripts exported on Windows are often
 * UTF-16).
 * @throws upload_too_large once it is longer than `maxBytes`
 */
export async function readText(bytes: AsyncIterable<Uint8Array>, maxBytes: number): Promise<string> {
  const chunks: Uint8Array[] = [];
  let sizeBytes = 0;
  for await (const chunk of bytes) {
    sizeBytes += chunk.length;
    if (sizeBytes > maxBytes) throw new EarshotError('upload_too_large', { details: { maxBytes } });
    chunks.push(chunk);
  }
  return decodeText(Buffer.concat(chunks));
}

export function decodeText(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  return new TextDecoder('utf-8').decode(bytes);
}
