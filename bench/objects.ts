import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pieces } from '../src/lib/bytes.ts';
import { systemClock } from '../src/lib/clock.ts';
import { silentLog } from '../src/log.ts';
import { ObjectsSettings } from '../src/storage/objects/settings.ts';
import { openObjectStore } from '../src/storage/objects/stores.ts';
import type { Bench } from './bench.ts';

const megabyte = 1_000_000;
const objectBytes = 256 * megabyte;
const pieceBytes = 64 * 1024;
const seeks = 2_000;

/** Encrypted, hashed and fsynced writing, and reading back through any range, on the disk of the temporary folder. */
export const bench: Bench = {
  name: 'objects',
  title: 'Object store on disk: one object of 256 MB',
  async run(report) {
    const dataFolder = await mkdtemp(join(tmpdir(), 'earshot-bench-'));
    try {
      const settings = ObjectsSettings.parse({});
      await using store = await openObjectStore(settings, { dataFolder, log: silentLog, clock: systemClock });

      let startedAt = performance.now();
      const { id } = await store.put(zeros());
      report({ what: 'put', value: rate(objectBytes, startedAt), unit: 'MB/s' });

      const source = await store.open(id);
      startedAt = performance.now();
      for await (const _ of pieces(source)) {
        // Reading is what is measured.
      }
      report({
        what: 'read in ranges of 256 KiB, in order',
        value: rate(source.size, startedAt),
        unit: 'MB/s',
      });

      const tookMs: number[] = [];
      for (let n = 0; n < seeks; n++) {
        const at = Math.floor(Math.random() * (source.size - pieceBytes));
        startedAt = performance.now();
        await source.read(at, at + pieceBytes);
        tookMs.push(performance.now() - startedAt);
      }
      tookMs.sort((a, b) => a - b);
      report({
        what: 'range of 64 KiB anywhere, p95',
        value: tookMs[Math.floor(seeks * 0.95)] ?? 0,
        unit: 'ms',
      });

      startedAt = performance.now();
      for (let n = 0; n < 200; n++) await store.put(zeros(pieceBytes));
      report({
        what: 'puts of 64 KiB one after another',
        value: 200_000 / (performance.now() - startedAt),
        unit: '/s',
      });
    } finally {
      await rm(dataFolder, { recursive: true, force: true });
    }
  },
};

async function* zeros(bytes = objectBytes): AsyncGenerator<Uint8Array> {
  const piece = Buffer.alloc(pieceBytes);
  for (let at = 0; at < bytes; at += pieceBytes) yield piece.subarray(0, Math.min(pieceBytes, bytes - at));
}

function rate(bytes: number, startedAt: number): number {
  return bytes / megabyte / ((performance.now() - startedAt) / 1000);
}
