import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { buildDashboard } from '../src/cli/dashboard.ts';
import { serveTranscription } from '../src/speech/testing/transcription-server.ts';
import { hasProgram } from '../src/voices/testing/lines.ts';
import { browserPath, complaintsOf, openBrowser, seriousViolations } from './browser.ts';
import { drillDetail } from './drill-desk-client.ts';
import { type RunningApp, startApp } from './running-app.ts';
import { wavOf } from './sound.ts';

/** A drill as a trainee works it: the built dashboard, the real server, a real browser. */
const asksPlace = '911, what is the address of your emergency?';

let listening: Awaited<ReturnType<typeof serveTranscription>>;
let app: RunningApp;
let browser: Browser;
let context: BrowserContext;
let page: Page;
let complaints: string[] = [];

beforeAll(async () => {
  if (!browserPath) return;
  await buildDashboard({ json: false, answer() {}, say() {} }, new AbortController().signal);
  listening = await serveTranscription(() => ({ body: { text: asksPlace } }));
  const engine = { EARSHOT_SPEECH_ENGINE: 'openai-compatible', EARSHOT_SPEECH_ENDPOINT_URL: listening.url };
  app = await startApp({ env: engine });
  const spokenFile = join(app.dataFolder, 'microphone.wav');
  await writeFile(spokenFile, wavOf(6_000, [[{ startMs: 2_000, endMs: 4_000 }]]));
  browser = await openBrowser(spokenFile);
}, 240_000);

afterAll(async () => {
  await browser?.close();
  await app?.[Symbol.asyncDispose]();
  await listening?.[Symbol.asyncDispose]();
});

beforeEach(async (running) => {
  if (!browserPath) {
    console.warn('No Chromium here: the desk is not tested in a browser.');
    running.skip();
  }
  context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-US' });
  context.setDefaultTimeout(40_000);
  page = await context.newPage();
  complaints = complaintsOf(page);
});

afterEach(async () => {
  await context?.close();
  expect(complaints).toEqual([]);
});

const drillId = () => /training\/([0-9a-f-]{36})/.exec(page.url())?.[1] ?? '';
const turn = (text: string) => page.getByRole('log', { name: /Transcript|Messages/ }).getByText(text);
const cad = (name: string) => page.getByRole('textbox', { name, exact: true });

/** From the list of scenarios to the ringing line. */
async function start(title: string, choose: () => Promise<void>): Promise<void> {
  await page.goto(new URL('/training', app.url).href);
  await page.getByRole('button', { name: `Start ${title}` }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Your name' }).fill('Ines Okafor');
  await choose();
  expect(await seriousViolations(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Let it ring' }).click();
  await page.getByRole('button', { name: 'Answer', exact: true }).waitFor();
}

async function chooseVoice(name: RegExp): Promise<void> {
  await page.getByRole('combobox', { name: 'The caller’s voice' }).click();
  await page.getByRole('option', { name }).click();
}

test('a drill is typed from the first ring to the debriefing, and a reload and a lost connection lose none of it', async () => {
  let cut = () => {};
  let isAway = false;
  await page.routeWebSocket(/\/desk$/, (socket) => {
    if (isAway) {
      void socket.close();
      return;
    }
    const server = socket.connectToServer();
    cut = () => {
      void server.close();
      void socket.close();
    };
  });
  await start('Chest pain, then collapse', () => chooseVoice(/^No voice/));
  expect(await seriousViolations(page)).toEqual([]);
  await page.keyboard.press('Enter');
  const words = page.getByRole('textbox', { name: 'Say to the caller' });
  await words.fill(asksPlace);
  await page.keyboard.press('Enter');
  await turn('66 Oak Terrace').waitFor();
  await page.getByRole('region', { name: 'Ask next' }).getByText('Is he awake?').waitFor();
  await page.keyboard.press('Alt+l');
  await page.keyboard.type('66 Oak Terrace');
  await page.keyboard.press('Alt+i');
  await page.keyboard.type('chespain');
  await page.keyboard.press('Enter');
  await page.getByText('Location entered').waitFor();
  await page.keyboard.press('Alt+n');
  await page.keyboard.type('father with chest pain');
  await page.keyboard.press('Alt+s');
  await page.keyboard.type('Is he aw');
  await page.reload();
  await turn('66 Oak Terrace').waitFor();
  await expect.poll(() => cad('Location').inputValue()).toBe('66 Oak Terrace');
  await expect.poll(() => cad('Narrative').inputValue()).toBe('father with chest pain');
  expect(await words.inputValue()).toBe('Is he aw');
  expect(await seriousViolations(page)).toEqual([]);
  isAway = true;
  cut();
  await words.fill('Is he awake?');
  await page.keyboard.press('Enter');
  await page.getByText('kept here', { exact: true }).waitFor();
  await page.reload();
  isAway = false;
  await cad('Units').fill('M7');
  await turn('Is he awake?').first().waitFor();
  await page
    .locator('[data-field=units]')
    .getByText(/^saved/)
    .waitFor();
  await expect
    .poll(async () => (await drillDetail(app.url, drillId())).turns.map(({ text }) => text))
    .toContain('Is he awake?');
  const { cad: record, turns } = await drillDetail(app.url, drillId());
  expect(record).toMatchObject({ incident: 'CHESPAIN', narrative: 'father with chest pain', units: 'M7' });
  expect(turns.filter(({ text }) => text === 'Is he awake?')).toHaveLength(1);
  await page.keyboard.press('Alt+h');
  await page.getByRole('heading', { name: 'On hold' }).waitFor();
  expect(await page.getByRole('button', { name: 'Say', exact: true }).isDisabled()).toBe(true);
  await page.keyboard.press('Alt+h');
  await page.getByRole('heading', { name: 'On the 911 line' }).waitFor();
  await page.keyboard.press('Alt+e');
  await page.getByRole('link', { name: 'Open the debriefing' }).click();
  const facts = page.getByRole('table', { name: 'Facts' });
  await facts
    .getByRole('row', { name: /the address/i })
    .getByText('won by asking')
    .waitFor();
  await facts.getByRole('button', { name: /the address/i }).click();
  await page.locator('[data-turn][data-pointed]').getByText('66 Oak Terrace').waitFor();
  await page.getByText('“What is your phone number?”').waitFor();
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    expect(await seriousViolations(page), colorScheme).toEqual([]);
  }
  await page.getByRole('button', { name: 'Run again', exact: true }).click();
  await page.getByRole('button', { name: 'Let it ring' }).click();
  await page.getByRole('button', { name: 'Answer', exact: true }).waitFor();
}, 240_000);

test('only the newest desk has the line, and the other one can take it back', async () => {
  await start('Two cars, nobody hurt', () => chooseVoice(/^No voice/));
  const other = await context.newPage();
  await other.goto(page.url());
  await other.getByRole('button', { name: 'Answer', exact: true }).click();
  await page.getByText('This drill goes on in another window').waitFor();
  await page.getByRole('button', { name: 'Take it back here' }).click();
  await other.getByText('This drill goes on in another window').waitFor();
  await page.getByRole('heading', { name: 'On the 911 line' }).waitFor();
}, 240_000);

test('a text session looks like one: both write, and nobody is heard', async () => {
  await start('A text to 911 from a locked bathroom', async () => {});
  await page.keyboard.press('a');
  await page
    .getByRole('textbox', { name: 'Message to the caller' })
    .fill('911, I got your text. What is the address?');
  await page.keyboard.press('Enter');
  await turn('Cove Street').waitFor();
  expect(await page.getByRole('button', { name: 'Mute' }).count()).toBe(0);
  expect(await seriousViolations(page)).toEqual([]);
  await page.getByRole('button', { name: 'Close the session' }).click();
  await page.getByRole('link', { name: 'Open the debriefing' }).waitFor();
}, 240_000);

test.skipIf(!hasProgram('flite'))(
  'a trainee speaks into the microphone and hears the caller',
  async () => {
    await page.addInitScript(() => {
      const sounded: number[] = [];
      Object.assign(globalThis, { sounded });
      const { prototype } = Reflect.get(globalThis, 'AudioBufferSourceNode');
      const { start } = prototype;
      prototype.start = function (when: number) {
        if (!this.loop) sounded.push(this.buffer.duration);
        start.call(this, when);
      };
    });
    await start('Chest pain, then collapse', async () => {
      await page.getByText('Voice', { exact: true }).click();
      await chooseVoice(/^Flite SLT/);
    });
    await page.getByText(/Your microphone: (silent|sound comes)/).waitFor();
    await page.keyboard.press('Enter');
    await turn(asksPlace).first().waitFor();
    await turn('66 Oak Terrace').first().waitFor();
    expect(Math.max(...(await page.evaluate<number[]>('sounded')))).toBeGreaterThan(0.5);
    await page.reload();
    await page.getByText(/Call taker: (silent|sound comes)/).waitFor();
    const before = (await drillDetail(app.url, drillId())).turns.filter(
      ({ role }) => role === 'agent',
    ).length;
    const said = async () =>
      (await drillDetail(app.url, drillId())).turns.filter(({ role }) => role === 'agent');
    await expect.poll(async () => (await said()).length, { timeout: 40_000 }).toBeGreaterThan(before);
    await page.getByRole('button', { name: 'Hang up' }).click();
    await page.getByRole('link', { name: 'Open the debriefing' }).waitFor();
  },
  240_000,
);

test.skipIf(!hasProgram('flite'))(
  'what lies under the call goes round between the words, stops on hold, and is not the caller',
  async () => {
    await page.addInitScript(() => {
      const rounds: string[] = [];
      Object.assign(globalThis, { rounds });
      const { prototype } = Reflect.get(globalThis, 'AudioBufferSourceNode');
      for (const name of ['start', 'stop']) {
        const own = prototype[name];
        prototype[name] = function (...when: number[]) {
          if (this.loop) rounds.push(`${name} ${this.buffer.duration}`);
          own.apply(this, when);
        };
      }
    });
    const rounds = () => page.evaluate<string[]>('rounds');
    await start('Two cars, nobody hurt', () => chooseVoice(/^Flite SLT/));
    await page.keyboard.press('Enter');
    await page.getByRole('textbox', { name: 'Say to the caller' }).fill(asksPlace);
    await page.keyboard.press('Enter');
    await turn('5th Avenue').first().waitFor();
    expect(await rounds()).toEqual(['start 16']);
    // Nobody sounds but the street: what is said now speaks over nobody.
    await page
      .getByRole('textbox', { name: 'Say to the caller' })
      .fill('Which direction, northbound or southbound?');
    await page.keyboard.press('Enter');
    await turn('northbound').nth(1).waitFor();
    const { turns } = await drillDetail(app.url, drillId());
    expect(turns.filter(({ text }) => text.endsWith('—'))).toEqual([]);
    await page.keyboard.press('Alt+h');
    await expect.poll(rounds).toEqual(['start 16', 'stop 16']);
    await page.keyboard.press('Alt+h');
    await expect.poll(rounds).toEqual(['start 16', 'stop 16', 'start 16']);
    await page.getByRole('button', { name: 'Hang up' }).click();
    await page.getByRole('link', { name: 'Open the debriefing' }).waitFor();
    expect((await rounds()).at(-1)).toBe('stop 16');
  },
  240_000,
);
