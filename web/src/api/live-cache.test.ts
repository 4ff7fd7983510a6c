import { type InfiniteData, QueryClient } from '@tanstack/react-query';
import { beforeEach, expect, test } from 'vitest';
import type { AlertEvent } from '../../../src/model/alert.ts';
import type { CallList, CallSummary, LiveEvent, QueueOverview } from '../../../src/model/api.ts';
import { keys } from './keys.ts';
import { applyLiveEvent } from './live-cache.ts';

const id = '0198c0de-0000-7000-8000-000000000001';
const call = { id, state: 'processing', stage: 'transcribe', progress: 0.1 } as CallSummary;
const list: InfiniteData<CallList> = {
  pages: [{ calls: [call], nextCursor: null, total: { count: 1, more: false } }],
  pageParams: [null],
};

let client: QueryClient;
let asked: string[];
const refresh = { soon: (key: readonly string[]) => asked.push(key.join('/')) };
const send = (event: LiveEvent) => applyLiveEvent(client, event, refresh);

beforeEach(() => {
  asked = [];
  client = new QueryClient();
  client.setQueryData(keys.callList(''), list);
});

const shown = () => client.getQueryData<InfiniteData<CallList>>(keys.callList(''))?.pages[0]?.calls[0];

test('progress of a listed call moves its bar without asking for the list again', () => {
  send({ type: 'call', callId: id, state: 'processing', stage: 'transcribe', progress: 0.6 });
  expect(shown()?.progress).toBe(0.6);
  expect(asked).not.toContain('calls/list');
});

test('a call that reaches another state is asked for again, because its score came with it', () => {
  send({ type: 'call', callId: id, state: 'done', stage: null, progress: null });
  expect(shown()?.state).toBe('done');
  expect(asked).toContain('calls/list');
});

test('a call that is not listed yet makes the list be asked for', () => {
  send({
    type: 'call',
    callId: '0198c0de-0000-7000-8000-000000000002',
    state: 'queued',
    stage: null,
    progress: null,
  });
  expect(asked).toEqual(['calls/list', 'queue']);
});

test('progress of a running call moves its bar in the queue without asking for the queue again', () => {
  client.setQueryData(keys.queue, { running: [call], waiting: [], failed: [], rejections: [] });
  send({ type: 'call', callId: id, state: 'processing', stage: 'transcribe', progress: 0.7 });
  expect(client.getQueryData<QueueOverview>(keys.queue)?.running[0]?.progress).toBe(0.7);
  expect(asked).not.toContain('queue');
});

test('a stage that ends makes an open call be asked for again', () => {
  client.setQueryData(keys.call(id), call);
  send({ type: 'call', callId: id, state: 'processing', stage: 'analyse', progress: 0 });
  expect(asked).toContain(`calls/one/${id}`);
});

test('an alert that is raised is news and makes the lists be asked for; a change of one is no news', () => {
  const alert = { id } as AlertEvent['alert'];
  send({ type: 'alert', callId: id, change: 'raised', alert });
  send({ type: 'alert', callId: id, change: 'changed', alert });
  const news = client.getQueryData<AlertEvent[]>(keys.alertNews);
  expect(news?.map(({ change }) => change)).toEqual(['raised']);
  expect(asked).toEqual(['alerts', 'alerts']);
});
