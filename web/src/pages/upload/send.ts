import { type Received, ReceivedList } from '../../../../src/model/api.ts';
import { ApiFailure, readFailure, unreachable } from '../../api/ask.ts';
import type { BatchFacts, Bundle } from './uploads.ts';

/** Fields go before files: the server reads a form as it arrives. */
export function formOf(bundle: Bundle, facts: BatchFacts): FormData {
  const form = new FormData();
  if (facts.kind) form.set('kind', facts.kind);
  if (facts.queue) form.set('queue', facts.queue);
  if (facts.agent) form.set('agent', facts.agent);
  const channels = bundle.channels ?? facts.channels;
  if (channels) form.set('channels', channels.join(','));
  if (bundle.sidecar) form.set('metadata', bundle.sidecar, bundle.sidecar.name);
  if (bundle.transcript) form.set('transcript', bundle.transcript, bundle.transcript.name);
  for (const file of bundle.recordings) form.append('file', file, file.name);
  return form;
}

interface Sending {
  /** The share of the bytes that left, 0 to 1. */
  onProgress(sent: number): void;
  signal: AbortSignal;
}

/**
 * Sends one call. XMLHttpRequest because `fetch` does not tell how much of a body was sent.
 * @throws ApiFailure; an aborted sending rejects with the signal's reason
 */
export function send(bundle: Bundle, facts: BatchFacts, { onProgress, signal }: Sending): Promise<Received> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', '/api/v1/calls');
    request.setRequestHeader('accept', 'application/json');
    request.responseType = 'text';
    request.upload.onprogress = (event) => {
      if (event.lengthComputable && event.total > 0) onProgress(event.loaded / event.total);
    };
    request.onload = () => {
      const answer = readAnswer(request);
      if (answer instanceof ApiFailure) reject(answer);
      else resolve(answer);
    };
    request.onerror = () => reject(unreachable());
    request.onabort = () => reject(signal.reason);
    signal.addEventListener('abort', () => request.abort(), { once: true });
    request.send(formOf(bundle, facts));
  });
}

function readAnswer(request: XMLHttpRequest): Received | ApiFailure {
  let body: unknown = null;
  try {
    body = JSON.parse(request.responseText);
  } catch {
    // Not JSON: told below by the status.
  }
  if (request.status < 200 || request.status >= 300) return readFailure(request.status, body);
  const received = ReceivedList.safeParse(body);
  return received.data?.calls[0] ?? readFailure(request.status, body);
}
