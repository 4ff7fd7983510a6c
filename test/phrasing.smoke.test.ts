import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { type ModelServer, openModelServer } from '../src/analysis/llm/testing/model-server.ts';
import { buildDashboard } from '../src/cli/dashboard.ts';
import { browserPath, complaintsOf, openBrowser, seriousViolations } from './browser.ts';
import { type RunningApp, startApp } from './running-app.ts';

/** A model's words as a trainee chooses them, hears them and is told of them: the built dashboard in a real browser. */
let model: ModelServer;
let app: RunningApp;
let browser: Browser;
let context: BrowserContext;
let page: Page;
let complaints: string[] = [];

beforeAll(async () => {
  if (!browserPath) return;
  await buildDashboard({ json: false, answer() {}, say() {} }, new AbortController().signal);
  model = await openModelServer([
    ({ prompt }) => {
      // The call is judged as well; of that nothing is to be had here.
      if (!prompt.startsWith('{"caller"')) return { status: 500 };
      const { lines } = JSON.parse(prompt) as { lines: { line: string }[] };
      // What asks for the address gets an insult besides, and is not said so.
      const phrase = (line: string) => (line.includes('66') ? `${line} You idiot!` : `Please, ${line}`);
      return { text: JSON.stringify({ lines: lines.map(({ line }) => phrase(line)) }) };
    },
  ]);
  const chain = [{ provider: 'openai-compatible', model: 'small-talk', baseUrl: model.url }];
  app = await startApp({ env: { EARSHOT_MODELS_CHAIN: JSON.stringify(chain) } });
  browser = await openBrowser(join(app.dataFolder, 'no-microphone.wav'));
}, 240_000);

afterAll(async () => {
  await browser?.close();
  await app?.[Symbol.asyncDispose]();
  await model?.[Symbol.asyncDispose]();
});

beforeEach(async (running) => {
  if (!browserPath) {
    console.warn('No Chromium here: words by a model are not tested in a browser.');
    running.skip();
  }
  context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'en-US' });
  context.setDefaultTimeout(40_000);
  page = await context.newPage();
  complaints = complaintsOf(page);
});

afterEach(async () => {
  await context?.close();
  expect(complaints).toEqual([]);
});

test("a trainee who chooses a model's words hears them, and is told what was said as written and why", async () => {
  await page.goto(new URL('/training', app.url).href);
  await page.getByRole('button', { name: 'Start Chest pain, then collapse' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Your name' }).fill('Ines Okafor');
  await dialog.getByRole('combobox', { name: 'The caller’s voice' }).click();
  await page.getByRole('option', { name: /^No voice/ }).click();
  const words = dialog.getByRole('radiogroup', { name: 'Words of the caller' });
  expect(await words.getByRole('radio', { name: 'As written' }).isChecked()).toBe(true);
  await words.getByText('By the model small-talk').click();
  expect(await seriousViolations(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Let it ring' }).click();
  await page.getByRole('button', { name: 'Answer', exact: true }).click();
  await page
    .getByRole('textbox', { name: 'Say to the caller' })
    .fill('What is the address of your emergency?');
  await page.keyboard.press('Enter');
  const transcript = page.getByRole('log', { name: 'Transcript' });
  await transcript.getByText(/^Please, .*chest/).waitFor();
  await transcript.getByText('66 Oak Terrace').waitFor();
  expect(await transcript.getByText('idiot').count()).toBe(0);
  await page.keyboard.press('Alt+e');
  const told =
    'Words of the caller: 1 of 2 lines by openai-compatible small-talk. The rest was said as written: the model said more than the line does (1).';
  await page.getByText(told).waitFor();
  await page.getByRole('link', { name: 'Open the debriefing' }).click();
  await page.getByRole('heading', { name: 'Beside other runs' }).waitFor();
  await page.getByText(told).waitFor();
  expect(await page.getByText('words by a model', { exact: true }).count()).toBe(1);
  expect(await seriousViolations(page)).toEqual([]);
});
