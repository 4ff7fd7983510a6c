import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { verbs } from '../rules/verbs.ts';
import { changedGoldenMarks } from './golden.ts';
import { loadPacks } from './load-packs.ts';

const page = path.join(import.meta.dirname, '../../../docs/scorecards.md');
let text: string;
let folder: string;

beforeAll(async () => {
  text = await readFile(page, 'utf8');
  folder = await mkdtemp(path.join(tmpdir(), 'packs-'));
  for (const [, name, body] of text.matchAll(/```yaml\n# packs\/(\S+)\n([\s\S]*?)```/g)) {
    const file = path.join(folder, name!);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, body!);
  }
});
afterAll(() => rm(folder, { recursive: true }));

test('the pack on the page about scorecards loads, and its golden call gets the marks it says', async () => {
  const [pack] = await loadPacks(folder, { golden: true });
  expect(pack!.golden).toHaveLength(1);
  expect(changedGoldenMarks(pack!)).toEqual([]);
});

test('the page names everything a rule can look for', () => {
  for (const verb of verbs.keys()) expect(text).toContain(`\`${verb}:`);
});
