import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { intentFindings } from '../src/analysis/findings/intent.ts';
import type { JudgedCall } from '../src/analysis/judged-call.ts';
import { loadPacks } from '../src/analysis/packs/load-packs.ts';
import type { NotedOption } from '../src/analysis/packs/notes.ts';
import { hear } from '../src/analysis/text/hear.ts';
import type { Bench, Figure } from './bench.ts';
import { classesOf, type PublicSet } from './public-intents-map.ts';

const packsFolder = path.join(import.meta.dirname, '../packs');
const dataFolder = path.join(import.meta.dirname, '../../shared/data');

interface Utterance {
  text: string;
  intents: string[];
}

/**
 * Why somebody calls, told from one sentence of other people's labelled sets. Their intents are mapped to ours
 * where the mapping is honest; the rest are left out and counted.
 */
export const bench: Bench = {
  name: 'public-intents',
  title: 'Why a customer calls, on MultiDoGO, DSTC11 and NLU++',
  async run(report) {
    if (!existsSync(dataFolder)) {
      report({ what: 'public sets (../shared/data) that are here', value: 0, unit: 'sets' });
      return;
    }
    const packs = await loadPacks(packsFolder);
    const intents = packs.flatMap((pack) => pack.notes?.intents ?? []);
    for (const set of ['multidogo', 'dstc11', 'nlupp'] as const) await measure(set, intents, report);
  },
};

const files: Record<PublicSet, string> = {
  multidogo: 'multidogo/customer-turns-test.jsonl',
  dstc11: 'dstc11-intents/utterances.jsonl',
  nlupp: 'nlupp-banking/utterances.jsonl',
};

async function measure(
  set: PublicSet,
  intents: readonly NotedOption[],
  report: (figure: Figure) => void,
): Promise<void> {
  const utterances = await readSet(path.join(dataFolder, files[set]));
  const mapped = utterances
    .map((one) => ({ ...one, classes: classesOf(set, one.intents) }))
    .filter(({ classes }) => classes.length > 0);
  const told = mapped.map((one) => ({ ...one, intent: intentOf(one.text, intents) }));
  const share = (counted: (one: (typeof told)[number]) => boolean) =>
    told.filter(counted).length / Math.max(1, told.length);
  report({
    what: `${set}: utterances with an intent of ours, of ${utterances.length}`,
    value: mapped.length,
    unit: '',
  });
  report({
    what: `${set}: top-1`,
    value: share(({ classes, intent }) => classes.includes(intent)),
    unit: '',
  });
  report({
    what: `${set}: top-1 with question and information as one`,
    value: share(({ classes, intent }) => classes.map(asking).includes(asking(intent))),
    unit: '',
  });
  for (const id of new Set(mapped.flatMap(({ classes }) => (classes.length === 1 ? classes : [])))) {
    const own = told.filter(({ classes }) => classes.length === 1 && classes[0] === id);
    const right = own.filter(({ intent }) => intent === id).length;
    report({ what: `${set}: ${id}, found of ${own.length}`, value: right / own.length, unit: '' });
  }
}

const asking = (id: string) => (id === 'information' ? 'question' : id);

function intentOf(text: string, intents: readonly NotedOption[]): string {
  const call: JudgedCall = {
    kind: 'contact-centre',
    durationMs: 1000,
    legs: [],
    metrics: null,
    turns: [
      { index: 0, leg: 1, role: 'customer', startMs: 0, endMs: 1000, text, words: [], confidence: null },
    ],
  };
  return intentFindings(call, hear(call), intents)[0]?.type ?? 'none';
}

async function readSet(file: string): Promise<Utterance[]> {
  const lines = (await readFile(file, 'utf8')).split('\n').filter((line) => line.trim() !== '');
  return lines.map((line) => {
    const one = JSON.parse(line) as { text: string; intents?: string[]; intent?: string };
    return { text: one.text, intents: one.intents ?? (one.intent ? [one.intent] : []) };
  });
}
