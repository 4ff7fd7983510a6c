import { EarshotError } from '../errors.ts';
import { decodeText } from '../lib/decode-text.ts';

/**
 * Reads a text to its end.
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
