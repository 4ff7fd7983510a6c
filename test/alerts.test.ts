import { expect, test } from 'vitest';
import {
  AlertEvent,
  type AlertItem,
  AlertLedger,
  AlertList,
  AlertRuleList,
  ChannelList,
} from '../src/model/alert.ts';
import { type FakeHttp, openFakeHttp } from '../src/notify/testing/fake-http.ts';
import { send, settled, upload } from './client.ts';
import { liveStart, openSource, tone } from './live-source.ts';
import { type RunningApp, startApp } from './running-app.ts';
import { wavOf } from './sound.ts';
import { until } from './until.ts';

const secret = 'a-secret-of-sixteen-or-more';

/** An endpoint, and the system with it as the channel `desk`. */
async function appWith(hook: FakeHttp, more: Record<string, string> = {}): Promise<RunningApp> {
  const channels = ['desk', 'chief'].map((name) => ({
    type: 'webhook',
    name,
    url: `${hook.url}/${name}`,
    secret,
  }));
  return await startApp({
    env: {
      EARSHOT_ALERTS_CHANNELS: JSON.stringify(channels),
      EARSHOT_ALERTS_WARNING: '[desk]',
      EARSHOT_ALERTS_CRITICAL: '[desk]',
      EARSHOT_ALERTS_ESCALATE_TO: '[chief]',
      EARSHOT_ALERTS_FIRST_RETRY_MS: '50',
      EARSHOT_ALERTS_TRIES: '2',
      ...more,
    },
  });
}

const fine = () => openFakeHttp(() => ({ status: 200 }));

/** Opens a live call in which this is said, and leaves it open. */
async function talk(app: RunningApp, said: string[], title = 'line 4') {
  const source = await openSource(app.url);
  const turns = said.map((text, n) => ({
    ...{ role: n % 2 === 0 ? 'agent' : 'customer', text },
    ...{ startMs: 200 + n * 2_000, endMs: 1_900 + n * 2_000 },
  }));
  const transcript = { fileName: 'known.json', text: JSON.stringify({ turns }) };
  source.say(liveStart({ call: { kind: 'psap', title }, transcript }));
  const { callId } = await source.reply('ready');
  const lengthMs = 500 + said.length * 2_000;
  source.frames(0, tone(lengthMs));
  source.frames(1, tone(lengthMs));
  return { source, callId };
}

const shooting = [
  'nine one one what is the address of the emergency',
  'fourteen twenty two maple street my brother has been shot in the chest',
];

async function alerts(app: RunningApp, query = ''): Promise<AlertList> {
  return AlertList.parse(await (await fetch(new URL(`/api/v1/alerts${query}`, app.url))).json());
}

const alertOf = (app: RunningApp, ruleId: string): Promise<AlertItem> =>
  until(async () => (await alerts(app, `?ruleId=${ruleId}`)).alerts[0]);

const told = (hook: FakeHttp, path: string) =>
  hook.requests.filter((request) => request.path === path).map(({ body }) => JSON.parse(body));

test('what is said on an open call is told at once, once, without a word of it, and goes on until somebody acts', async () => {
  await using hook = await fine();
  await using app = await appWith(hook);
  const events: AlertEvent[] = [];
  const socket = new WebSocket(new URL('/api/v1/live/events', app.url.replace('http', 'ws')));
  socket.addEventListener('message', ({ data }) => {
    const { event } = JSON.parse(String(data));
    if (event.type === 'alert') events.push(AlertEvent.parse(event));
  });
  await new Promise((resolve) => socket.addEventListener('open', resolve));
  const { source, callId } = await talk(app, shooting);
  const alert = await alertOf(app, 'psap-violence');
  expect(alert).toMatchObject({ severity: 'critical', state: 'open', callId, callTitle: 'line 4', turn: 1 });
  await until(async () => told(hook, '/desk').some(({ signal }) => signal === 'raised'));
  await send(app.url, 'POST', `/api/v1/alerts/${alert.id}/acknowledge`, { author: 'Ines Okafor' });
  await send(app.url, 'POST', `/api/v1/alerts/${alert.id}/acknowledge`, { author: 'Somebody Else' });
  await send(app.url, 'POST', `/api/v1/alerts/${alert.id}/feedback`, { verdict: 'useful' });
  await until(async () => told(hook, '/desk').some(({ signal }) => signal === 'acknowledged'));
  source.say({ type: 'stop' });
  await source.reply('ended');
  await settled(app.url, callId);
  const own = events.filter((event) => event.alert.id === alert.id);
  expect(own.filter(({ change }) => change === 'raised')).toHaveLength(1);
  const all = told(hook, '/desk').filter((one) => one.alert.id === alert.id);
  expect(all.map(({ signal }) => signal)).toEqual(['raised', 'acknowledged']);
  expect(JSON.stringify(all)).not.toMatch(/brother|maple/);
  const kept = (await alerts(app, `?callId=${callId}`)).alerts.find(({ id }) => id === alert.id);
  expect(kept).toMatchObject({ state: 'acknowledged', acknowledgedBy: 'Ines Okafor', verdict: 'useful' });
  expect(kept?.deliveries.map(({ state }) => state)).toEqual(['sent', 'sent']);
  const ledger = AlertLedger.parse(await (await fetch(new URL('/api/v1/alerts/ledger', app.url))).json());
  const line = ledger.lines.find(({ ruleId }) => ruleId === 'psap-violence');
  expect(line).toMatchObject({
    raised: 1,
    acknowledged: 1,
    useful: 1,
    noise: 0,
    precision: { value: 1, high: 1 },
  });
  expect(line?.medianLeadMs).toBeGreaterThan(0);
  expect(line?.precision?.low).toBeCloseTo(0.207, 2);
  socket.close();
});

test('a delivery that fails for good is a dead letter that shows and can be sent again', async () => {
  let status = 503;
  await using hook = await openFakeHttp(() => ({ status }));
  await using app = await appWith(hook);
  await talk(app, shooting);
  const { deliveries } = await until(async () => (await alerts(app, '?dead=true')).alerts[0]);
  expect(deliveries).toMatchObject([{ state: 'dead', tries: 2, problem: { code: 'channel_unreachable' } }]);
  expect((await alerts(app, '?limit=0')).counts.dead).toBe(1);
  status = 200;
  const again = `/api/v1/alerts/deliveries/${deliveries[0]!.id}/resend`;
  expect((await send(app.url, 'POST', again)).status).toBe(204);
  const { alerts: left } = await until(async () => {
    const list = await alerts(app, '?ruleId=psap-violence');
    return list.alerts[0]?.deliveries[0]?.state === 'sent' && list;
  });
  expect(left).toHaveLength(1);
  expect(new Set(told(hook, '/desk').map(({ deliveryId }) => deliveryId)).size).toBe(1);
  expect((await send(app.url, 'POST', again)).status).toBe(409);
});

test('an alert that nobody acknowledges goes to the next in line, once', async () => {
  await using hook = await fine();
  await using app = await appWith(hook);
  const rule = '/api/v1/alerts/rules/psap-violence';
  const changed = await send(app.url, 'PUT', rule, { escalateAfterS: 5, team: 'night shift' });
  const inForce = AlertRuleList.parse(await changed.json()).rules.find(
    (one) => one.rule.id === 'psap-violence',
  );
  expect(inForce).toMatchObject({ changed: ['escalateAfterS', 'team'], rule: { team: 'night shift' } });
  await talk(app, shooting);
  const [escalation] = await until(async () => {
    const heard = told(hook, '/chief');
    return heard.length > 0 && heard;
  });
  expect(escalation).toMatchObject({ signal: 'escalated', alert: { team: 'night shift', state: 'open' } });
  expect((await alertOf(app, 'psap-violence')).escalatedAt).not.toBeNull();
});

test('in quiet hours a warning waits for their end, and a critical alert does not', async () => {
  await using hook = await fine();
  const hour = (ahead: number) => {
    const at = new Date(Date.now() + ahead * 3_600_000);
    return [at.getHours(), at.getMinutes()].map((n) => String(n).padStart(2, '0')).join(':');
  };
  await using app = await appWith(hook, {
    EARSHOT_ALERTS_QUIET_HOURS_FROM: hour(-1),
    EARSHOT_ALERTS_QUIET_HOURS_TO: hour(1),
  });
  await send(app.url, 'PUT', '/api/v1/alerts/rules/psap-violence', { severity: 'warning' });
  await talk(app, shooting);
  const held = (await alertOf(app, 'psap-violence')).deliveries;
  expect(held).toMatchObject([{ channel: 'desk', state: 'pending' }]);
  expect(Date.parse(held[0]!.nextTryAt!)).toBeGreaterThan(Date.now());
  await send(app.url, 'PUT', '/api/v1/alerts/rules/psap-violence', {});
  const { callId } = await talk(app, shooting, 'line 5');
  await until(async () => told(hook, '/desk').some(({ alert }) => alert.callId === callId));
  expect(told(hook, '/desk').some(({ alert }) => alert.callTitle === 'line 4')).toBe(false);
});

test('words go out only where the settings let them', async () => {
  await using hook = await fine();
  await using app = await appWith(hook, { EARSHOT_ALERTS_INCLUDE_WORDS: 'true' });
  await talk(app, shooting);
  const [first] = await until(async () => {
    const heard = told(hook, '/desk').filter(({ alert }) => alert.ruleId === 'psap-violence');
    return heard.length > 0 && heard;
  });
  expect(first.words).toBe(shooting[1]);
  expect(JSON.stringify((await alerts(app)).alerts)).not.toMatch(/brother|maple/);
});

test('three calls about one fire are one event, told once', async () => {
  await using app = await startApp();
  const greeting = 'nine one one what is the address of the emergency';
  const places = ['twelve maple street', 'fourteen maple street', 'sixteen maple street'];
  const calls: string[] = [];
  for (const place of places) {
    const { callId } = await talk(app, [greeting, `${place} the house is on fire there are flames`], place);
    calls.push(callId);
  }
  const alert = await alertOf(app, 'psap-one-event');
  expect(calls).toContain(alert.callId);
  expect(alert.reason).toMatch(/^3 calls within 15 min/);
  const fourth = await talk(
    app,
    [greeting, 'eighteen maple street there is a house fire with flames'],
    'four',
  );
  await until(async () => (await alerts(app, '?ruleId=psap-one-event')).alerts[0]?.repeats);
  expect((await alerts(app, '?ruleId=psap-one-event')).alerts).toHaveLength(1);
  fourth.source.close();
});

const turns = [
  { speaker: 'agent', startMs: 500, endMs: 2_500, text: 'What do you want?' },
  { speaker: 'customer', startMs: 3_000, endMs: 6_000, text: '12 Quarry Lane. My kitchen is on fire.' },
  { speaker: 'agent', startMs: 6_500, endMs: 9_000, text: 'Not my problem. Stop wasting my time.' },
];
const spoken = (speaker: string) => turns.filter((turn) => turn.speaker === speaker);

test('a stored call that fails raises its alert once, however often it is judged, and takes it along when it goes', async () => {
  await using app = await startApp();
  const sound = { name: 'kitchen.wav', bytes: wavOf(11_000, [spoken('agent'), spoken('customer')]) };
  const transcript = JSON.stringify({ language: 'en-US', turns });
  const { id } = await upload(app.url, [sound], { kind: 'psap', title: 'Kitchen fire' }, transcript);
  await settled(app.url, id);
  const first = await alerts(app, `?callId=${id}`);
  expect(first.alerts.map(({ ruleId }) => ruleId)).toContain('psap-auto-fail');
  expect(first.alerts[0]).toMatchObject({ source: 'recording', team: 'quality', callTitle: 'Kitchen fire' });
  for (const roles of [
    ['customer', 'agent'],
    ['agent', 'customer'],
  ]) {
    await send(app.url, 'PUT', `/api/v1/calls/${id}/roles`, { roles });
    await settled(app.url, id);
  }
  const again = (await alerts(app, `?callId=${id}`)).alerts;
  expect(again.map((alert) => alert.id)).toEqual(
    expect.arrayContaining(first.alerts.map((alert) => alert.id)),
  );
  expect(new Set(again.map(({ ruleId, reason }) => `${ruleId} ${reason}`)).size).toBe(again.length);
  await send(app.url, 'DELETE', `/api/v1/calls/${id}`);
  expect((await alerts(app, `?callId=${id}`)).alerts).toEqual([]);
});

test('a call of long ago raises nothing', async () => {
  await using app = await startApp();
  const sound = { name: 'kitchen.wav', bytes: wavOf(11_000, [spoken('agent'), spoken('customer')]) };
  const facts = { kind: 'psap', startedAt: '2020-01-01T00:00:00Z' };
  const { id } = await upload(app.url, [sound], facts, JSON.stringify({ language: 'en-US', turns }));
  await settled(app.url, id);
  expect((await alerts(app)).alerts).toEqual([]);
});

test('a channel is listed without its secrets, and a test says whether it takes alerts', async () => {
  let status = 200;
  await using hook = await openFakeHttp(() => ({ status }));
  await using app = await appWith(hook);
  const listed = await (await fetch(new URL('/api/v1/alerts/channels', app.url))).text();
  expect(ChannelList.parse(JSON.parse(listed)).channels).toMatchObject([
    { name: 'desk', type: 'webhook', takes: ['warning', 'critical'], sent: 0 },
    { name: 'chief', takes: ['escalated'] },
  ]);
  expect(listed).not.toContain(secret);
  expect(listed).not.toContain(hook.url);
  const test = (name: string) => send(app.url, 'POST', `/api/v1/alerts/channels/${name}/test`);
  expect((await test('desk')).status).toBe(204);
  expect(told(hook, '/desk')).toMatchObject([{ signal: 'test' }]);
  status = 401;
  expect(await (await test('desk')).json()).toMatchObject({ error: { code: 'channel_refused' } });
  expect((await test('nobody')).status).toBe(404);
  const strange = { channels: ['nobody'] };
  expect((await send(app.url, 'PUT', '/api/v1/alerts/rules/psap-violence', strange)).status).toBe(400);
  expect((await send(app.url, 'PUT', '/api/v1/alerts/rules/nothing', {})).status).toBe(404);
});
