import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

/**
 * Who may import whom; `docs/architecture.md` gives the reasons. Arrows only point down.
 * `errors`, `log` and `places` may be imported by all of `src`.
 */
const mayImport: Record<string, string[]> = {
  errors: [],
  log: [],
  places: [],
  lib: ['errors'],
  model: [],
  audio: ['model', 'lib'],
  analysis: ['model', 'lib'],
  storage: ['model', 'lib'],
  queue: ['model', 'lib'],
  bus: ['model', 'lib'],
  notify: ['model', 'lib'],
  speech: ['audio', 'model', 'lib'],
  voices: ['audio', 'model', 'lib'],
  ingest: ['audio', 'model', 'lib'],
  insights: ['storage', 'analysis', 'model', 'lib'],
  simulator: ['analysis', 'voices', 'audio', 'model', 'lib'],
  pipeline: [
    'audio',
    'speech',
    'analysis',
    'storage',
    'queue',
    'bus',
    'notify',
    'simulator',
    'voices',
    'ingest/intake.ts',
    'ingest/live-intake.ts',
    'model',
    'lib',
  ],
  http: [
    'pipeline',
    'insights',
    'simulator',
    'storage',
    'bus',
    'ingest/intake.ts',
    'ingest/live-intake.ts',
    'model',
    'lib',
  ],
  config: [
    'bus',
    'analysis',
    'audio',
    'speech',
    'voices',
    'storage',
    'notify',
    'ingest',
    'pipeline',
    'http',
    'model',
    'lib',
  ],
  app: ['*'],
  cli: ['app', 'config', 'ingest', 'model', 'lib'],
  main: ['cli'],
};

const everywhere = ['errors', 'log', 'places'];

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const src = join(root, 'src');

function sourceFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(ts|tsx|mts)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => !file.includes(`${sep}node_modules${sep}`) && !file.includes(`${sep}dist${sep}`));
}

function importsOf(file: string): string[] {
  const text = readFileSync(file, 'utf8');
  const found = text.matchAll(
    /(?:^|\n)\s*(?:import|export)\s[^'"]*?from\s*['"]([^'"]+)['"]|import\s*\(?\s*['"]([^'"]+)['"]/g,
  );
  return [...found].map((match) => match[1] ?? match[2] ?? '');
}

/** The part of `src` a file belongs to: its first folder, or the name of a file at the top. */
function partOf(file: string): string {
  return relative(src, file).split(sep)[0]!.replace(/\.ts$/, '');
}

function isTest(file: string): boolean {
  return /\.(test|contract)\.tsx?$/.test(file) || file.includes(`${sep}testing${sep}`);
}

function offences(): string[] {
  const found: string[] = [];
  for (const file of sourceFiles(src)) {
    if (isTest(file)) continue;
    const part = partOf(file);
    const allowed = mayImport[part];
    const name = relative(root, file);
    if (!allowed) {
      found.push(`${name}: the part "${part}" is not in the table`);
      continue;
    }
    for (const wanted of importsOf(file)) {
      if (!wanted.startsWith('.')) {
        if (part === 'model' && wanted !== 'zod')
          found.push(`${name} imports ${wanted}: model knows only zod`);
        continue;
      }
      const target = join(dirname(file), wanted);
      const targetPart = partOf(target);
      const targetName = relative(src, target).split(sep).join('/');
      const fine =
        targetPart === part ||
        everywhere.includes(targetPart) ||
        allowed.includes('*') ||
        allowed.includes(targetPart) ||
        allowed.includes(targetName);
      if (!fine) found.push(`${name} imports ${targetName}`);
    }
  }
  return found;
}

test('imports only point down', () => {
  expect(offences()).toEqual([]);
});

test('the dashboard imports nothing of the server but the model', () => {
  const outside = sourceFiles(join(root, 'web')).flatMap((file) =>
    importsOf(file)
      .filter((wanted) => wanted.startsWith('.'))
      .map((wanted) =>
        relative(root, join(dirname(file), wanted))
          .split(sep)
          .join('/'),
      )
      .filter((target) => !target.startsWith('web/') && !target.startsWith('src/model/'))
      .map((target) => `${relative(root, file)} imports ${target}`),
  );
  expect(outside).toEqual([]);
});

test('only the process entry reads the environment', () => {
  const readers = sourceFiles(src)
    .filter((file) => !isTest(file) && /process\.env\b/.test(readFileSync(file, 'utf8')))
    .map((file) => relative(src, file).split(sep).join('/'));
  // Two only hand it on, whole or in part, to the programs they start.
  const handOn = ['lib/child.ts', 'storage/db/embedded/program.ts'];
  expect(readers.filter((name) => name !== 'main.ts' && !handOn.includes(name))).toEqual([]);
});

test('no file silences the type checker', () => {
  const odd = [...sourceFiles(src), ...sourceFiles(join(root, 'web'))]
    .filter((file) => /@ts-ignore|@ts-nocheck|\.only\(/.test(readFileSync(file, 'utf8')))
    .map((file) => relative(root, file));
  expect(odd).toEqual([]);
});
