import type { FastifyRequest } from 'fastify';
import { EarshotError, publicError } from '../errors.ts';
import { displayName } from '../lib/file-name.ts';
import type { Log } from '../log.ts';
import type { Received } from '../model/api.ts';
import { type FormFile, invalid, readForm } from './form.ts';
import type { GivenTranscript, StagedFile, UploadParts } from './parts.ts';
import { readText } from './text.ts';

/** As rejections name it. */
const channel = 'upload';

/** What has arrived of an upload so far. */
interface Upload {
  staged: StagedFile[];
  /** The file being taken, or the last that was. */
  fileName: string | undefined;
  fields: Record<string, string>;
  sidecar?: string;
  transcript?: GivenTranscript;
}

/**
 * Takes one call from a form: its files under `file` (one recording, or its two legs), a `transcript`, a JSON
 * sidecar as `metadata`, and metadata as further fields, in any order. A call that is not taken leaves nothing
 * behind but a rejection that says why.
 * @throws upload_*, audio_*, metadata_*, transcript_malformed, request_invalid, disk_full, storage_unavailable
 */
export async function takeUpload(
  request: FastifyRequest,
  settings: { maxUploadBytes: number; maxTextBytes: number },
  deps: { uploads: UploadParts; log: Log },
): Promise<Received> {
  const upload: Upload = { staged: [], fileName: undefined, fields: {} };
  try {
    if (!request.isMultipart()) throw new EarshotError('upload_without_file');
    await readForm(
      request,
      { maxFileBytes: settings.maxUploadBytes, texts: ['metadata', 'transcript'] },
      {
        file: (file) => takeFile(file, upload, settings, deps.uploads),
        text: (field, text) => {
          if (Object.hasOwn(upload.fields, field)) throw invalid(field, 'It is given twice.');
          upload.fields[field] = text;
        },
      },
    );
    return await receive(upload, deps.uploads);
  } catch (thrown) {
    await clearAway(upload, thrown, deps);
    throw thrown;
  }
}

async function takeFile(
  file: FormFile,
  upload: Upload,
  settings: { maxTextBytes: number },
  uploads: UploadParts,
): Promise<void> {
  switch (file.field) {
    case 'file':
      return stage(file, upload, uploads);
    case 'metadata':
      if (upload.sidecar !== undefined) throw invalid('metadata', 'It is given twice.');
      upload.sidecar = await readText(file.bytes, settings.maxTextBytes);
      return;
    case 'transcript': {
      if (upload.transcript) throw invalid('transcript', 'It is given twice.');
      const text = await readText(file.bytes, settings.maxTextBytes);
      upload.transcript = { fileName: displayName(file.fileName || 'transcript'), text };
      return;
    }
    default:
      throw invalid(file.field, 'Files are taken in `file`, `transcript` and `metadata`.');
  }
}

async function stage(file: FormFile, upload: Upload, uploads: UploadParts): Promise<void> {
  if (upload.staged.length === 2) {
    throw invalid(
      'file',
      'A call is one recording, or two files that are its legs. Send one call a request.',
    );
  }
  const bytes = await unlessEmpty(file.bytes);
  // A browser sends a nameless empty file for a file input in which nothing was chosen.
  if (!bytes && file.fileName === '') return;
  upload.fileName = displayName(file.fileName);
  if (!bytes) throw new EarshotError('audio_empty');
  upload.staged.push(await uploads.stage({ fileName: upload.fileName, bytes }));
}

async function unlessEmpty(bytes: AsyncIterable<Uint8Array>): Promise<AsyncIterable<Uint8Array> | undefined> {
  const reader = bytes[Symbol.asyncIterator]();
  const first = await reader.next();
  if (first.done) return undefined;
  return (async function* () {
    yield first.value;
    yield* { [Symbol.asyncIterator]: () => reader };
  })();
}

async function receive(upload: Upload, uploads: UploadParts): Promise<Received> {
  const [first, second] = upload.staged;
  if (!first) throw new EarshotError('upload_without_file');
  const files: [StagedFile] | [StagedFile, StagedFile] = second ? [first, second] : [first];
  const fileNames = files.map((file) => file.fileName);
  const { fields, sidecar, transcript } = upload;
  const metadata = uploads.parseMetadata({
    fields,
    fileNames,
    ...(sidecar?.trim() ? { sidecar } : {}),
  });
  const received = await uploads.receive({
    channel,
    files,
    metadata,
    ...(transcript?.text.trim() ? { transcript } : {}),
  });
  return { ...received, fileNames };
}

async function clearAway(
  upload: Upload,
  thrown: unknown,
  deps: { uploads: UploadParts; log: Log },
): Promise<void> {
  const work = upload.staged.map((file) => deps.uploads.discard(file));
  if (upload.fileName !== undefined) {
    const problem = publicError(thrown);
    work.push(deps.uploads.reject({ channel, fileName: upload.fileName, problem }));
  }
  for (const result of await Promise.allSettled(work)) {
    // The sender gets the first error, which is the one to act on.
    if (result.status === 'rejected') {
      deps.log.warn({ err: result.reason }, 'an upload that failed could not be cleared away completely');
    }
  }
}
