import { aLawTable, muLawTable } from './g711.ts';

/** Codecs in which each sample stands alone, so that any whole number of frames can be decoded. */
export type SampleCodec =
  | 'pcm-u8'
  | 'pcm-s16'
  | 'pcm-s24'
  | 'pcm-s32'
  | 'pcm-f32'
  | 'pcm-f64'
  | 'mu-law'
  | 'a-law';

const widths: Record<SampleCodec, number> = {
  'pcm-u8': 1,
  'pcm-s16': 2,
  'pcm-s24': 3,
  'pcm-s32': 4,
  'pcm-f32': 4,
  'pcm-f64': 8,
  'mu-law': 1,
  'a-law': 1,
};

export function bytesPerSample(codec: SampleCodec): number {
  return widths[codec];
}

/** A function from interleaved little-endian bytes (whole frames) to one array per channel. */
export function sampleReader(codec: SampleCodec, channels: number): (bytes: Uint8Array) => Float32Array[] {
  const readAt = readerOf(codec);
  const width = widths[codec];
  return (bytes) => {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const frames = Math.floor(bytes.byteLength / (width * channels));
    return Array.from({ length: channels }, (_, channel) => {
      const out = new Float32Array(frames);
      readAt(view, out, channel * width, channels * width);
      return out;
    });
  };
}

type ReadAt = (view: DataView, out: Float32Array, first: number, stride: number) => void;

/** Loops are written out per codec: a call per sample costs ten times as much. */
function readerOf(codec: SampleCodec): ReadAt {
  switch (codec) {
    case 'pcm-u8':
      return (view, out, first, stride) => {
        for (let i = 0, at = first; i < out.length; i++, at += stride)
          out[i] = (view.getUint8(at) - 128) / 128;
      };
    case 'pcm-s16':
      return (view, out, first, stride) => {
        for (let i = 0, at = first; i < out.length; i++, at += stride)
          out[i] = view.getInt16(at, true) / 32768;
      };
    case 'pcm-s24':
      return (view, out, first, stride) => {
        for (let i = 0, at = first; i < out.length; i++, at += stride) {
          out[i] = ((view.getInt8(at + 2) << 16) | view.getUint16(at, true)) / 8388608;
        }
      };
    case 'pcm-s32':
      return (view, out, first, stride) => {
        for (let i = 0, at = first; i < out.length; i++, at += stride)
          out[i] = view.getInt32(at, true) / 2147483648;
      };
    case 'pcm-f32':
      return (view, out, first, stride) => {
        for (let i = 0, at = first; i < out.length; i++, at += stride)
          out[i] = finite(view.getFloat32(at, true));
      };
    case 'pcm-f64':
      return (view, out, first, stride) => {
        for (let i = 0, at = first; i < out.length; i++, at += stride)
          out[i] = finite(view.getFloat64(at, true));
      };
    case 'mu-law':
      return tableReader(muLawTable());
    case 'a-law':
      return tableReader(aLawTable());
  }
}

function tableReader(table: Float32Array): ReadAt {
  return (view, out, first, stride) => {
    for (let i = 0, at = first; i < out.length; i++, at += stride) out[i] = table[view.getUint8(at)]!;
  };
}

/** A float file may hold anything: NaN is silence, and nothing is louder than twice full scale. */
function finite(sample: number): number {
  return sample >= -2 && sample <= 2 ? sample : sample > 2 ? 2 : sample < -2 ? -2 : 0;
}

/** −1…1 as 16-bit samples, exact for what came from 16 bits. */
export function toInt16(samples: Float32Array, out: Int16Array, first: number, stride: number): void {
  for (let i = 0, at = first; i < samples.length; i++, at += stride) {
    const scaled = Math.round(samples[i]! * 32768);
    out[at] = scaled > 32767 ? 32767 : scaled < -32768 ? -32768 : scaled;
  }
}
