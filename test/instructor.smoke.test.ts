import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { buildDashboard } from '../src/cli/dashboard.ts';
import { browserPath, complaintsOf, openBrowser, seriousViolations } from './browser.ts';
import { send, settled } from './client.ts';
import { drillDetail, openDesk, startDrill, type TestDesk } from './drill-desk-client.ts';
import { type RunningApp, startApp } from './running-app.ts';
import { wavOf } from './sound.ts';
import { until } from './until.ts';

/** The pages of instructors as people use them: the built dashboard, the real server, a real browser. */
const asksPlace = '911, what is the address of your emergency?';

let app: RunningApp;
let browser: Browser;
let context: BrowserContext;
let page: Page;
let complaints: string[] = [];
let endedId: string;

beforeAll(async () => {
  if (!browserPath) return;
  await buildDashboard({ json: false, answer() {}, say() {} }, new AbortController().signal);
  app = await startApp();
  const silence = join(app.dataFolder, 'microphone.wav');
  await writeFile(silence, wavOf(1_000, [[]]));
  browser = await openBrowser(silence);
  const { id, desk } = await answered('Ines Okafor');
  endedId = id;
  desk.say({ type: 'hang_up' });
  await desk.next('drill', ({ drill }) => drill.phase === 'ended');
  await send(app.url, 'POST', '/api/v1/assignments', {
    title: 'Say the address back',
    scenarios: ['chest-pain', 'crash-minor'],
    trainees: ['Ines Okafor', 'Noor Haddad'],
    by: 'Maria Brandt',
  });
}, 240_000);

afterAll(async () => {
  await browser?.close();
  await app?.[Symbol.asyncDispose]();
});

beforeEach(async (running) => {
  if (!browserPath) {
    console.warn('No Chromium here: the pages of instructors are not tested in a browser.');
    running.skip();
  }
  context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'en-US' });
  page = await context.newPage();
  complaints = complaintsOf(page);
  await page.addInitScript(() =>
    Reflect.get(globalThis, 'localStorage').setItem('earshot-reviewer', '"Maria Brandt"'),
  );
});

afterEach(async () => {
  await context?.close();
  expect(complaints).toEqual([]);
});

const open = (path: string) => page.goto(new URL(path, app.url).href);

/** A drill in which the address was asked for and told. */
async function answered(trainee: string): Promise<{ id: string; desk: TestDesk }> {
  const { id } = await startDrill(app.url, { scenarioId: 'chest-pain', trainee });
  const desk = await openDesk(app.url, id);
  desk.say({ type: 'answer' });
  await desk.next('drill', ({ drill }) => drill.phase === 'open');
  desk.say({ type: 'said', id: '1', text: asksPlace });
  await desk.next('turn', ({ turn }) => turn.text.includes('66 Oak Terrace'));
  return { id, desk };
}

async function hangUp(desk: TestDesk): Promise<void> {
  desk.say({ type: 'hang_up' });
  await desk.next('drill', ({ drill }) => drill.phase === 'ended');
}

test('an open drill is watched: the mind moves, the record fills, a whisper and an event reach the desk', async () => {
  const { id, desk } = await answered('Noor Haddad');
  await open('/training/instructor?tab=open');
  await page.getByRole('link', { name: 'Watch Noor Haddad: Chest pain, then collapse' }).click();
  await page.getByRole('heading', { name: 'Noor Haddad: Chest pain, then collapse' }).waitFor();
  await page.getByRole('log').getByText('66 Oak Terrace').waitFor();
  const mind = page.getByRole('region', { name: 'Mind of the caller' });
  const facts = page.getByRole('region', { name: 'Facts' });
  const timeline = page.getByRole('region', { name: 'Timeline' });
  await mind.getByText('Answers 911').or(mind.getByText('Greets')).first().waitFor();
  await facts
    .getByText(/^won 0:/)
    .first()
    .waitFor();
  await facts.getByText('can be had now').first().waitFor();
  desk.say({ type: 'said', id: '2', text: 'Calm down!' });
  await mind.getByText('Calm only', { exact: true }).waitFor();
  await mind.getByText('trust −1').waitFor();
  await mind.getByText('What moved the distress (1)').click();
  await mind.getByText('2.5 → 3.5: Calm only').waitFor();
  desk.say({ type: 'cad', field: 'location', value: '66 Oak Terrace, unit 4' });
  const location = page.getByRole('region', { name: 'Record' }).getByRole('row', { name: /^Location/ });
  await location.getByText('worth 100%').waitFor();
  await page.getByRole('heading', { name: 'Transcript' }).click();
  await page.keyboard.press('w');
  await page.keyboard.type('Ask whether he is awake.');
  await page.keyboard.press('Enter');
  expect((await desk.next('whisper')).note).toMatchObject({
    text: 'Ask whether he is awake.',
    author: 'Maria Brandt',
  });
  await page.getByRole('log').getByText('Whispered by Maria Brandt').waitFor();
  await page.keyboard.type('Late with the breathing.');
  await page.keyboard.press('Control+Enter');
  await page.getByRole('log').getByText('Noted by Maria Brandt').waitFor();
  expect((await drillDetail(app.url, id)).notes.map(({ kind }) => kind)).toEqual(['whisper', 'note']);
  await timeline.getByRole('button', { name: 'Make happen now: The father collapses' }).click();
  await desk.next('speaks', ({ speaks }) => /fell over|collapsed/.test(speaks.text));
  await timeline
    .getByRole('listitem')
    .filter({ hasText: 'The father collapses' })
    .getByText(/^happened 0:/)
    .waitFor();
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    expect(await seriousViolations(page), colorScheme).toEqual([]);
  }
  await hangUp(desk);
  await page.getByText('The drill is over').waitFor();
  expect(await seriousViolations(page)).toEqual([]);
  // What is asked for after the end is refused, and the browser says so.
  complaints = complaints.filter((complaint) => !complaint.includes('409'));
  await page.getByRole('link', { name: 'debriefing' }).click();
  await page.getByRole('table', { name: 'Facts' }).waitFor();
}, 120_000);

test('what a trainee has before them leads nowhere where the plot stands', async () => {
  const { id } = await answered('Lea Sommer');
  for (const path of ['/training', `/training/${id}`]) {
    await open(path);
    await page.getByRole('heading', { level: 1 }).waitFor();
    expect(await page.locator(`a[href*="instructor/"]`).count(), path).toBe(0);
  }
  await page.getByRole('log', { name: 'Transcript' }).getByText('66 Oak Terrace').waitFor();
  expect(await page.content()).not.toContain('father collapses');
  await page.getByRole('button', { name: 'Hang up' }).click();
  await page.getByRole('link', { name: 'Open the debriefing' }).waitFor();
}, 120_000);

test('a drill stands on the wall as one, is not counted as a call in need, and waits for nobody unless asked for', async () => {
  const { id, desk } = await answered('Ada Quist');
  const injected = { event: 'collapses', by: 'Maria Brandt' };
  await send(app.url, 'POST', `/api/v1/drills/${id}/inject`, injected);
  await open('/live');
  const row = page.getByRole('listitem').filter({ hasText: 'Ada Quist' });
  await row.getByText('Now', { exact: true }).waitFor();
  await row.getByText('Drill', { exact: true }).waitFor();
  const navigation = page.getByRole('navigation', { name: 'Main' });
  expect(await navigation.getByText('somebody now').count()).toBe(0);
  const { callId } = await drillDetail(app.url, id);
  await hangUp(desk);
  // It is stored a moment after its end.
  await until(async () => (await fetch(new URL(`/api/v1/calls/${callId}`, app.url))).ok);
  await settled(app.url, callId!);
  await open('/review');
  await page.getByRole('heading', { name: 'Nothing waits' }).waitFor();
  expect(await navigation.getByText('for a person').count()).toBe(0);
  await page.getByRole('checkbox', { name: 'Drills too' }).check();
  const waits = page.getByRole('listitem').filter({ hasText: 'Ada Quist' });
  await waits
    .getByText(/^Drill · Ada Quist/)
    .first()
    .waitFor();
  expect(page.url()).toContain('drills=1');
  expect(await seriousViolations(page)).toEqual([]);
}, 120_000);

test('something is assigned, stands in the list, and is withdrawn', async () => {
  await open('/training/instructor?tab=assignments');
  await page.getByRole('button', { name: 'New assignment' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Title' }).fill('A first crash');
  await dialog.getByRole('combobox', { name: 'Scenarios' }).fill('Two cars');
  await page.getByRole('option', { name: /^Two cars, nobody hurt/ }).click();
  await page.keyboard.press('Escape');
  await dialog
    .getByRole('combobox', { name: 'Trainees' })
    .or(dialog.getByLabel('Trainees'))
    .first()
    .fill('Noor');
  await page.keyboard.press('Enter');
  expect(await seriousViolations(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Assign' }).click();
  await page.getByRole('table', { name: 'Who has done A first crash' }).waitFor();
  await page.getByRole('button', { name: 'Withdraw A first crash' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Withdraw' }).click();
  await page.getByRole('heading', { name: 'A first crash' }).waitFor({ state: 'detached' });
}, 120_000);

test.each(['light', 'dark'] as const)(
  'no page of instructors breaks a serious rule of accessibility (%s)',
  async (colorScheme) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const tabs: [path: string, shows: string | RegExp][] = [
      ['?tab=floor', 'From the floor'],
      ['?tab=assignments', 'Say the address back'],
      ['?tab=trainees', 'Ines Okafor'],
      ['?tab=trainees&who=Ines%20Okafor', 'Level'],
      ['?tab=class&scenario=chest-pain', 'Ines Okafor'],
      ['?tab=open', /^(No drill is open|Goes on)/],
    ];
    for (const [path, shows] of tabs) {
      await open(`/training/instructor${path}`);
      await page.getByRole('main').getByText(shows).first().waitFor();
      expect(await seriousViolations(page), path).toEqual([]);
    }
    await open(`/training/${endedId}/debrief`);
    await page.getByRole('heading', { name: 'Instructor' }).waitFor();
    expect(await seriousViolations(page), 'debrief').toEqual([]);
    await open('/training/instructor/0190a1b2-0000-7000-8000-000000000000');
    await page.getByRole('alert').waitFor();
    expect(await seriousViolations(page), 'unknown drill').toEqual([]);
    await open(`/training/instructor/${endedId}`);
    await page.getByText('The drill is over').waitFor();
    expect(await seriousViolations(page), 'drill that is over').toEqual([]);
    complaints = complaints.filter((complaint) => !/404|409/.test(complaint));
  },
  120_000,
);
