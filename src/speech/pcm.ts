import { EarshotError } from '../errors.ts';
import type { Span } from '../model/call.ts';
import type { StoredAudio } from './engine.ts';

const bytesPerSample = 2;

/**
 * One channel of stored audio, from `startMs` up to `endMs`, shortened to what there is.
 * @throws object_damaged and whatever else the source throws
 */
export async function readChannel(audio: StoredAudio, channel: number, span: Span): Promise<Int16Array> {
  const { channels, sampleRateHz } = audio;
  if (channel >= channels) throw new EarshotError('internal', { details: { channel, channels } });
  const frameBytes = channels * bytesPerSample;
  const frames = Math.floor(audio.pcm.size / frameBytes);
  const first = clamp(Math.round((span.startMs * sampleRateHz) / 1000), frames);
  const last = clamp(Math.round((span.endMs * sampleRateHz) / 1000), frames);
  if (last <= first) return new Int16Array(0);
  const bytes = await audio.pcm.read(first * frameBytes, last * frameBytes);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const samples = new Int16Array(Math.floor(bytes.byteLength / frameBytes));
  for (let index = 0; index < samples.length; index++) {
    samples[index] = view.getInt16(index * frameBytes + channel * bytesPerSample, true);
  }
  return samples;
}

function clamp(frame: number, frames: number): number {
  return Math.max(0, Math.min(frames, frame));
}

const quietWindowMs = 200;
const quietStepMs = 10;

/** Where to cut: the middle of the 200 ms with the least energy, in milliseconds from the start of `samples`. */
export function quietestMs(samples: Int16Array, sampleRateHz: number): number {
  const step = Math.max(1, Math.round((sampleRateHz * quietStepMs) / 1000));
  const steps = Math.floor(samples.length / step);
  const windowSteps = Math.min(quietWindowMs / quietStepMs, steps);
  const lengthMs = (samples.length * 1000) / sampleRateHz;
  if (windowSteps === 0) return lengthMs / 2;
  const energies = new Float64Array(steps);
  for (let index = 0; index < steps * step; index++) {
    const sample = samples[index] as number;
    energies[Math.floor(index / step)]! += sample * sample;
  }
  let energy = 0;
  for (let index = 0; index < windowSteps; index++) energy += energies[index] as number;
  let least = energy;
  let quietest = 0;
  for (let start = 1; start + windowSteps <= steps; start++) {
    energy += (energies[start + windowSteps - 1] as number) - (energies[start - 1] as number);
    if (energy < least) {
      least = energy;
      quietest = start;
    }
  }
  return quietest * quietStepMs + (windowSteps * quietStepMs) / 2;
}
