import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { buildDashboard } from '../src/cli/dashboard.ts';
import { HotWordsInForce } from '../src/model/hot-words.ts';
import { browserPath, complaintsOf, openBrowser, seriousViolations } from './browser.ts';
import { send, upload } from './client.ts';
import { type RunningApp, startApp } from './running-app.ts';
import { wavOf } from './sound.ts';

/** The page of the hot words as people use it: the built files, the real server, a real browser. */
let app: RunningApp;
let browser: Browser;
let context: BrowserContext;
let page: Page;
let complaints: string[] = [];
const path = '/api/v1/speech/hot-words';

beforeAll(async () => {
  if (!browserPath) return;
  await buildDashboard({ json: false, answer() {}, say() {} }, new AbortController().signal);
  app = await startApp({ env: { EARSHOT_SPEECH_HOT_WORDS: '[Ladder 4, Medic 12]' } });
  const recording = { name: 'call.wav', bytes: wavOf(2_000, [[{ startMs: 100, endMs: 1_900 }]]) };
  await upload(app.url, [recording], { queue: 'Brightwater 911' });
  browser = await openBrowser('');
}, 120_000);

afterAll(async () => {
  await browser?.close();
  await app?.[Symbol.asyncDispose]();
});

beforeEach(async (running) => {
  if (!browserPath) {
    console.warn('No Chromium here: the page of the hot words is not tested in a browser.');
    running.skip();
  }
  await send(app.url, 'PUT', path, { lists: [] });
  context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'en-US' });
  page = await context.newPage();
  complaints = complaintsOf(page);
});

afterEach(async () => {
  await context?.close();
  expect(complaints).toEqual([]);
});

const inForce = async () => HotWordsInForce.parse(await (await fetch(new URL(path, app.url))).json()).lists;
const open = () => page.goto(new URL('/speech/hot-words', app.url).href);
const field = (name: string, n = 0) => page.getByRole('textbox', { name, exact: true }).nth(n);
const save = () => page.getByRole('button', { name: 'Save' });

test('lists are pasted, put right, saved for a queue, changed and removed', async () => {
  await page.goto(new URL('/speech', app.url).href);
  await page.getByRole('link', { name: 'Hot words' }).click();
  await page.getByRole('heading', { name: 'No lists yet' }).waitFor();
  await page.getByText('2 words of the settings').click();
  await page.getByText('Ladder 4, Medic 12').waitFor();
  await page.getByText('Which engines take hot words').click();
  await page.getByRole('rowheader', { name: 'Parakeet TDT' }).waitFor();
  expect(await save().isDisabled()).toBe(true);

  await page.getByRole('button', { name: 'Add a list' }).click();
  // Whoever adds a list writes its name at once.
  await page.keyboard.type('streets');
  await page.getByRole('combobox', { name: 'Queues' }).fill('Brightw');
  await page.getByRole('option', { name: 'Brightwater 911' }).click();
  await field('Words and phrases').fill(
    `# ours\nWickapecko Drive\n${'x'.repeat(101)}\nElm Street\nElm Street`,
  );
  await page.getByText('Longer than 100 characters: line 3').waitFor();
  expect(await save().isDisabled()).toBe(true);
  expect(await seriousViolations(page)).toEqual([]);
  await field('Words and phrases').fill('# ours\nWickapecko Drive\nElm Street\nElm Street');
  await page.getByText('2 words and phrases; 1 written twice count once').waitFor();
  await save().click();
  await page.getByText('Saved: in force').waitFor();
  const streets = { name: 'streets', queues: ['Brightwater 911'], words: ['Wickapecko Drive', 'Elm Street'] };
  expect(await inForce()).toEqual([streets]);

  await page.reload();
  expect(await field('Words and phrases').inputValue()).toBe('Wickapecko Drive\nElm Street');
  await page.getByRole('button', { name: 'Add a list' }).click();
  await page.getByText('A list needs a name').waitFor();
  await field('Name', 1).fill('streets');
  await page.getByText('Another list has this name').first().waitFor();
  await field('Name', 1).fill('units');
  await field('Words and phrases', 1).fill('Medic 12');
  await page.getByRole('button', { name: 'Remove streets' }).click();
  await save().click();
  await page.getByText('Saved: in force').waitFor();
  expect(await inForce()).toEqual([{ name: 'units', queues: [], words: ['Medic 12'] }]);
}, 60_000);

test('what is not saved is not left by mistake, nor put over what somebody else saved', async () => {
  await send(app.url, 'PUT', path, { lists: [{ name: 'units', words: ['Medic 12'] }] });
  await open();
  await field('Words and phrases').fill('Medic 12\nEngine 4');
  await page.getByText('Not saved yet').waitFor();
  await page.getByRole('link', { name: 'Knowledge' }).click();
  await page.getByRole('dialog', { name: 'Leave without saving?' }).waitFor();
  await page.getByRole('button', { name: 'Stay' }).click();
  expect(await field('Words and phrases').inputValue()).toBe('Medic 12\nEngine 4');

  const theirs = [{ name: 'units', queues: [], words: ['Rescue 9'] }];
  await send(app.url, 'PUT', path, { lists: theirs });
  await save().click();
  await page.getByRole('alert').getByText('Somebody else saved other lists').waitFor();
  expect(await inForce()).toEqual(theirs);
  await page.getByRole('button', { name: 'Discard changes' }).click();
  await page.getByText('Nothing is changed').waitFor();
  expect(await field('Words and phrases').inputValue()).toBe('Rescue 9');
  await page.getByRole('link', { name: 'Knowledge' }).click();
  await page.getByRole('heading', { name: 'Knowledge', level: 1 }).waitFor();
}, 60_000);

test.each(['light', 'dark'] as const)(
  'the page breaks no serious rule of accessibility (%s)',
  async (colorScheme) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await send(app.url, 'PUT', path, {
      lists: [
        { name: 'units', words: ['Medic 12', 'Engine 4', 'Ladder 7'] },
        { name: 'streets', queues: ['Brightwater 911'], words: ['Wickapecko Drive'] },
      ],
    });
    await open();
    await page.getByRole('button', { name: 'Add a list' }).click();
    await page.getByText('A list needs a name').waitFor();
    expect(await seriousViolations(page)).toEqual([]);
  },
  60_000,
);
