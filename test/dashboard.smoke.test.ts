import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { buildDashboard } from '../src/cli/dashboard.ts';
import { LiveDetail, LiveList } from '../src/model/live.ts';
import { PromptList } from '../src/model/prompt.ts';
import { ScorecardVersion } from '../src/model/scorecard-editing.ts';
import { browserPath, complaintsOf, openBrowser, seriousViolations } from './browser.ts';
import { send, settled, upload } from './client.ts';
import { liveStart, openSource, tone } from './live-source.ts';
import { type RunningApp, startApp } from './running-app.ts';
import { wavOf } from './sound.ts';
import { until } from './until.ts';

/** The dashboard as people use it: the built files, the real server, a real browser. */
const turns = [
  { speaker: 'agent', startMs: 500, endMs: 2_500, text: '911, what is the address of your emergency?' },
  { speaker: 'customer', startMs: 3_000, endMs: 6_000, text: '12 Quarry Lane. My kitchen is on fire.' },
  { speaker: 'agent', startMs: 6_500, endMs: 9_000, text: '12 Quarry Lane. Help is on the way.' },
];
const spoken = (speaker: string) => turns.filter((turn) => turn.speaker === speaker);

let app: RunningApp;
let browser: Browser;
let context: BrowserContext;
let page: Page;
let callId: string;
let complaints: string[] = [];

beforeAll(async () => {
  if (!browserPath) return;
  await buildDashboard({ json: false, answer() {}, say() {} }, new AbortController().signal);
  app = await startApp();
  const recording = { name: 'kitchen.wav', bytes: wavOf(11_000, [spoken('agent'), spoken('customer')]) };
  const facts = { kind: 'psap', title: 'Kitchen fire on Quarry Lane', agent: 'Ines Okafor' };
  callId = (await upload(app.url, [recording], facts, JSON.stringify({ language: 'en-US', turns }))).id;
  await settled(app.url, callId);
  const spokenFile = join(app.dataFolder, 'microphone.wav');
  await writeFile(spokenFile, wavOf(4_000, [[{ startMs: 100, endMs: 3_900 }]]));
  browser = await openBrowser(spokenFile);
}, 120_000);

afterAll(async () => {
  await browser?.close();
  await app?.[Symbol.asyncDispose]();
});

beforeEach(async (running) => {
  if (!browserPath) {
    console.warn('No Chromium here: the dashboard is not tested in a browser.');
    running.skip();
  }
  context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'en-US' });
  page = await context.newPage();
  complaints = complaintsOf(page);
});

afterEach(async () => {
  await context?.close();
  expect(complaints).toEqual([]);
});

const open = (path: string) => page.goto(new URL(path, app.url).href);
const openCall = async () => {
  await open(`/calls/${callId}`);
  await page.getByRole('heading', { name: 'Transcript' }).waitFor();
};

test('a call is found by what was said in it and opened at that moment', async () => {
  await open('/');
  await page.getByRole('searchbox', { name: 'Search transcripts' }).fill('kitchen fire');
  await page.locator('mark', { hasText: 'kitchen' }).click();
  await page.getByRole('heading', { name: 'Kitchen fire on Quarry Lane' }).waitFor();
  await page.locator('[data-turn="1"][data-pointed]').waitFor();
  expect(await page.title()).toContain('Kitchen fire on Quarry Lane');
  await page.getByRole('main').getByRole('link', { name: 'Calls' }).click();
  await page.locator('mark', { hasText: 'kitchen' }).waitFor();
});

test('a call plays and its transcript follows', async () => {
  await openCall();
  await page.getByRole('button', { name: 'Play', exact: true }).click();
  await page.locator('[data-turn="1"][data-active]').waitFor();
  await page.getByRole('button', { name: 'Pause' }).click();
  const position = page.getByRole('slider', { name: 'Position in the call' });
  expect(Number(await position.getAttribute('aria-valuenow'))).toBeGreaterThanOrEqual(3);
});

test('evidence of a mark is heard and lit up in the transcript', async () => {
  await openCall();
  const chip = page
    .getByRole('complementary')
    .getByRole('button', { name: /^Turn \d/ })
    .first();
  const number = Number(/Turn (\d+)/.exec((await chip.textContent()) ?? '')?.[1]);
  await chip.click();
  await page.locator(`[data-turn="${number - 1}"][data-pointed]`).waitFor();
  expect(await chip.getAttribute('aria-pressed')).toBe('true');
  await page.getByRole('button', { name: 'Pause' }).waitFor();
});

test('a mark is answered with the keyboard, and the history tells by whom', async () => {
  await openCall();
  await page.getByRole('textbox', { name: 'Your name' }).fill('Ada Reviewer');
  await page.getByRole('heading', { name: 'Transcript' }).click();
  await page.keyboard.press('m');
  await page.getByRole('group', { name: 'Your answer' }).waitFor();
  await page.keyboard.press('j');
  await page.keyboard.press('u');
  await page.getByRole('textbox', { name: 'Comment' }).fill('Not to be told from this call.');
  await page.keyboard.press('Control+Enter');
  const mark = page.locator('[data-criterion]', { hasText: 'Not to be told from this call.' });
  await mark.getByText('2 opinions, not the same').waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('group', { name: 'Your answer' }).waitFor({ state: 'detached' });
  await page.getByText('History, 1 entry').click();
  await page.getByText('with Unclear').waitFor();
});

test('what waits for a person is walked with the keyboard and opened at its call', async () => {
  await open('/review');
  const row = page.getByRole('link', { name: 'Kitchen fire on Quarry Lane' });
  await row.first().waitFor();
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Transcript' }).waitFor();
  await page.getByRole('region', { name: 'Review' }).waitFor();
  await page.getByRole('main').getByRole('link', { name: 'Review' }).click();
  await row.first().waitFor();
});

test('swapped roles show at once and the call is judged again', async () => {
  await openCall();
  await page.locator('[data-turn="0"][data-speaker="agent"]').waitFor();
  await page.getByRole('button', { name: 'Swap roles' }).click();
  await page.locator('[data-turn="0"][data-speaker="customer"]').waitFor();
  const judged = await settled(app.url, callId);
  expect(judged.legs.map((leg) => leg.role)).toEqual(['customer', 'agent']);
  await page.getByText('set by a person').first().waitFor();
  await page.getByRole('button', { name: 'Swap roles' }).click();
  await page.locator('[data-turn="0"][data-speaker="agent"]').waitFor();
  await settled(app.url, callId);
});

test('recordings that are dropped become calls, two legs together', async () => {
  await open('/upload');
  const leg = (name: string, from: number) => ({
    name,
    mimeType: 'audio/wav',
    buffer: wavOf(4_000, [[{ startMs: from, endMs: from + 1_500 }]]),
  });
  await page
    .getByLabel('Recordings to upload')
    .setInputFiles([leg('line-4_caller.wav', 2_000), leg('line-4_agent.wav', 300), leg('memo.wav', 900)]);
  await page.getByText('two legs of one call, by their names').waitFor();
  await page.getByRole('button', { name: 'Upload 2 calls' }).click();
  const links = page.getByRole('link', { name: 'Open the call' });
  await expect.poll(() => links.count(), { timeout: 20_000 }).toBe(2);
  await page.getByText('Waiting for speech engine').first().waitFor();
  await links.first().click();
  await page.getByRole('link', { name: 'Set up a speech engine' }).waitFor();
});

test('a list is walked and a call opened with the keyboard alone', async () => {
  await open('/calls');
  await page.getByRole('link', { name: 'Kitchen fire on Quarry Lane' }).waitFor();
  await page.keyboard.press('?');
  await page.getByRole('dialog').waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Transcript' }).waitFor();
});

test('a call that is open stands on the wall, is opened, and goes on as a call like any other', async () => {
  const source = await openSource(app.url);
  source.say(liveStart({ call: { kind: 'psap', title: 'Fire on Maple Street', agent: 'Ana Reyes' } }));
  const { callId: openId } = await source.reply('ready');
  source.frames(0, tone(6_000));
  source.frames(1, tone(6_000));
  await open('/live');
  const row = page.getByRole('listitem').filter({ hasText: 'Fire on Maple Street' });
  await row.getByText('Now', { exact: true }).waitFor();
  await row.getByText('my kitchen is on fire').waitFor();
  await page.getByRole('link', { name: '1 needs somebody now' }).waitFor();
  expect(await seriousViolations(page)).toEqual([]);
  await page.getByRole('searchbox', { name: 'Agent' }).fill('nobody of that name');
  await page.getByRole('heading', { name: 'No open call fits' }).waitFor();
  await page.getByRole('button', { name: 'Show all open calls' }).click();
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  await page.getByRole('log').getByText('my kitchen is on fire').waitFor();
  const remark = { kind: 'message', author: 'Uma', text: 'Engine 4 is two minutes out' };
  await send(app.url, 'POST', `/api/v1/live/${openId}/remarks`, remark);
  await page.getByText('Engine 4 is two minutes out').waitFor();
  const facts = page.getByRole('complementary');
  await facts.getByText('not verified yet').waitFor();
  await facts.getByRole('img', { name: 'Done' }).first().waitFor();
  expect(await seriousViolations(page)).toEqual([]);
  await facts.getByRole('button', { name: 'Go to turn 2' }).first().click();
  await page.locator('[data-turn="1"][data-pointed]').waitFor();
  source.say({ type: 'stop' });
  await source.reply('ended');
  // Whoever looks at a place is not led away.
  await page.getByText('The call is over').waitFor();
  await page.keyboard.press('f');
  await page.waitForURL(/\/calls\//);
  await page.getByRole('heading', { name: 'Fire on Maple Street' }).waitFor();
});

test('a document is looked up while a call is taken, and what the screen showed stays with the call', async () => {
  await open('/knowledge');
  await page.getByRole('heading', { name: 'No documents yet' }).waitFor();
  const runBook = '# Run book\n\n## Kitchen fire\n\nA lid over the pan.\n\n## Second alarm\n\nCode FD-22.';
  const input = page.locator('input[aria-label="Documents to add"]');
  await input.setInputFiles({ name: 'run-book.md', mimeType: 'text/markdown', buffer: Buffer.from(runBook) });
  await page.getByRole('button', { name: 'Preview Run book' }).click();
  await page.getByText('A lid over the pan.').waitFor();
  expect(await seriousViolations(page)).toEqual([]);
  await page.getByRole('button', { name: 'Rename Run book' }).click();
  // Who renames a document writes its name at once.
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('  ');
  await page.getByText('A document needs a name').waitFor();
  await page.keyboard.type('Fires of the county');
  expect(await seriousViolations(page)).toEqual([]);
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Rename Fires of the county' }).waitFor();
  await page.getByRole('button', { name: 'Rename Fires of the county' }).click();
  await page.keyboard.type('not this');
  await page.keyboard.press('Escape');
  await page.locator('button[aria-label="Rename Fires of the county"]:focus').waitFor();

  const source = await openSource(app.url);
  const title = 'Fire on Elm Street';
  source.say(liveStart({ call: { kind: 'psap', title } }));
  const { callId: openId } = await source.reply('ready');
  source.frames(0, tone(6_000));
  source.frames(1, tone(6_000));
  await open(`/live/${openId}`);
  await page.getByText('I take the call').click();
  const next = page.getByRole('region', { name: 'Next' });
  await next.getByText('Are you out yourself?').waitFor();
  await page.getByRole('heading', { name: 'Fire', exact: true }).waitFor();
  await page.getByRole('button', { name: /^Kitchen fire/ }).waitFor();
  expect(await seriousViolations(page)).toEqual([]);
  const top = await next.getByRole('listitem').first().innerText();
  await page.keyboard.press('x');
  await until(async () => (await next.getByRole('listitem').first().innerText()) !== top);
  await page.keyboard.press('/');
  await page.keyboard.type('fd-22');
  await page.getByRole('button', { name: /^Second alarm/ }).waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.getByText('Code FD-22.', { exact: false }).waitFor();
  await until(async () => {
    const told = await fetch(new URL(`/api/v1/calls/${openId}/prompts`, app.url));
    const outcomes = PromptList.parse(await told.json()).prompts.map(({ outcome }) => outcome);
    return outcomes.includes('dismissed') && outcomes.includes('opened');
  });
  source.say({ type: 'stop' });
  await source.reply('ended');
  await settled(app.url, openId);
  await open(`/calls/${openId}`);
  await page.getByRole('tab', { name: 'Screen' }).click();
  await page
    .getByText(/Dismissed/)
    .first()
    .waitFor();
  expect(await seriousViolations(page)).toEqual([]);
});

test('an alert on an open call is told in a corner, acknowledged by one key, and judged', async () => {
  await open('/alerts');
  await page.getByRole('tab', { name: 'Alerts' }).waitFor();
  const source = await openSource(app.url);
  const turns = [
    { role: 'agent', startMs: 200, endMs: 2_200, text: 'nine one one what is the address' },
    { role: 'customer', startMs: 2_600, endMs: 5_000, text: '5 harbour road my brother has been shot' },
  ];
  const transcript = { fileName: 'known.json', text: JSON.stringify({ turns }) };
  source.say(liveStart({ call: { kind: 'psap', title: 'Shots on Harbour Road' }, transcript }));
  await source.reply('ready');
  source.frames(0, tone(6_000));
  source.frames(1, tone(6_000));
  const told = page.getByRole('alert').filter({ hasText: 'Weapon used' });
  await told.waitFor();
  expect(await page.locator('[role=alert]:focus-within').count()).toBe(0);
  const row = page.getByRole('main').getByRole('listitem').filter({ hasText: 'Weapon used' });
  await row.getByText('Open', { exact: true }).waitFor();
  expect(await seriousViolations(page)).toEqual([]);
  await told.getByRole('button', { name: 'Dismiss' }).click();
  await row.getByRole('link').focus();
  await page.keyboard.press('a');
  await row.waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'All', exact: true }).click();
  await row.getByText('Acknowledged', { exact: true }).waitFor();
  await row.getByRole('button', { name: 'Useful' }).click();
  await row.getByRole('button', { name: 'Useful', pressed: true }).waitFor();
  await page.getByRole('tab', { name: 'Ledger' }).click();
  await page.getByRole('row').filter({ hasText: 'Weapon used' }).getByText(/^100/).waitFor();
  expect(await seriousViolations(page)).toEqual([]);
  await page.getByRole('tab', { name: 'Rules' }).click();
  const rule = page.getByRole('listitem', { name: 'Major incident' });
  await rule.getByText('Change').click();
  await rule.getByRole('textbox', { name: 'For' }).fill('night shift');
  await rule.getByRole('button', { name: 'Save' }).click();
  await rule.getByText('set here: team').waitFor();
  expect(await seriousViolations(page)).toEqual([]);
  await page.getByRole('tab', { name: 'Channels' }).click();
  await page.getByRole('heading', { name: 'Alerts go to this dashboard alone' }).waitFor();
  source.say({ type: 'stop' });
  await source.reply('ended');
});

test('a call is taken with a microphone, and a lost connection loses none of it', async () => {
  let connections = 0;
  await page.routeWebSocket(/\/live\/source$/, (socket) => {
    const server = socket.connectToServer();
    if (++connections > 1) return;
    let frames = 0;
    socket.onMessage((message) => {
      server.send(message);
      if (++frames < 50) return;
      void server.close();
      void socket.close();
    });
  });
  await open('/live/microphone');
  await page.getByRole('button', { name: 'Start the call' }).click();
  await page.getByText('Call taker: sound comes').waitFor();
  await expect.poll(() => connections).toBe(2);
  await page.getByText('Connected', { exact: true }).waitFor();
  expect(await seriousViolations(page)).toEqual([]);
  const { calls } = LiveList.parse(await (await fetch(new URL('/api/v1/live', app.url))).json());
  const id = calls[0]?.id ?? '';
  const look = async () =>
    LiveDetail.parse(await (await fetch(new URL(`/api/v1/live/${id}`, app.url))).json());
  await expect.poll(async () => (await look()).durationMs, { timeout: 20_000 }).toBeGreaterThan(3_000);
  const heard = await look();
  expect(heard.legs).toMatchObject([{ role: 'agent', lostMs: 0 }]);
  expect(heard.legs[0]?.levelDbfs).toBeGreaterThan(-60);
  expect(heard.notes.map((note) => note.kind)).toContain('reconnected');
  await page.keyboard.press('m');
  await page.getByText('Call taker: muted').waitFor();
  await page.getByRole('link', { name: 'Calls' }).first().click();
  await page.getByRole('dialog').getByRole('button', { name: 'Stay' }).click();
  await page.getByRole('button', { name: 'End the call' }).click();
  await page.waitForURL(new RegExp(`/calls/${id}`));
}, 60_000);

test('a scorecard is drafted, tried on calls, mended, published and archived', async () => {
  await open('/scorecards');
  await page.getByRole('button', { name: 'New draft of 911 call script' }).click();
  await page.getByText('No mark changes').waitFor();
  await page.getByRole('textbox', { name: 'Title' }).fill('911 script, ours');
  await page.getByRole('button', { name: 'Say it here instead' }).click();
  await page.getByRole('textbox', { name: 'From seconds' }).fill('5');
  await page.getByRole('textbox', { name: 'Threshold' }).fill('900');
  await page.getByText('1 mistake', { exact: true }).click();
  await page.getByRole('button', { name: /^Line \d+, column 1$/ }).click();
  const yaml = page.getByRole('textbox', { name: 'YAML of the scorecard' });
  const text = await yaml.inputValue();
  expect(text).toContain('threshold: 900');
  expect(text).toContain('assign: [{ beside: true, minDurationS: 5 }]');
  await page.getByText(/^Line \d+: Too big/).waitFor();
  await yaml.fill(text.replace('threshold: 900', 'threshold: 90').replace('"{answers_911}"', 'zebra'));
  await page.getByRole('heading', { name: /^\d+ marks? change/ }).waitFor();
  expect(await seriousViolations(page)).toEqual([]);
  await page.getByRole('tab', { name: 'Backtest' }).click();
  await page.getByRole('button', { name: 'Run the backtest' }).click();
  await page.getByRole('heading', { name: 'Answers that change' }).waitFor();
  await page.getByRole('link', { name: 'Scorecards' }).first().click();
  await page.getByRole('dialog').getByRole('button', { name: 'Stay' }).click();
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Saved', { exact: true }).waitFor();
  await page.getByRole('button', { name: 'Publish' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('What changed, and why').fill('Our own greeting.');
  await dialog.getByLabel('Publish it all the same').check({ timeout: 60_000 });
  expect(await seriousViolations(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Publish' }).click();
  await page.getByText('In force', { exact: true }).waitFor();
  await page.getByRole('link', { name: 'Scorecards' }).first().click();
  await page.getByRole('link', { name: 'Version 2 of 911 script, ours' }).first().waitFor();
  await page.getByText('2 versions').click();
  await page.getByRole('button', { name: 'Archive version 2 of 911 script, ours' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Archive' }).click();
  await page.getByRole('heading', { name: '911 call script' }).waitFor();
}, 120_000);

test('a draft that somebody else saved meanwhile is neither lost nor overwritten', async () => {
  const made = await send(app.url, 'POST', '/api/v1/scorecards/drafts', {
    from: { id: 'tcpr-supplement', version: 1 },
  });
  const draft = ScorecardVersion.parse(await made.json());
  const path = `scorecards/tcpr-supplement/versions/${draft.version}`;
  await open(`/scorecards/tcpr-supplement/${draft.version}`);
  await page.getByRole('textbox', { name: 'Title' }).fill('Mine');
  const yaml = draft.yaml.replace(/^title: .*$/m, 'title: Theirs');
  await send(app.url, 'PUT', `/api/v1/${path}`, { yaml, digest: draft.digest });
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('The draft was not saved').waitFor();
  await page.getByRole('button', { name: 'Keep mine as a new draft' }).click();
  await page.getByText(`Your text is kept as version ${draft.version + 1}.`).waitFor();
  await page.getByRole('button', { name: 'Load what was saved' }).click();
  await page.getByRole('heading', { name: 'Theirs' }).waitFor();
  await open(`/scorecards/tcpr-supplement/${draft.version + 1}`);
  await page.getByRole('heading', { name: 'Mine' }).waitFor();
  // The refused save is a 409, which browsers write to the console.
  complaints = complaints.filter((text) => !text.includes('409'));
});

test('a scenario that ships is copied, answers as it is written, and is published', async () => {
  await open('/scenarios');
  await page.getByRole('textbox', { name: 'Find a scenario' }).fill('collapse');
  await page.getByRole('button', { name: 'Copy Chest pain, then collapse' }).click();
  await page.getByText('chest-pain-copy').waitFor();
  const say = page.getByRole('textbox', { name: 'What you say' });
  const talk = page.getByRole('log', { name: 'The talk' });
  await say.fill('911, what is the address of the emergency?');
  await say.press('Enter');
  await talk.getByText('66 Oak Terrace').waitFor();
  await page.getByText('Facts out: 2 of 10').waitFor();
  await page.getByRole('textbox', { name: 'The true location' }).fill('67 Oak Terrace, unit 4');
  await page.keyboard.press('Control+s');
  await page.getByText('Saved', { exact: true }).waitFor();
  await page.getByText('YAML', { exact: true }).click();
  const text = page.getByRole('textbox', { name: 'YAML of the scenario' });
  const sound = await text.inputValue();
  expect(sound).toContain('67 Oak Terrace, unit 4');
  await text.fill(sound.replace('callback: phone', 'callback: telephone'));
  await page.getByText('1 mistake').click();
  await page.getByRole('listitem').getByText('there is no fact "telephone"').waitFor();
  await text.fill(sound);
  await page.getByText('No mistakes').waitFor();
  await page.getByRole('button', { name: 'Publish …' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'What changed, and why' }).fill('Another house.');
  await dialog.getByRole('button', { name: 'Publish' }).click();
  await page.getByText('In force', { exact: true }).waitFor();
}, 120_000);

test('a scenario made of a call is approved when all of the call has been looked at', async () => {
  await openCall();
  await page.getByRole('button', { name: 'More about this call' }).click();
  await page.getByRole('menuitem', { name: 'Make a scenario of this call' }).click();
  await page.getByText('still to be looked at').waitFor();
  const panel = page.getByRole('tabpanel', { name: 'The real call' });
  await panel.getByText('12 Quarry Lane').waitFor();
  for (const box of await panel.getByRole('checkbox').all()) await box.check();
  await panel.getByRole('textbox', { name: 'Your name' }).fill('Ines Okafor');
  expect(await seriousViolations(page)).toEqual([]);
  await panel.getByRole('button', { name: 'Approve this text' }).click();
  await panel.getByText('Approved by Ines Okafor').waitFor();
}, 120_000);

test.each(['light', 'dark'] as const)(
  'no page breaks a serious rule of accessibility (%s)',
  async (colorScheme) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    for (const path of [
      '/calls',
      `/calls/${callId}`,
      '/review',
      '/live',
      '/live?tv=1',
      '/live/microphone',
      '/alerts?show=all',
      '/alerts?tab=rules',
      '/alerts?tab=ledger',
      '/knowledge',
      '/queue',
      '/upload',
      '/speech',
      '/training',
      '/training?tab=runs',
      '/scorecards',
      '/scorecards/psap-911-script/1',
      '/scenarios',
      '/scenarios/chest-pain/1',
      '/nowhere',
    ]) {
      await open(path);
      await page.getByRole('heading', { level: 1 }).waitFor();
      expect(await seriousViolations(page), path).toEqual([]);
    }
  },
  240_000,
);

test.each(['light', 'dark'] as const)(
  'agreement shows each question with its gate and its disagreements, for everybody (%s)',
  async (colorScheme) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await open('/agreement');
    const script = page.getByRole('table', { name: '911 call script' });
    // The rules are measured when it is first asked for.
    await script.waitFor({ timeout: 200_000 });
    await script.getByText('disagreement').first().click();
    await script.getByText('people say').first().waitFor();
    expect(await script.getByText('Fact', { exact: true }).count()).toBeGreaterThan(0);
    expect(await seriousViolations(page)).toEqual([]);
  },
  300_000,
);
