import { serveChild } from '../../lib/serve-child.ts';
import { type ReadDocument, readDocument } from './read-document.ts';

serveChild({
  read: ({ fileName, bytes }: { fileName: string; bytes: Uint8Array }): Promise<ReadDocument> =>
    readDocument(fileName, bytes),
});
