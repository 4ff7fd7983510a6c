import { existsSync } from 'node:fs';
import AxeBuilder from '@axe-core/playwright';
import { type Browser, chromium, type Page } from 'playwright-core';

/** The browser of this machine, or undefined. */
export const browserPath = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
].find(existsSync);

/** @param spokenFile the WAV file its microphone hears, again and again */
export async function openBrowser(spokenFile: string): Promise<Browser> {
  return await chromium.launch({
    ...(browserPath === undefined ? {} : { executablePath: browserPath }),
    // Without a sandbox because tests may run as root; without the next the browser calls home; the rest is a microphone.
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--use-fake-ui-for-media-stream',
      '--use-fake-device-for-media-stream',
      `--use-file-for-fake-audio-capture=${spokenFile}`,
    ],
  });
}

/** What a page complains about from now on. */
export function complaintsOf(page: Page): string[] {
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  return complaints;
}

/** Two frames after the fonts are there: what was on its way has been drawn. */
const drawn =
  'document.fonts.ready.then(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))))';

/** Rules of accessibility that a page breaks seriously, with the first element that does and what is wrong with it. */
export async function seriousViolations(page: Page) {
  await page.evaluate(drawn);
  const { violations } = await new AxeBuilder({ page }).analyze();
  const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  return serious.map(({ id, nodes }) => [id, nodes[0]?.html, nodes[0]?.failureSummary]);
}
