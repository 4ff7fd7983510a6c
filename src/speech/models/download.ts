import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type FileHandle, open, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { EarshotError, toEarshotError } from '../../errors.ts';
import type { Clock } from '../../lib/clock.ts';
import { retry } from '../../lib/retry.ts';

export interface DownloadRequest {
  url: string;
  /** Where bytes gather; what is there already is continued. Left in place for the caller to take. */
  partFile: string;
  bytes: number | null;
  sha256: string | null;
}

export interface DownloadOptions {
  onProgress?(receivedBytes: number, totalBytes: number | null): void;
  signal?: AbortSignal;
}

export interface DownloadDeps {
  clock: Clock;
  /** No bytes for so long count as a broken connection. */
  stallMs?: number;
}

const retryPolicy = { tries: 6, firstDelayMs: 1000, maxDelayMs: 30_000 };
const defaultStallMs = 60_000;
/** Trying again cannot help: the address is wrong or the file is not given to us. */
const finalStatuses = new Set([400, 401, 403, 404, 405, 410, 451]);

/**
 * Downloads a file into `partFile`, going on where an earlier try ended. The caller has the whole file afterwards,
 * with its digest checked where one is known.
 * @throws model_download_failed, model_corrupt (digest), disk_full
 */
export async function download(
  request: DownloadRequest,
  options: DownloadOptions,
  deps: DownloadDeps,
): Promise<{ bytes: number; sha256: string }> {
  const resumed = (await partSize(request)) > 0;
  try {
    return await fetchAndVerify(request, options, deps);
  } catch (thrown) {
    // The digest is wrong: where an old part was continued, that part may be of another version of the file.
    if (!resumed || toEarshotError(thrown).code !== 'model_corrupt') throw thrown;
    return await fetchAndVerify(request, options, deps);
  }
}

async function fetchAndVerify(
  request: DownloadRequest,
  options: DownloadOptions,
  deps: DownloadDeps,
): Promise<{ bytes: number; sha256: string }> {
  await fetchWhole(request, options, deps);
  const sha256 = await sha256Of(request.partFile);
  if (request.sha256 && sha256 !== request.sha256) {
    await forget(request);
    const details = { url: request.url, reason: 'wrong digest', expected: request.sha256, found: sha256 };
    throw new EarshotError('model_corrupt', { details });
  }
  return { bytes: (await stat(request.partFile)).size, sha256 };
}

async function fetchWhole(
  request: DownloadRequest,
  options: DownloadOptions,
  deps: DownloadDeps,
): Promise<void> {
  let furthest = await partSize(request);
  const outcome = await retry(
    retryPolicy,
    async () => {
      for (;;) {
        try {
          await fetchRest(request, options, deps);
          return null;
        } catch (thrown) {
          if (options.signal?.aborted) throw options.signal.reason;
          const error = asDownloadError(thrown, request.url);
          if (error.details?.final || error.code !== 'model_download_failed') return error;
          const reached = await partSize(request);
          // A connection that brought something new is no failure: go on at once where it ended.
          if (reached <= furthest) throw error;
          furthest = reached;
        }
      }
    },
    { clock: deps.clock, ...(options.signal ? { signal: options.signal } : {}) },
  );
  if (outcome) throw outcome;
}

/** One request for what is missing. */
async function fetchRest(
  request: DownloadRequest,
  options: DownloadOptions,
  deps: DownloadDeps,
): Promise<void> {
  let have = await partSize(request);
  if (request.bytes !== null && have === request.bytes) return;
  const validator = have > 0 ? await readValidator(request) : null;
  // Without a way to tell whether it is still the same file, an old part is worth nothing.
  if (have > 0 && !validator && !request.sha256) have = 0;
  const stall = openStall(deps.stallMs ?? defaultStallMs);
  const signal = AbortSignal.any([stall.signal, ...(options.signal ? [options.signal] : [])]);
  try {
    const headers: Record<string, string> = { 'accept-encoding': 'identity' };
    if (have > 0) headers.range = `bytes=${have}-`;
    if (have > 0 && validator) headers['if-range'] = validator;
    const response = await fetch(request.url, { headers, signal });
    if (response.status === 416) await forget(request);
    if (response.status !== 200 && response.status !== 206) throw refused(response.status, request.url);
    const start = response.status === 206 ? startOf(response, have) : 0;
    await writeFile(
      validatorFile(request),
      JSON.stringify({ url: request.url, validator: validatorOf(response) }),
    );
    await append(request, response, start, (received, total) => {
      stall.moved();
      options.onProgress?.(received, total);
    });
  } finally {
    stall.end();
  }
}

async function append(
  request: DownloadRequest,
  response: Response,
  start: number,
  onBytes: (received: number, total: number | null) => void,
): Promise<void> {
  const length = Number(response.headers.get('content-length'));
  const total = length > 0 ? start + length : request.bytes;
  await using file = await open(request.partFile, start > 0 ? 'r+' : 'w');
  if (start > 0) await file.truncate(start);
  let received = start;
  for await (const chunk of response.body ?? []) {
    await writeAt(file, chunk, received);
    received += chunk.byteLength;
    if (request.bytes !== null && received > request.bytes) {
      throw final('the file is longer than it should be', { url: request.url, expectedBytes: request.bytes });
    }
    onBytes(received, total);
  }
  if (total !== null && received < total) throw failed('the connection ended early', { received, total });
  if (request.bytes !== null && received !== request.bytes) {
    throw final('the file has another length than it should', {
      url: request.url,
      expectedBytes: request.bytes,
      foundBytes: received,
    });
  }
}

async function writeAt(file: FileHandle, chunk: Uint8Array, position: number): Promise<void> {
  for (let done = 0; done < chunk.byteLength; ) {
    done += (await file.write(chunk, done, chunk.byteLength - done, position + done)).bytesWritten;
  }
}

/** A server may answer with another range than asked for; then the file is begun anew. */
function startOf(response: Response, have: number): number {
  const start = /^bytes (\d+)-/.exec(response.headers.get('content-range') ?? '')?.[1];
  if (Number(start) !== have) throw failed('the server sent another part than asked for', { have });
  return have;
}

function validatorOf(response: Response): string | null {
  const etag = response.headers.get('etag');
  // A weak tag does not promise the same bytes.
  if (etag && !etag.startsWith('W/')) return etag;
  return response.headers.get('last-modified');
}

function validatorFile(request: DownloadRequest): string {
  return `${request.partFile}.json`;
}

async function readValidator(request: DownloadRequest): Promise<string | null> {
  try {
    const saved = JSON.parse(await readFile(validatorFile(request), 'utf8')) as {
      url?: string;
      validator?: string;
    };
    return saved.url === request.url ? (saved.validator ?? null) : null;
  } catch {
    // No note, or half of one: the part is then continued only where a digest can tell.
    return null;
  }
}

async function partSize(request: DownloadRequest): Promise<number> {
  try {
    return (await stat(request.partFile)).size;
  } catch {
    // Not begun.
    return 0;
  }
}

/** Drops what was downloaded. */
export async function forget(request: Pick<DownloadRequest, 'partFile'>): Promise<void> {
  await rm(request.partFile, { force: true });
  await rm(`${request.partFile}.json`, { force: true });
}

function openStall(stallMs: number): { signal: AbortSignal; moved(): void; end(): void } {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(failed('no bytes came for a while', { stallMs })), stallMs);
  return { signal: controller.signal, moved: () => timer.refresh(), end: () => clearTimeout(timer) };
}

function refused(status: number, url: string): EarshotError {
  const details = { status, url };
  return finalStatuses.has(status)
    ? final(`the server answered ${status}`, details)
    : failed(`the server answered ${status}`, details);
}

function failed(reason: string, details: Record<string, unknown>): EarshotError {
  return new EarshotError('model_download_failed', { details: { reason, ...details } });
}

function final(reason: string, details: Record<string, unknown>): EarshotError {
  return failed(reason, { ...details, final: true });
}

function asDownloadError(thrown: unknown, url: string): EarshotError {
  const error = toEarshotError(thrown);
  if (error.code === 'model_download_failed' || error.code === 'disk_full') return error;
  const cause = (thrown as { cause?: { code?: string } }).cause;
  return new EarshotError('model_download_failed', {
    details: { url, reason: cause?.code ?? 'the connection failed' },
    cause: thrown,
  });
}

export async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}
