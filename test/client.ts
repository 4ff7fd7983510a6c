import { setTimeout as delay } from 'node:timers/promises';
import { ApiError, CallDetail, ReceivedList } from '../src/model/api.ts';

/** What a client of the API does with a server, as tests need it. */
export interface SentFile {
  name: string;
  bytes: Uint8Array | string;
}

/** Uploads one call. Answers with what was received, or with the error and its status. */
export async function upload(
  url: string,
  files: SentFile[],
  fields: Record<string, string> = {},
  transcript?: string,
): Promise<{ status: number; id: string; duplicate: boolean; error?: ApiError['error'] }> {
  const form = new FormData();
  for (const [key, value] of Object.entries(fields)) form.set(key, value);
  if (transcript !== undefined) form.set('transcript', new Blob([transcript]), 'call.json');
  for (const file of files) form.append('file', new Blob([Buffer.from(file.bytes)]), file.name);
  const response = await fetch(new URL('/api/v1/calls', url), { method: 'POST', body: form });
  const body = await response.json();
  if (!response.ok)
    return { status: response.status, id: '', duplicate: false, error: ApiError.parse(body).error };
  const [call] = ReceivedList.parse(body).calls;
  return { status: response.status, id: call?.id ?? '', duplicate: call?.duplicate ?? false };
}

export async function detail(url: string, id: string): Promise<CallDetail> {
  const response = await fetch(new URL(`/api/v1/calls/${id}`, url));
  return CallDetail.parse(await response.json());
}

/** The call once nothing more happens to it by itself. */
export async function settled(url: string, id: string, limitMs = 60_000): Promise<CallDetail> {
  const until = Date.now() + limitMs;
  for (;;) {
    const call = await detail(url, id);
    if (call.state !== 'queued' && call.state !== 'processing') return call;
    if (Date.now() > until) throw new Error(`the call is still ${call.state} at ${call.stage}`);
    await delay(50);
  }
}

export async function send(url: string, method: string, path: string, body?: unknown): Promise<Response> {
  return await fetch(new URL(path, url), {
    method,
    ...(body === undefined
      ? {}
      : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  });
}
