import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../../test/database.ts';
import { openLocalBus } from '../../bus/bus.ts';
import { systemClock } from '../../lib/clock.ts';
import { silentLog } from '../../log.ts';
import type { LiveFeedEvent } from '../../model/live.ts';
import { openChannels } from '../../notify/channels.ts';
import { AlertSettings } from '../../notify/settings.ts';
import { openFakeHttp } from '../../notify/testing/fake-http.ts';
import { closedPort, openFakeTcp } from '../../notify/testing/fake-tcp.ts';
import { sampleAlert } from '../../notify/testing/sample-notice.ts';
import { findDelivery, insertDelivery } from '../../storage/db/alert-deliveries.ts';
import { insertAlert } from '../../storage/db/alerts.ts';
import { deliver } from './deliver.ts';
import type { AlertParts } from './parts.ts';
import { openAlertRules } from './rules.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database[Symbol.asyncDispose]());

/** A delivery that waits, and what sends it to an address. */
async function waiting(url: string, own: object = {}) {
  const { db } = database;
  const now = new Date();
  const alert = sampleAlert();
  await insertAlert({ ...alert, sameKey: alert.id, raisedAt: now }, new Date(0), db);
  const delivery = { alertId: alert.id, channel: 'c', signal: 'raised' as const, notBefore: null };
  const id = (await insertDelivery({ ...delivery, createdAt: now }, db))!;
  const settings = AlertSettings.parse({ channels: [{ type: 'slack', name: 'c', url }], ...own });
  const parts: AlertParts = {
    ...{ settings, db, packs: async () => [], clock: systemClock, log: silentLog },
    rules: await openAlertRules([], { db, channels: ['c'] }),
    channels: openChannels(settings.channels, { clock: systemClock }),
    bus: openLocalBus(systemClock),
    feed: openLocalBus<LiveFeedEvent>(systemClock),
    liveWords: () => undefined,
    dashboardUrl: () => 'http://earshot.test',
  };
  return { id, parts, state: async () => (await findDelivery(id, db))! };
}

const going = new AbortController().signal;

test('a server that is told to stop while it sends keeps the delivery, and the try does not count', async () => {
  await using silent = await openFakeTcp();
  const { id, parts, state } = await waiting(`http://127.0.0.1:${silent.port}`);
  const stop = new AbortController();
  const sending = deliver(id, parts, stop.signal);
  stop.abort();
  await expect(sending).rejects.toThrow();
  expect(await state()).toMatchObject({ state: 'pending', tries: 0 });
});

test('what was sent is not sent again when its job comes twice', async () => {
  await using fake = await openFakeHttp(() => ({ status: 200 }));
  const { id, parts, state } = await waiting(fake.url);
  await deliver(id, parts, going);
  await deliver(id, parts, going);
  expect(await state()).toMatchObject({ state: 'sent', tries: 1, problem: null });
  expect(fake.requests).toHaveLength(1);
  expect(fake.requests[0]?.body).toContain('http://earshot.test/alerts?alert=');
});

test('a channel that refuses, or is in the settings no more, is given up at once', async () => {
  await using fake = await openFakeHttp(() => ({ status: 404 }));
  const refused = await waiting(fake.url);
  await deliver(refused.id, refused.parts, going);
  expect(await refused.state()).toMatchObject({
    state: 'dead',
    tries: 1,
    problem: { code: 'channel_refused' },
  });
  const gone = await waiting(fake.url);
  const channels = openChannels([], { clock: systemClock });
  await deliver(gone.id, { ...gone.parts, channels }, going);
  expect(await gone.state()).toMatchObject({ state: 'dead', problem: { code: 'channel_not_found' } });
});

test('what is kept of a failure holds no address', async () => {
  const port = await closedPort();
  const { id, parts, state } = await waiting(`http://127.0.0.1:${port}/T0KEN`, { tries: 1 });
  await deliver(id, parts, going);
  const kept = await state();
  expect(kept).toMatchObject({ state: 'dead', problem: { code: 'channel_unreachable' } });
  expect(JSON.stringify(kept)).not.toContain('T0KEN');
});
