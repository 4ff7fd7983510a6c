import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Page } from 'playwright-core';
import { browserPath, openBrowser } from '../test/browser.ts';
import { wavOf } from '../test/sound.ts';
import type { Bench, Figure } from './bench.ts';
import { startServer, urlOf } from './running-server.ts';

/** What makes the page measurable. */
const probeFile = fileURLToPath(new URL('./desk-page.js', import.meta.url));
const run = promisify(execFile);

/** What a trainee asks in the scenario `chest-pain`, each answered by the caller with audio. */
const questions = [
  'What is the address of your emergency?',
  'What happened?',
  'Is he awake?',
  'Is it a house or an apartment?',
  'What is your phone number?',
  'How old is he?',
];
const rounds = 3;
const scenario = 'chest-pain';

export const bench: Bench = {
  name: 'desk',
  title:
    'The desk in a browser: a trainee who speaks, a caller who is heard, both as samples of a sound card',
  async run(report) {
    if (!browserPath) return missing(report, 'no Chromium here');
    const folder = await mkdtemp(join(tmpdir(), 'earshot-bench-'));
    const spoken = await speak(folder).catch(() => null);
    if (!spoken) return missing(report, 'no flite here to speak for the trainee');
    const server = startServer(folder);
    const silence = join(folder, 'silence.wav');
    await writeFile(silence, wavOf(1_000, [[]]));
    const browser = await openBrowser(silence);
    try {
      const url = await urlOf(server);
      const page = await browser.newPage();
      await page.addInitScript({ path: probeFile });
      const replies: number[] = [];
      const silences: number[] = [];
      for (let round = 0; round < rounds; round++) await drill(page, url, spoken, { replies, silences });
      tell(report, 'from the last word of the trainee to the first of the caller', replies, 800);
      tell(report, 'from speaking over the caller to their silence', silences, 300);
    } finally {
      await browser.close();
      server.kill('SIGTERM');
      await once(server, 'exit');
      await rm(folder, { recursive: true, force: true });
    }
  },
};

interface Measured {
  replies: number[];
  silences: number[];
}

/** One drill: every question is asked into silence; the last answer is spoken over. */
async function drill(
  page: Page,
  url: string,
  spoken: string[],
  { replies, silences }: Measured,
): Promise<void> {
  await page.goto(url);
  const chosen = { 'earshot-reviewer': 'Bench', 'earshot-training': { mode: 'voice', voice: 'flite' } };
  for (const [key, value] of Object.entries(chosen))
    await page.evaluate(`localStorage.setItem('${key}', ${JSON.stringify(JSON.stringify(value))})`);
  await page.goto(new URL(`/training?start=${scenario}`, url).href);
  await page.getByRole('button', { name: 'Let it ring' }).click();
  await page.getByRole('button', { name: 'Answer', exact: true }).click();
  await page.evaluate('desk.quiet()');
  for (const wav of spoken) {
    keep(await page.evaluate(`desk.ask('${wav}')`), replies);
    keep(await page.evaluate(`desk.speakOver('${spoken[1] ?? wav}')`), silences);
    await page.evaluate('desk.quiet()');
  }
  await page.getByRole('button', { name: 'Hang up' }).click();
  await page.getByRole('link', { name: 'Open the debriefing' }).waitFor();
}

function keep(measured: unknown, into: number[]): void {
  if (typeof measured === 'number') into.push(measured);
}

/** The questions as WAV files, base64. */
async function speak(folder: string): Promise<string[]> {
  const spoken: string[] = [];
  for (const [index, question] of questions.entries()) {
    const file = join(folder, `question-${index}.wav`);
    await run('flite', ['-voice', 'slt', '-t', question, '-o', file]);
    spoken.push((await readFile(file)).toString('base64'));
  }
  return spoken;
}

function tell(report: (figure: Figure) => void, what: string, values: number[], atMost: number): void {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number) =>
    sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
  report({ what: `${what}: how often`, value: sorted.length, unit: 'times' });
  report({ what: `${what}, in the middle`, value: at(0.5), unit: 'ms' });
  report({ what: `${what}, 95th of 100`, value: at(0.95), unit: 'ms', bar: { atMost } });
}

function missing(report: (figure: Figure) => void, why: string): void {
  report({ what: `not measured: ${why}`, value: 0, unit: 'times' });
}
