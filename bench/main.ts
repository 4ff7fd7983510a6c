import { cpus, totalmem } from 'node:os';
import type { Bench, Figure } from './bench.ts';

/** The measurements there are, by name; each is loaded only when it runs. */
const benches: Record<string, () => Promise<{ bench: Bench }>> = {
  audio: () => import('./audio.ts'),
  live: () => import('./live.ts'),
  wall: () => import('./wall.ts'),
  drill: () => import('./drill.ts'),
  drills: () => import('./drills.ts'),
  voices: () => import('./voices.ts'),
  desk: () => import('./desk.ts'),
  judgement: () => import('./judgement.ts'),
  objects: () => import('./objects.ts'),
  'public-text': () => import('./public-text.ts'),
  search: () => import('./search.ts'),
  import: () => import('./import.ts'),
  'public-intents': () => import('./public-intents.ts'),
};

/** `npm run bench`, or `npm run bench -- audio search`. */
const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !(name in benches));
if (unknown.length > 0) {
  process.stderr.write(`There is no bench "${unknown[0]}". There are: ${Object.keys(benches).join(', ')}\n`);
  process.exit(1);
}

process.stdout.write(`${machine()}\n`);
for (const name of asked.length > 0 ? asked : Object.keys(benches)) {
  const { bench } = await (benches[name] as () => Promise<{ bench: Bench }>)();
  process.stdout.write(`\n${bench.title} (npm run bench -- ${bench.name})\n`);
  await bench.run((figure) => process.stdout.write(`  ${line(figure)}\n`));
}
// Native parts may keep handles open; everything was measured and printed.
process.exit(0);

function machine(): string {
  const [cpu] = cpus();
  const memoryGiB = (totalmem() / 2 ** 30).toFixed(0);
  const today = new Date().toISOString().slice(0, 10);
  return `${today} · ${cpus().length} × ${cpu?.model.trim()} · ${memoryGiB} GiB · ${process.platform} ${process.arch} · Node ${process.version}`;
}

function line({ what, value, unit, bar }: Figure): string {
  const shown = Number.isInteger(value) ? String(value) : value.toPrecision(3);
  return `${what.padEnd(64)} ${shown.padStart(9)} ${unit}${bar ? `   ${verdict(value, bar)}` : ''}`;
}

function verdict(value: number, { atLeast, atMost }: NonNullable<Figure['bar']>): string {
  const reached = (atLeast === undefined || value >= atLeast) && (atMost === undefined || value <= atMost);
  const aim = [atLeast === undefined ? '' : `≥ ${atLeast}`, atMost === undefined ? '' : `≤ ${atMost}`]
    .join(' ')
    .trim();
  return `${reached ? 'reached' : 'MISSED'} (aim ${aim})`;
}
