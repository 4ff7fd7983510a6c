import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { changedGoldenMarks } from '../src/analysis/packs/golden.ts';
import { loadPacks } from '../src/analysis/packs/load-packs.ts';
import type { Golden } from '../src/analysis/packs/pack.ts';

/**
 * `npm run golden`, or `npm run golden -- psap`: writes into the golden calls how the rules answer otherwise than
 * people do, after rules were changed on purpose. Read what it changed before it is committed.
 */
const packsFolder = path.join(import.meta.dirname, '../packs');
const asked = process.argv.slice(2);

for (const pack of await loadPacks(packsFolder, { golden: true })) {
  if (asked.length > 0 && !asked.includes(pack.format.id)) continue;
  const undisputed = pack.golden.map(withoutDiffers);
  const changes = Map.groupBy(changedGoldenMarks({ ...pack, golden: undisputed }), ({ call }) => call);
  for (const golden of pack.golden) {
    const differs = (changes.get(golden.id) ?? []).map(
      ({ criterion, got }) => `${criterion}: ${quoted(got)}`,
    );
    await rewrite(path.join(packsFolder, golden.file), differs);
  }
}

function withoutDiffers(golden: Golden): Golden {
  return { ...golden, format: { ...golden.format, differs: {} } };
}

/** "yes" and "no" are no words in YAML unless they are quoted. */
function quoted(answer: string | number): string {
  return typeof answer === 'number' ? String(answer) : `"${answer}"`;
}

/** The line stands before the labels, or at the end. */
async function rewrite(file: string, differs: readonly string[]): Promise<void> {
  const text = await readFile(file, 'utf8');
  const lines = text.split('\n').filter((line) => !line.startsWith('differs:'));
  const labels = lines.findIndex((line) => line.startsWith('labels:'));
  const place = labels >= 0 ? labels : lines.length - (lines.at(-1) === '' ? 1 : 0);
  if (differs.length > 0) lines.splice(place, 0, `differs: { ${differs.join(', ')} }`);
  const written = lines.join('\n');
  if (written === text) return;
  await writeFile(file, written);
  process.stdout.write(`${file}: ${differs.join(', ') || 'as people answer'}\n`);
}
