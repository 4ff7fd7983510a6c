import mammoth from 'mammoth';
import { EarshotError } from '../../errors.ts';
import type { Outline } from './outline.ts';
import { readHtml } from './read-html.ts';

/** A document that says it unpacks to more than this is not unpacked. */
const mostUnpackedBytes = 200 * 1024 * 1024;

/** A Word document by its heading styles. Pictures are left out. @throws document_too_large */
export async function readDocx(bytes: Uint8Array): Promise<Outline> {
  if (unpackedBytes(Buffer.from(bytes)) > mostUnpackedBytes) {
    throw new EarshotError('document_too_large', { details: { maxUnpackedBytes: mostUnpackedBytes } });
  }
  const { value } = await mammoth.convertToHtml(
    { buffer: Buffer.from(bytes) },
    {
      convertImage: mammoth.images.imgElement(async () => ({ src: '' })),
      styleMap: ["p[style-name='Title'] => h1:fresh", "p[style-name='Subtitle'] => h2:fresh"],
    },
  );
  return readHtml(value);
}

/**
 * What the files of a ZIP archive claim to be unpacked, from its central directory.
 *
 *   0  4  50 4b 01 02
 *  24  4  size when unpacked, little-endian
 */
function unpackedBytes(zip: Buffer): number {
  let total = 0;
  const entry = Buffer.from([0x50, 0x4b, 0x01, 0x02]);
  for (let at = zip.indexOf(entry); at !== -1 && at + 28 <= zip.length; at = zip.indexOf(entry, at + 4))
    total += zip.readUInt32LE(at + 24);
  return total;
}
