import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { buildDashboard } from '../src/cli/dashboard.ts';
import { AlertList } from '../src/model/alert.ts';
import { browserPath, complaintsOf, openBrowser, seriousViolations } from './browser.ts';
import { startDrill } from './drill-desk-client.ts';
import { liveStart, openSource, tone } from './live-source.ts';
import { type RunningApp, startApp } from './running-app.ts';

/** Alerts that come while somebody takes a call: they are seen, and hide nothing that is to be done. */
let app: RunningApp;
let browser: Browser;

beforeAll(async () => {
  if (!browserPath) return;
  await buildDashboard({ json: false, answer() {}, say() {} }, new AbortController().signal);
  app = await startApp();
  browser = await openBrowser('');
}, 120_000);

afterAll(async () => {
  await browser?.close();
  await app?.[Symbol.asyncDispose]();
});

beforeEach((running) => {
  if (browserPath) return;
  console.warn('No Chromium here: where alerts are shown is not tested in a browser.');
  running.skip();
});

async function call(title: string, words?: string): Promise<string> {
  const source = await openSource(app.url);
  const turns = [
    { role: 'agent', startMs: 200, endMs: 2_200, text: 'nine one one what is the address' },
    { role: 'customer', startMs: 2_600, endMs: 5_000, text: words },
  ];
  const transcript = { fileName: 'known.json', text: JSON.stringify({ turns }) };
  source.say(liveStart({ call: { kind: 'psap', title }, ...(words === undefined ? {} : { transcript }) }));
  const { callId } = await source.reply('ready');
  for (const leg of [0, 1]) source.frames(leg, tone(6_000));
  return callId;
}

async function boxOf(locator: Locator) {
  return (await locator.boundingBox())!;
}

const overlap = (a: Awaited<ReturnType<typeof boxOf>>, b: typeof a) =>
  Math.min(a.x + a.width, b.x + b.width) > Math.max(a.x, b.x) &&
  Math.min(a.y + a.height, b.y + b.height) > Math.max(a.y, b.y);

async function openAlerts(): Promise<number> {
  const answer = await fetch(new URL('/api/v1/alerts?limit=0', app.url));
  return AlertList.parse(await answer.json()).counts.open;
}

const alert = (page: Page) => page.getByRole('alert').filter({ hasText: 'Weapon used' });

test.each([
  ['on a desk', { width: 1280, height: 800 }],
  ['on a large screen', { width: 1700, height: 900 }],
  ['on a telephone', { width: 420, height: 800 }],
])(
  '%s an alert hides and moves nothing that is to be done next',
  async (where, viewport) => {
    const context = await browser.newContext({ viewport, locale: 'en-US' });
    const page = await context.newPage();
    const complaints = complaintsOf(page);
    const id = await call(`Kitchen fire ${where}`);
    await page.goto(new URL(`/live/${id}`, app.url).href);
    await page.getByText('I take the call').click();
    const helps = page.getByRole('complementary', { name: 'What helps to take the call' });
    await helps.getByText('Are you out yourself?').first().waitFor();
    const before = await boxOf(helps);
    for (const street of ['Harbour Road', 'Mill Lane', 'Dock Street'])
      await call(`Shots on ${street} ${where}`, `5 ${street} my brother has been shot`);
    await alert(page).first().waitFor();
    const words = await boxOf(page.getByRole('log'));
    for (const one of await alert(page).all()) {
      expect(overlap(await boxOf(one), await boxOf(helps))).toBe(false);
      expect(overlap(await boxOf(one), words)).toBe(false);
    }
    expect(await boxOf(helps)).toMatchObject({ x: before.x, y: before.y });
    expect(await alert(page).count()).toBeLessThanOrEqual(2);
    expect(await seriousViolations(page)).toEqual([]);

    await page.getByRole('link', { name: 'Live' }).first().click();
    await page.getByRole('heading', { name: 'Live', level: 1 }).waitFor();
    const [corner] = await alert(page).all();
    const { x, y } = await boxOf(corner!);
    expect(y).toBeGreaterThan(viewport.height / 3);
    expect(x).toBeGreaterThan(viewport.width - 500);
    await context.close();
    expect(complaints).toEqual([]);
  },
  90_000,
);

test('at the desk of a drill no alert of the floor is told, but counted', async () => {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, locale: 'en-US' });
  const complaints = complaintsOf(page);
  const { id } = await startDrill(app.url, { scenarioId: 'chest-pain' });
  const link = page.getByRole('link', { name: /^Alerts/ });
  const rings = page.getByRole('button', { name: 'Answer', exact: true });
  const shots = (street: string) => call(`Shots on ${street}`, `7 ${street} my sister has been shot`);
  const told = (street: string) => alert(page).filter({ hasText: `Shots on ${street}` });

  await page.goto(new URL(`/training/${id}`, app.url).href);
  await rings.waitFor();
  const before = await openAlerts();
  await shots('Quarry Way');
  await expect.poll(openAlerts, { timeout: 30_000 }).toBeGreaterThan(before);
  await link.getByText(`${await openAlerts()} alert`).waitFor();
  expect(await alert(page).count()).toBe(0);

  await page.getByRole('link', { name: 'Live' }).first().click();
  await shots('Signal Hill');
  await told('Signal Hill').waitFor();
  expect(await told('Quarry Way').count()).toBe(0);

  await page.goBack();
  await rings.waitFor();
  await told('Signal Hill').waitFor({ state: 'detached' });
  await page.close();
  expect(complaints).toEqual([]);
}, 90_000);
