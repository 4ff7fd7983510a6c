import type { ByteSource } from '../../lib/bytes.ts';

/**
 * What a model file says of itself, read without loading it.
 *
 * sherpa-onnx ends the whole process on a wrong or cut-off model, so every file is looked at first. Only the
 * top-level fields of the protobuf are read; the graph (up to gigabytes of weights) is skipped by its length,
 * which takes milliseconds and still finds a file that was cut off.
 *
 *   ModelProto   1 ir_version · 2 producer_name · 7 graph · 8 opset_import · 14 metadata_props { 1 key, 2 value }
 *   field        (number << 3 | wire type) then wire 0 = varint, wire 2 = length + bytes
 */
export interface OnnxInfo {
  /** `ort` is ONNX Runtime's own format (a FlatBuffer): it has no metadata that can be read here. */
  format: 'onnx' | 'ort' | 'unknown';
  bytes: number;
  metadata: Record<string, string>;
  /** Why it is not a whole model file, or null. */
  problem: string | null;
}

const metadataField = 14;
const graphField = 7;
const highestField = 25;
/** Real metadata is a few kilobytes; SenseVoice's normalisation vectors are the longest. */
const maxMetadataBytes = 1024 * 1024;
const headerBytes = 20;

export async function readOnnxInfo(source: ByteSource): Promise<OnnxInfo> {
  const info: OnnxInfo = { format: 'unknown', bytes: source.size, metadata: {}, problem: null };
  try {
    if (source.size === 0) throw new NotWhole('the file is empty');
    if (await isOrtFormat(source)) return { ...info, format: 'ort' };
    await readFields(source, info);
  } catch (thrown) {
    if (!(thrown instanceof NotWhole)) throw thrown;
    info.problem = thrown.message;
  }
  return info;
}

/** Says in plain words what is wrong with the bytes; never leaves this file. */
class NotWhole extends Error {}

async function isOrtFormat(source: ByteSource): Promise<boolean> {
  const start = await source.read(0, 8);
  return Buffer.from(start).toString('latin1', 4, 8) === 'ORTM';
}

async function readFields(source: ByteSource, info: OnnxInfo): Promise<void> {
  let at = 0;
  let hasGraph = false;
  while (at < source.size) {
    const header = await source.read(at, at + headerBytes);
    const key = varint(header, 0);
    const field = Math.floor(key.value / 8);
    const wire = key.value % 8;
    if (field < 1 || field > highestField) throw new NotWhole('not an ONNX file');
    const value = varint(header, key.next);
    if (wire === 0) {
      at += value.next;
      continue;
    }
    if (wire !== 2) throw new NotWhole('not an ONNX file');
    const start = at + value.next;
    const end = start + value.value;
    if (end > source.size)
      throw new NotWhole(`cut off: ${end} bytes are announced, ${source.size} are there`);
    if (field === graphField) {
      hasGraph = true;
      info.format = 'onnx';
    } else if (field === metadataField && value.value <= maxMetadataBytes) {
      const [name, text] = keyAndValue(await source.read(start, end));
      info.metadata[name] = text;
    }
    at = end;
  }
  if (!hasGraph) throw new NotWhole('no graph in it');
}

function keyAndValue(message: Uint8Array): [string, string] {
  const texts = ['', ''];
  for (let at = 0; at < message.length; ) {
    const key = varint(message, at);
    const length = varint(message, key.next);
    const end = length.next + length.value;
    if (end > message.length) throw new NotWhole('damaged metadata');
    const which = Math.floor(key.value / 8) - 1;
    if (which === 0 || which === 1)
      texts[which] = Buffer.from(message.subarray(length.next, end)).toString('utf8');
    at = end;
  }
  return texts as [string, string];
}

function varint(bytes: Uint8Array, start: number): { value: number; next: number } {
  let value = 0;
  for (let index = 0; index < 10; index++) {
    const byte = bytes[start + index];
    if (byte === undefined) throw new NotWhole('cut off');
    value += (byte & 0x7f) * 2 ** (7 * index);
    if (byte < 0x80) return { value, next: start + index + 1 };
  }
  throw new NotWhole('not an ONNX file');
}
