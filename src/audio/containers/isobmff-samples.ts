import { type Box, boxesIn, child, uint32 } from './isobmff-boxes.ts';

/** Samples that lie one behind the other in the file. */
export interface SampleRun {
  offset: number;
  sizes: number[];
}

/** A damaged count must not fill the memory; packets of half an hour in one chunk fit. */
const maxSamplesPerChunk = 100_000;

/**
 * The samples of a track by its tables: `stco` says where chunks lie, `stsc` how many samples each holds, `stsz`
 * how long each sample is. Counts are held against the size of the tables, so a damaged count cannot run away.
 */
export function* tableSamples(index: Buffer, stbl: Box): Generator<SampleRun> {
  const sizes = sizeTable(index, stbl);
  const chunks = chunkTable(index, stbl);
  const stsc = child(index, stbl, 'stsc');
  if (!sizes || !chunks || !stsc) return;
  const runs = Math.min(uint32(index, stsc.start + 4), Math.floor((stsc.end - stsc.start - 8) / 12));
  let sample = 0;
  for (let run = 0; run < runs && sample < sizes.count; run++) {
    const at = stsc.start + 8 + run * 12;
    const first = uint32(index, at) - 1;
    const next = run + 1 < runs ? uint32(index, at + 12) - 1 : chunks.count;
    const perChunk = uint32(index, at + 4);
    for (
      let chunk = Math.max(0, first);
      chunk < Math.min(next, chunks.count) && sample < sizes.count;
      chunk++
    ) {
      const count = Math.min(perChunk, sizes.count - sample, maxSamplesPerChunk);
      if (count === 0) break;
      // A chunk of fixed-size samples (sound without packets) is one stretch of bytes.
      const list =
        sizes.fixed > 0 && sizes.fixed <= 8
          ? [sizes.fixed * count]
          : Array.from({ length: count }, (_, i) => sizes.of(sample + i));
      yield { offset: chunks.of(chunk), sizes: list };
      sample += count;
    }
  }
}

function sizeTable(index: Buffer, stbl: Box): { count: number; fixed: number; of(i: number): number } | null {
  const stsz = child(index, stbl, 'stsz');
  if (!stsz) return null;
  const fixed = uint32(index, stsz.start + 4);
  const claimed = uint32(index, stsz.start + 8);
  const held = Math.floor((stsz.end - stsz.start - 12) / 4);
  return {
    count: fixed > 0 ? claimed : Math.max(0, Math.min(claimed, held)),
    fixed,
    of: (i) => fixed || uint32(index, stsz.start + 12 + i * 4),
  };
}

function chunkTable(index: Buffer, stbl: Box): { count: number; of(i: number): number } | null {
  const stco = child(index, stbl, 'stco');
  const co64 = child(index, stbl, 'co64');
  const box = stco ?? co64;
  if (!box) return null;
  const width = stco ? 4 : 8;
  const held = Math.floor((box.end - box.start - 8) / width);
  return {
    count: Math.max(0, Math.min(uint32(index, box.start + 4), held)),
    of: (i) => {
      const at = box.start + 8 + i * width;
      return width === 4 ? uint32(index, at) : uint32(index, at) * 2 ** 32 + uint32(index, at + 4);
    },
  };
}

/**
 * The samples of one fragment, `moof` without its header; `moofAt` is where the fragment begins in the file.
 * `index` holds the defaults (`trex`).
 */
export function* fragmentSamples(
  moof: Buffer,
  moofAt: number,
  trackId: number,
  index: Buffer,
): Generator<SampleRun> {
  for (const traf of boxesIn(moof).filter(({ type }) => type === 'traf')) {
    const tfhd = child(moof, traf, 'tfhd');
    if (!tfhd || uint32(moof, tfhd.start + 4) !== trackId) continue;
    const flags = uint32(moof, tfhd.start) & 0xffffff;
    let at = tfhd.start + 8;
    const base = flags & 1 ? uint32(moof, at) * 2 ** 32 + uint32(moof, at + 4) : moofAt;
    if (flags & 1) at += 8;
    if (flags & 2) at += 4;
    if (flags & 8) at += 4;
    const defaultSize = flags & 16 ? uint32(moof, at) : trackDefaultSize(index, trackId);
    let next = base;
    for (const trun of boxesIn(moof, traf.start, traf.end).filter(({ type }) => type === 'trun')) {
      const run = parseRun(moof, trun, base, next, defaultSize);
      next = run.offset + run.sizes.reduce((sum, size) => sum + size, 0);
      yield run;
    }
  }
}

function parseRun(moof: Buffer, trun: Box, base: number, next: number, defaultSize: number): SampleRun {
  const flags = uint32(moof, trun.start) & 0xffffff;
  let at = trun.start + 8;
  const offset = flags & 1 ? base + (uint32(moof, at) | 0) : next;
  if (flags & 1) at += 4;
  if (flags & 4) at += 4;
  const fields = [0x100, 0x200, 0x400, 0x800].filter((flag) => flags & flag);
  const width = fields.length * 4;
  const sizeAt = fields.indexOf(0x200) * 4;
  const claimed = uint32(moof, trun.start + 4);
  // Without fields per sample nothing in the box bounds their number; a fragment holds seconds, not hours.
  const count = Math.min(claimed, width > 0 ? Math.floor((trun.end - at) / width) : 100_000);
  const sizes = Array.from({ length: Math.max(0, count) }, (_, i) =>
    sizeAt >= 0 ? uint32(moof, at + i * width + sizeAt) : defaultSize,
  );
  return { offset, sizes };
}

function trackDefaultSize(index: Buffer, trackId: number): number {
  const mvex = boxesIn(index).find(({ type }) => type === 'mvex');
  if (!mvex) return 0;
  const trex = boxesIn(index, mvex.start, mvex.end).find(
    (box) => box.type === 'trex' && uint32(index, box.start + 4) === trackId,
  );
  return trex ? uint32(index, trex.start + 16) : 0;
}
