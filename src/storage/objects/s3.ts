import { Readable } from 'node:stream';
import {
  AbortMultipartUploadCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  type GetObjectCommandOutput,
  HeadBucketCommand,
  HeadObjectCommand,
  ListMultipartUploadsCommand,
  ListObjectsV2Command,
  S3Client,
} from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import { EarshotError, type ErrorCode } from '../../errors.ts';
import type { Clock } from '../../lib/clock.ts';
import { retry } from '../../lib/retry.ts';
import type { Log } from '../../log.ts';
import { isObjectId } from './sealed-format.ts';
import type { ObjectsSettings } from './settings.ts';
import type { RawRange, RawStore } from './store.ts';

/** A round trip costs tens of milliseconds: a player's short ranges are served from what came with the first. */
const readUnitBytes = 1024 * 1024;
const connectionTimeoutMs = 5_000;
const partsAtOnce = 4;
/** Uploads older than this belong to no process that still runs. */
const abandonedAfterMs = 24 * 3_600_000;

type S3StoreSettings = ObjectsSettings['s3'];

/**
 * Objects in a bucket of Amazon S3 or a server that speaks its protocol. The bucket makes a file visible when its
 * upload is complete, never before. Rights needed: read, write and delete objects, list the bucket (without it a
 * missing object cannot be told from a forbidden one).
 * @throws setting_invalid when there is no such bucket or the keys are refused; storage_unavailable
 */
export async function openS3Store(
  settings: S3StoreSettings,
  deps: { log: Log; clock: Clock },
): Promise<RawStore> {
  const client = makeClient(settings);
  const bucket = { Bucket: settings.bucket };
  const place = (id: string) => ({ ...bucket, Key: settings.prefix + id });
  try {
    await checkBucket(client, settings);
    await sweepUploads(client, settings, deps);
  } catch (thrown) {
    client.destroy();
    throw thrown;
  }

  // A bucket shows what a key held before until the upload is complete, so one way serves for both.
  const write = async (id: string, source: AsyncIterable<Uint8Array>) => {
    const body = Readable.from(source, { objectMode: true });
    let fromSource: { thrown: unknown } | undefined;
    body.once('error', (thrown) => {
      fromSource = { thrown };
    });
    try {
      const params = { ...place(id), Body: body, ContentType: 'application/octet-stream' };
      await new Upload({ client, params, partSize: settings.partBytes, queueSize: partsAtOnce }).done();
    } catch (thrown) {
      throw fromSource ? fromSource.thrown : s3Error(thrown);
    }
  };

  return {
    readUnitBytes,
    write,
    replace: write,
    list: () => listed(client, settings),
    read: (id, start, end) =>
      // The client tries again until an answer begins; what breaks off later is tried again here.
      retry(
        { tries: 3, firstDelayMs: 100, maxDelayMs: 2_000 },
        () => readRange(client, place(id), { start, end }, settings.timeoutMs),
        deps,
      ),
    async remove(id) {
      await client.send(new DeleteObjectCommand(place(id))).catch(translated);
    },
    async exists(id) {
      try {
        await client.send(new HeadObjectCommand(place(id)));
        return true;
      } catch (thrown) {
        const error = s3Error(thrown);
        if (error.code === 'object_not_found') return false;
        throw error;
      }
    },
    async holdsAny() {
      const wanted = { ...bucket, Prefix: settings.prefix, MaxKeys: 1 };
      const answer = await client.send(new ListObjectsV2Command(wanted)).catch(translated);
      return (answer.Contents?.length ?? 0) > 0;
    },
    async [Symbol.asyncDispose]() {
      client.destroy();
    },
  };
}

async function* listed(client: S3Client, settings: S3StoreSettings): AsyncGenerator<string> {
  const wanted = { Bucket: settings.bucket, Prefix: settings.prefix };
  let ContinuationToken: string | undefined;
  do {
    const page = new ListObjectsV2Command({ ...wanted, ...(ContinuationToken ? { ContinuationToken } : {}) });
    const answer = await client.send(page).catch(translated);
    for (const { Key } of answer.Contents ?? []) {
      const id = Key?.slice(settings.prefix.length) ?? '';
      // A bucket may be shared: what is not ours is left alone.
      if (isObjectId(id)) yield id;
    }
    ContinuationToken = answer.IsTruncated ? answer.NextContinuationToken : undefined;
  } while (ContinuationToken !== undefined);
}

function makeClient(settings: S3StoreSettings): S3Client {
  const { accessKeyId, secretAccessKey } = settings;
  return new S3Client({
    region: settings.region,
    forcePathStyle: settings.forcePathStyle,
    ...(settings.endpoint ? { endpoint: settings.endpoint } : {}),
    ...(accessKeyId && secretAccessKey ? { credentials: { accessKeyId, secretAccessKey } } : {}),
    maxAttempts: settings.tries,
    // Every chunk carries its own tag, and many servers other than Amazon's refuse the newer checksum headers.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    requestHandler: {
      connectionTimeout: connectionTimeoutMs,
      requestTimeout: settings.timeoutMs,
      socketTimeout: settings.timeoutMs,
      throwOnRequestTimeout: true,
    },
  });
}

async function readRange(
  client: S3Client,
  place: { Bucket: string | undefined; Key: string },
  { start, end }: { start: number; end: number },
  timeoutMs: number,
): Promise<RawRange> {
  const abortSignal = AbortSignal.timeout(timeoutMs);
  let answer: GetObjectCommandOutput;
  try {
    const Range = `bytes=${start}-${end - 1}`;
    answer = await client.send(new GetObjectCommand({ ...place, Range }), { abortSignal });
  } catch (thrown) {
    // The file ends before `start`.
    if (statusOf(thrown) === 416) return { bytes: new Uint8Array(0), fileBytes: 0 };
    throw s3Error(thrown);
  }
  const body = answer.Body as Readable & { transformToByteArray(): Promise<Uint8Array> };
  const fileBytes = Number(/\/(\d+)$/.exec(answer.ContentRange ?? '')?.[1]);
  if (!Number.isSafeInteger(fileBytes)) {
    body.destroy();
    throw new EarshotError('storage_unavailable', {
      details: { reason: 'the server does not serve ranges' },
    });
  }
  const stop = () => body.destroy(new Error('the answer took too long'));
  abortSignal.addEventListener('abort', stop, { once: true });
  try {
    return { bytes: await body.transformToByteArray(), fileBytes };
  } catch (thrown) {
    throw s3Error(thrown);
  } finally {
    abortSignal.removeEventListener('abort', stop);
  }
}

async function checkBucket(client: S3Client, settings: S3StoreSettings): Promise<void> {
  try {
    await client.send(new HeadBucketCommand({ Bucket: settings.bucket }));
  } catch (thrown) {
    const status = statusOf(thrown);
    const problem =
      status === 404
        ? 'there is no such bucket'
        : status === 403
          ? 'the access key is refused, or may not list the bucket'
          : status === 301
            ? 'the bucket is in another region'
            : undefined;
    if (!problem) throw s3Error(thrown);
    throw new EarshotError('setting_invalid', {
      details: { setting: 'objects.s3', bucket: settings.bucket, problem },
      cause: thrown,
    });
  }
}

/** Parts of uploads that a crash broke off are stored, and charged for, until somebody gives the upload up. */
async function sweepUploads(
  client: S3Client,
  settings: S3StoreSettings,
  deps: { log: Log; clock: Clock },
): Promise<void> {
  const bucket = { Bucket: settings.bucket };
  try {
    const wanted = new ListMultipartUploadsCommand({ ...bucket, Prefix: settings.prefix });
    const { Uploads: uploads = [] } = await client.send(wanted);
    for (const { Key, UploadId, Initiated } of uploads) {
      if (!Initiated || deps.clock.now() - Initiated.getTime() < abandonedAfterMs) continue;
      await client.send(new AbortMultipartUploadCommand({ ...bucket, Key, UploadId }));
    }
  } catch (err) {
    // Some servers do not list uploads, and a lifecycle rule of the bucket does the same: no reason not to start.
    deps.log.warn({ err }, 'abandoned uploads in the bucket could not be looked for');
  }
}

function translated(thrown: unknown): never {
  throw s3Error(thrown);
}

function s3Error(thrown: unknown): EarshotError {
  const status = statusOf(thrown);
  const name = thrown instanceof Error ? thrown.name : 'unknown';
  const full = status === 507 || name === 'XMinioStorageFull' || name === 'QuotaExceeded';
  const missing = name === 'NoSuchKey' || name === 'NotFound' || (status === 404 && name !== 'NoSuchBucket');
  const code: ErrorCode = full ? 'disk_full' : missing ? 'object_not_found' : 'storage_unavailable';
  const details = { reason: name, ...(status === undefined ? {} : { status }) };
  return new EarshotError(code, { ...(code === 'storage_unavailable' ? { details } : {}), cause: thrown });
}

function statusOf(thrown: unknown): number | undefined {
  return (thrown as { $metadata?: { httpStatusCode?: number } } | null)?.$metadata?.httpStatusCode;
}
