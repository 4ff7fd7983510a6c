import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import type { z } from 'zod';
import { systemClock } from '../src/lib/clock.ts';
import { silentLog } from '../src/log.ts';
import { CallQuery, CallSort } from '../src/model/api.ts';
import { listCalls } from '../src/storage/db/call-list.ts';
import { openDatabase } from '../src/storage/db/database.ts';
import { migrate } from '../src/storage/db/migrate.ts';
import { DatabaseSettings } from '../src/storage/db/settings.ts';
import type { Db } from '../src/storage/db/tables.ts';
import type { Bench, Figure } from './bench.ts';
import { type Random, seeded, sentences, topics, vocabulary } from './search-data.ts';
import { loadCalls } from './search-load.ts';

const calls = 100_000;
const seed = 911;
const asksPerGroup = 60;
const maxP95Ms = 50;

/** What people ask of a list of calls: a group's asks differ in words and filters, and none is asked twice. */
type Group = { what: string; ask(random: Random): Asked; pages?: number };
type Asked = Partial<z.input<typeof CallQuery>>;

export const bench: Bench = {
  name: 'search',
  title: 'Lists and search over 100,000 calls with 3 million turns',
  async run(report) {
    const dataFolder = await mkdtemp(join(tmpdir(), 'earshot-bench-'));
    const settings = DatabaseSettings.parse({ statementTimeoutMs: 3_600_000 });
    try {
      await using database = await openDatabase(
        { dataFolder, settings },
        { clock: systemClock, log: silentLog },
      );
      await migrate(database.db);
      await fill(database.db, report);
      await measureSearch(database.db, report);
    } finally {
      await rm(dataFolder, { recursive: true, force: true });
    }
  },
};

async function fill(db: Db, report: (figure: Figure) => void): Promise<void> {
  const startedAt = performance.now();
  const { turns } = await loadCalls(calls, seed, db);
  report({ what: 'turns', value: turns, unit: '' });
  report({ what: 'filling the database', value: (performance.now() - startedAt) / 1000, unit: 's' });
  const { rows } = await sql<{
    bytes: number;
  }>`select pg_database_size(current_database())::float8 as bytes`.execute(db);
  report({ what: 'size of the database', value: (rows[0]?.bytes ?? 0) / 1e6, unit: 'MB' });
}

export async function measureSearch(db: Db, report: (figure: Figure) => void): Promise<void> {
  const random = seeded(seed + 1);
  for (const group of groups()) {
    const times: number[] = [];
    for (let asked = 0; asked < asksPerGroup; asked++) {
      await time({ ...group.ask(random) }, group.pages ?? 1, times, db);
    }
    times.sort((a, b) => a - b);
    const at = (share: number) => times[Math.ceil(share * times.length) - 1] ?? 0;
    report({ what: `${group.what}, p50`, value: at(0.5), unit: 'ms' });
    report({ what: `${group.what}, p95`, value: at(0.95), unit: 'ms', bar: { atMost: maxP95Ms } });
    report({ what: `${group.what}, slowest`, value: at(1), unit: 'ms' });
  }
}

async function time(asked: Asked, pages: number, times: number[], db: Db): Promise<void> {
  let cursor: string | null = null;
  for (let page = 0; page < pages; page++) {
    const query = CallQuery.parse({ ...asked, ...(cursor === null ? {} : { cursor }) });
    const startedAt = performance.now();
    const list = await listCalls(query, db);
    times.push(performance.now() - startedAt);
    cursor = list.nextCursor;
    if (cursor === null) return;
  }
}

function groups(): Group[] {
  const words = vocabulary();
  const topicWords = topics(words, seeded(seed)).map((topic) => topic.words);
  const pick = <T>(values: readonly T[], random: Random) => values[Math.floor(random() * values.length)] as T;
  const common = (random: Random) => pick(words.slice(40, 250), random);
  const medium = (random: Random) => pick(words.slice(250, 3000), random);
  const rare = (random: Random) => pick(words.slice(10_000), random);
  const topical = (random: Random) => pick(pick(topicWords, random), random);
  const anyOrder = (random: Random) => ({
    sort: pick(CallSort.options, random),
    order: pick(['asc', 'desc'] as const, random),
  });
  const script = (random: Random) => {
    const said = pick(sentences, random).split(' ');
    const start = Math.floor(random() * (said.length - 2));
    return `"${said.slice(start, start + 2 + Math.floor(random() * 4)).join(' ')}"`;
  };
  return [
    { what: 'list, every order', ask: anyOrder },
    { what: 'list, filtered', ask: (random) => ({ ...anyOrder(random), ...filters(random) }) },
    { what: 'list, 20 pages on', ask: (random) => ({ ...anyOrder(random), ...filters(random) }), pages: 20 },
    { what: 'a frequent word', ask: (random) => ({ ...anyOrder(random), q: common(random) }) },
    { what: 'a word of medium frequency', ask: (random) => ({ ...anyOrder(random), q: medium(random) }) },
    { what: 'a rare word', ask: (random) => ({ ...anyOrder(random), q: rare(random) }) },
    {
      what: 'two words',
      ask: (random) => ({ ...anyOrder(random), q: `${common(random)} ${topical(random)}` }),
    },
    {
      what: 'words excluded or in the alternative',
      ask: (random) => ({ q: `${medium(random)} or ${topical(random)} -${common(random)}` }),
    },
    { what: 'a phrase of the script', ask: (random) => ({ ...anyOrder(random), q: script(random) }) },
    {
      what: 'a phrase of two frequent words',
      ask: (random) => ({ ...anyOrder(random), q: `"${common(random)} ${common(random)}"` }),
    },
    {
      what: 'a frequent word, filtered',
      ask: (random) => ({ ...anyOrder(random), ...filters(random), q: common(random) }),
    },
    {
      what: 'a word of one topic, filtered',
      ask: (random) => ({ ...anyOrder(random), ...filters(random), q: topical(random) }),
    },
    {
      what: 'a frequent word, 20 pages on',
      ask: (random) => ({ ...anyOrder(random), q: common(random) }),
      pages: 20,
    },
    {
      what: 'a topic, 20 pages on',
      ask: (random) => ({ ...anyOrder(random), q: topical(random) }),
      pages: 20,
    },
  ];
}

/** One to three filters, wide and narrow ones. */
function filters(random: Random): Asked {
  const kind = random() < 0.5 ? ('psap' as const) : ('contact-centre' as const);
  const day = (number: number) => new Date(Date.UTC(2025, 0, 1 + number)).toISOString();
  const from = Math.floor(random() * 380);
  const some: (() => Asked)[] = [
    () => ({ kind }),
    () => ({ agent: `${kind === 'psap' ? 'Call taker' : 'Agent'} ${1 + Math.floor(random() * 300)}` }),
    () => ({ queue: `${kind === 'psap' ? 'District' : 'Team'} ${1 + Math.floor(random() * 25)}` }),
    () => ({ flagged: String(random() < 0.8) }),
    () => ({ maxScore: 40 + Math.floor(random() * 40) }),
    () => ({ minScore: 90 + Math.floor(random() * 10) }),
    () => ({ from: day(from), to: day(from + 1 + Math.floor(random() * 60)) }),
    () => ({ state: random() < 0.3 ? 'failed' : 'done' }),
    () => ({ source: random() < 0.5 ? 'simulated' : 'recording' }),
  ];
  const count = 1 + Math.floor(random() * 3);
  return Object.assign(
    {},
    ...Array.from({ length: count }, () => some[Math.floor(random() * some.length)]?.()),
  );
}
