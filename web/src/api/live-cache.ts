import type { InfiniteData, QueryClient } from '@tanstack/react-query';
import type { AlertEvent } from '../../../src/model/alert.ts';
import type {
  CallDetail,
  CallList,
  LiveEvent,
  QueueOverview,
  SpeechOverview,
} from '../../../src/model/api.ts';
import type { CallProgress } from './calls.ts';
import { keys } from './keys.ts';

/** More than this at once nobody is told of one by one. */
const keptNews = 20;

type CallEvent = Extract<LiveEvent, { type: 'call' }>;

function progressOf({ state, stage, progress }: CallEvent) {
  return { state, stage, progress };
}

function withProgress<Call extends CallProgress>(call: Call, event: CallEvent): Call {
  return { ...call, ...progressOf(event) };
}

function inPages(data: InfiniteData<CallList> | undefined, event: CallEvent) {
  if (!data?.pages.some((page) => page.calls.some((call) => call.id === event.callId))) return data;
  return {
    ...data,
    pages: data.pages.map((page) => ({
      ...page,
      calls: page.calls.map((call) => (call.id === event.callId ? withProgress(call, event) : call)),
    })),
  };
}

function inQueue(queue: QueueOverview, event: CallEvent): QueueOverview {
  const running = queue.running.map((call) => (call.id === event.callId ? withProgress(call, event) : call));
  return { ...queue, running };
}

export interface Refresh {
  /** Asks for everything under this key again, soon and not too often. */
  soon(key: readonly string[]): void;
}

/**
 * Progress goes straight into the cache, so that a bar moves without a request. What an event does not carry
 * (a score, a flag, a transcript, a call that is new) is asked for again when the state or the stage changes.
 */
export function applyLiveEvent(client: QueryClient, event: LiveEvent, refresh: Refresh): void {
  switch (event.type) {
    case 'call': {
      const known = client.getQueryData<CallDetail>(keys.call(event.callId));
      const listed = client
        .getQueriesData<InfiniteData<CallList>>({ queryKey: keys.callLists })
        .flatMap(([, data]) => data?.pages ?? [])
        .flatMap((page) => page.calls)
        .find((call) => call.id === event.callId);
      client.setQueryData<CallDetail>(keys.call(event.callId), (call) => call && withProgress(call, event));
      client.setQueryData<CallProgress>(
        keys.progress(event.callId),
        (call) => call && { ...call, ...progressOf(event) },
      );
      client.setQueriesData<InfiniteData<CallList>>({ queryKey: keys.callLists }, (data) =>
        inPages(data, event),
      );
      // A call that is done and said to be done again was reviewed by somebody.
      const isDone = event.state === 'done';
      if (known && (isDone || known.state !== event.state || known.stage !== event.stage)) {
        refresh.soon(keys.call(event.callId));
      }
      if (isDone) refresh.soon(keys.review);
      const queued = client.getQueryData<QueueOverview>(keys.queue);
      const running = queued?.running.find((call) => call.id === event.callId);
      client.setQueryData<QueueOverview>(keys.queue, (queue) => queue && inQueue(queue, event));
      if (listed?.state !== event.state) refresh.soon(keys.callLists);
      if (running?.state !== event.state) refresh.soon(keys.queue);
      return;
    }
    case 'rejection':
      refresh.soon(keys.queue);
      return;
    case 'alert':
      if (event.change !== 'changed') {
        client.setQueryData<AlertEvent[]>(keys.alertNews, (news = []) => [...news, event].slice(-keptNews));
      }
      refresh.soon(keys.alerts);
      return;
    case 'model':
      if (event.progress !== null) {
        client.setQueryData<SpeechOverview>(keys.speech, (speech) => speech && withPull(speech, event));
      }
      refresh.soon(keys.speech);
      // One that speaks brings voices with it.
      if (event.progress === null) refresh.soon(keys.voices);
      return;
  }
}

function withPull(speech: SpeechOverview, event: Extract<LiveEvent, { type: 'model' }>): SpeechOverview {
  return {
    ...speech,
    models: speech.models.map((model) =>
      model.name === event.name && model.state === 'downloading'
        ? { ...model, progress: event.progress }
        : model,
    ),
  };
}
