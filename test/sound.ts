/** Sound made for tests: bursts of a voice-like buzz, so that a voice activity detector has something to hear. */
export interface Burst {
  startMs: number;
  endMs: number;
}

/** 16-bit WAV with one list of bursts per channel. */
export function wavOf(durationMs: number, channels: Burst[][], sampleRateHz = 8_000): Buffer {
  const frames = Math.round((durationMs / 1000) * sampleRateHz);
  const data = Buffer.alloc(frames * channels.length * 2);
  channels.forEach((bursts, channel) => {
    for (let frame = 0; frame < frames; frame++) {
      const ms = (frame / sampleRateHz) * 1000;
      const on = bursts.some((burst) => ms >= burst.startMs && ms < burst.endMs);
      const sample = on ? voice(frame / sampleRateHz, 110 + channel * 80) : noise(frame + channel * 7_919);
      data.writeInt16LE(Math.round(sample * 32_767), (frame * channels.length + channel) * 2);
    }
  });
  return Buffer.concat([header(data.length, channels.length, sampleRateHz), data]);
}

/** A sum of harmonics under a slow syllable rhythm. */
function voice(seconds: number, pitchHz: number): number {
  let sum = 0;
  for (let harmonic = 1; harmonic <= 12; harmonic++) {
    sum += Math.sin(2 * Math.PI * pitchHz * harmonic * seconds) / harmonic;
  }
  return 0.15 * sum * (0.6 + 0.4 * Math.sin(2 * Math.PI * 4 * seconds));
}

/** Line noise near −66 dBFS, the same each time. */
function noise(n: number): number {
  const x = Math.sin(n * 12.9898) * 43_758.5453;
  return (x - Math.floor(x) - 0.5) * 0.001;
}

function header(dataBytes: number, channels: number, sampleRateHz: number): Buffer {
  const bytes = Buffer.alloc(44);
  bytes.write('RIFF', 0);
  bytes.writeUInt32LE(36 + dataBytes, 4);
  bytes.write('WAVEfmt ', 8);
  bytes.writeUInt32LE(16, 16);
  bytes.writeUInt16LE(1, 20);
  bytes.writeUInt16LE(channels, 22);
  bytes.writeUInt32LE(sampleRateHz, 24);
  bytes.writeUInt32LE(sampleRateHz * channels * 2, 28);
  bytes.writeUInt16LE(channels * 2, 32);
  bytes.writeUInt16LE(16, 34);
  bytes.write('data', 36);
  bytes.writeUInt32LE(dataBytes, 40);
  return bytes;
}
