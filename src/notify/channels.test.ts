import { createHash, createHmac } from 'node:crypto';
import { createClient } from '@redis/client';
import { describe, expect, test } from 'vitest';
import { systemClock } from '../lib/clock.ts';
import { describeChannel, errorOf, type OtherSide } from './channel.contract.ts';
import type { Notice } from './channel.ts';
import { ChannelSettings, openChannels } from './channels.ts';
import { type FakeHttp, openFakeHttp } from './testing/fake-http.ts';
import { openFakeSmtp } from './testing/fake-smtp.ts';
import { openFakeTcp } from './testing/fake-tcp.ts';
import { openRedisServer, redisProgram } from './testing/redis-server.ts';
import { sampleNotice } from './testing/sample-notice.ts';

const statusOf: Record<OtherSide, number> = { well: 200, busy: 429, refused: 403 };

/** Answers by what the address holds: the same for every channel that speaks HTTP. */
function openHttpSide(): Promise<FakeHttp> {
  return openFakeHttp(({ path }) => ({
    status: path.includes('busy') ? statusOf.busy : path.includes('refused') ? statusOf.refused : 200,
    headers: { 'retry-after': '7' },
  }));
}

function httpChannel(own: (url: string) => unknown, secrets: string[], keyInAddress = '') {
  return async () => {
    const fake = await openHttpSide();
    const at = (base: string, side: OtherSide) =>
      ChannelSettings.parse(own(`${base}/${side}${keyInAddress}`));
    return {
      settings: (side: OtherSide) => at(fake.url, side),
      settingsAt: (port: number) => at(`http://127.0.0.1:${port}`, 'well'),
      received: async () => fake.requests.map(({ path, body }) => decodeURIComponent(path + readable(body))),
      secrets,
      [Symbol.asyncDispose]: () => fake[Symbol.asyncDispose](),
    };
  };
}

const readable = (body: string) => body.replaceAll('+', ' ');
const secret = 'a-secret-of-sixteen-or-more';

describeChannel(
  'webhook',
  httpChannel((url) => ({ type: 'webhook', name: 'c', url, secret }), [secret]),
);
describeChannel(
  'slack',
  httpChannel((url) => ({ type: 'slack', name: 'c', url }), ['T0KEN'], '/T0KEN'),
);
describeChannel(
  'pagerduty',
  httpChannel((url) => ({ type: 'pagerduty', name: 'c', url, routingKey: 'R0UTE' }), ['R0UTE']),
);
describeChannel(
  'sms-gateway',
  httpChannel(
    (url) => ({
      type: 'sms-gateway',
      name: 'c',
      url: `${url}?key=T0KEN`,
      to: ['+15550100'],
      mostCharacters: 600,
    }),
    ['T0KEN', '5550100'],
  ),
);

describeChannel('email', async () => {
  const fake = await openFakeSmtp();
  const at = (port: number, side: OtherSide) =>
    ChannelSettings.parse({
      type: 'email',
      name: 'c',
      host: '127.0.0.1',
      port,
      requireTls: false,
      from: 'earshot@here.test',
      to: [`${side}@there.test`],
    });
  return {
    settings: (side) => at(fake.port, side),
    settingsAt: (port) => at(port, 'well'),
    received: async () => fake.mails.map((mail) => mail.replaceAll('=\n', '').replaceAll('=3D', '=')),
    secrets: ['there.test'],
    [Symbol.asyncDispose]: () => fake[Symbol.asyncDispose](),
  };
});

describeChannel('sqs', async () => {
  const fake = await openFakeHttp(({ headers, body }) => {
    const message = JSON.parse(body) as { QueueUrl: string; MessageBody: string };
    const fails = (status: number, type: string) => ({
      status,
      headers: { 'content-type': 'application/x-amz-json-1.0' },
      body: JSON.stringify({ __type: `com.amazonaws.sqs#${type}`, message: 'no' }),
    });
    if (headers['x-amz-target'] !== 'AmazonSQS.SendMessage') return fails(400, 'UnsupportedOperation');
    if (message.QueueUrl.includes('busy')) return fails(503, 'ServiceUnavailable');
    if (message.QueueUrl.includes('refused')) return fails(400, 'QueueDoesNotExist');
    return {
      status: 200,
      headers: { 'content-type': 'application/x-amz-json-1.0' },
      body: JSON.stringify({
        MessageId: '1',
        MD5OfMessageBody: createHash('md5').update(message.MessageBody).digest('hex'),
      }),
    };
  });
  const at = (base: string, side: OtherSide) =>
    ChannelSettings.parse({
      type: 'sqs',
      name: 'c',
      queueUrl: `${base}/123/${side}`,
      endpoint: base,
      accessKeyId: 'EXAMPLEACCESSKEY',
      secretAccessKey: secret,
    });
  return {
    settings: (side) => at(fake.url, side),
    settingsAt: (port) => at(`http://127.0.0.1:${port}`, 'well'),
    received: async () => fake.requests.map(({ body }) => body.replaceAll('\\"', '"')),
    secrets: [secret, '/123/'],
    [Symbol.asyncDispose]: () => fake[Symbol.asyncDispose](),
  };
});

const program = redisProgram();
if (program === undefined) {
  console.warn('No redis-server here: the Redis channel is not tested.');
  describe.skip('a channel of the type redis', () => test('needs redis-server in the path', () => {}));
} else {
  describeChannel('redis', async () => {
    const server = await openRedisServer(program);
    const busy = await openFakeTcp((socket) =>
      socket.on('data', () => socket.write('-LOADING Redis is loading the dataset in memory\r\n')),
    );
    const at = (port: number, password: string) =>
      ChannelSettings.parse({
        type: 'redis',
        name: 'c',
        url: `redis://:${password}@127.0.0.1:${port}`,
        publish: 'alerts',
        stream: 'alerts-kept',
      });
    const urls: Record<OtherSide, () => ChannelSettings> = {
      well: () => at(server.port, server.password),
      busy: () => at(busy.port, server.password),
      refused: () => at(server.port, 'an-old-password'),
    };
    return {
      settings: (side) => urls[side](),
      settingsAt: (port) => at(port, server.password),
      async received() {
        const client = createClient({ url: `redis://:${server.password}@127.0.0.1:${server.port}` });
        await client.connect();
        const entries = await client.xRange('alerts-kept', '-', '+');
        client.destroy();
        return (entries ?? []).map(({ message }) => message.json ?? '');
      },
      secrets: [server.password, 'an-old-password'],
      async [Symbol.asyncDispose]() {
        await busy[Symbol.asyncDispose]();
        await server[Symbol.asyncDispose]();
      },
    };
  });

  test('who subscribes to the Redis channel hears an alert as it is sent', async () => {
    await using server = await openRedisServer(program);
    const url = `redis://:${server.password}@127.0.0.1:${server.port}`;
    const subscriber = createClient({ url });
    await subscriber.connect();
    const heard = Promise.withResolvers<string>();
    await subscriber.subscribe('alerts', (message) => heard.resolve(message));
    const notice = sampleNotice();
    await sendTo({ type: 'redis', name: 'c', url, publish: 'alerts' }, notice);
    expect(JSON.parse(await heard.promise)).toMatchObject({
      deliveryId: notice.deliveryId,
      signal: 'raised',
    });
    subscriber.destroy();
  });
}

async function sendTo(settings: object, notice: Notice): Promise<void> {
  await using channels = openChannels([ChannelSettings.parse(settings)], { clock: systemClock });
  await channels.send('c', notice, new AbortController().signal);
}

test('a webhook is signed with its time, so that whoever knows the secret can tell it is ours', async () => {
  await using fake = await openHttpSide();
  const notice = sampleNotice();
  await sendTo({ type: 'webhook', name: 'c', url: fake.url, secret }, notice);
  const [{ headers, body }] = fake.requests as [FakeHttp['requests'][number]];
  const signed = `${headers['earshot-timestamp']}.${body}`;
  const expected = createHmac('sha256', secret).update(signed).digest('hex');
  expect(headers['earshot-signature']).toBe(`v1=${expected}`);
  expect(headers['earshot-delivery']).toBe(notice.deliveryId);
});

test('the time that a busy endpoint gives is handed on', async () => {
  await using fake = await openHttpSide();
  const error = await errorOf(sendTo({ type: 'slack', name: 'c', url: `${fake.url}/busy` }, sampleNotice()));
  expect(error.details).toEqual({ status: 429, retryAfterMs: 7_000 });
});

test('PagerDuty is told of begin, acknowledgement and end under one key', async () => {
  await using fake = await openHttpSide();
  const settings = { type: 'pagerduty', name: 'c', url: fake.url, routingKey: 'R0UTE' };
  const { alert } = sampleNotice();
  for (const signal of ['raised', 'acknowledged', 'resolved'] as const)
    await sendTo(settings, sampleNotice({ signal, alert }));
  expect(fake.requests.map(({ body }) => JSON.parse(body))).toMatchObject([
    { routing_key: 'R0UTE', event_action: 'trigger', dedup_key: alert.id, payload: { severity: 'critical' } },
    { event_action: 'acknowledge', dedup_key: alert.id },
    { event_action: 'resolve', dedup_key: alert.id },
  ]);
});

test('a text message is filled into the template of the gateway, as a form or as JSON, one for each number', async () => {
  await using fake = await openHttpSide();
  const common = { type: 'sms-gateway', name: 'c', to: ['+15550100', '+15550101'] };
  const notice = sampleNotice();
  await sendTo({ ...common, url: `${fake.url}/send/{to}` }, notice);
  await sendTo(
    { ...common, url: fake.url, encoding: 'json', fields: { phone: '{to}', message: 'Earshot: {text}' } },
    notice,
  );
  const [first, second, third] = fake.requests;
  expect([first?.path, second?.path]).toEqual(['/send/%2B15550100', '/send/%2B15550101']);
  expect(new URLSearchParams(first?.body).get('to')).toBe('+15550100');
  const { phone, message } = JSON.parse(third?.body ?? '');
  expect(phone).toBe('+15550100');
  expect(message).toMatch(/^Earshot: Alert \(critical\)/);
  expect(message).toContain(notice.link);
});
