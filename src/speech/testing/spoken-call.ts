import { throughMuLaw } from '../../audio/g711.ts';
import { bufferSource } from '../../lib/bytes.ts';
import type { Hearing } from '../engine.ts';
import { poison } from './faults.ts';
import { durationOf, speak } from './modem.ts';

/** Something said in a call made for a test. */
export interface Saying {
  leg: number;
  atMs: number;
  text: string;
}

export interface SpokenCall {
  sayings: Saying[];
  durationMs: number;
  sampleRateHz?: number;
  /** One channel for each leg, or all legs on one. */
  channels?: 'own' | 'shared';
  /** As a telephone line passes it. */
  telephone?: boolean;
  language?: string | null;
  hotwords?: string[];
}

/** Deterministic room noise at about -66 dBFS: real lines are never digitally silent. */
function roomNoise(index: number): number {
  const mixed = Math.imul((index + 1) ^ ((index + 1) >>> 15), 0x2c1b3c6d);
  return (((mixed ^ (mixed >>> 12)) >>> 0) / 2 ** 32 - 0.5) * 0.001;
}

/** A call in modem sound, with the spans a perfect voice activity detector would find. */
export function spokenCall(call: SpokenCall): Hearing {
  const { sayings, durationMs, sampleRateHz = 8000, channels = 'own', telephone = false } = call;
  const legCount = Math.max(0, ...sayings.map((saying) => saying.leg)) + 1;
  const channelCount = channels === 'own' ? legCount : 1;
  const frames = Math.round((durationMs * sampleRateHz) / 1000);
  const lines = Array.from({ length: channelCount }, () =>
    Float32Array.from({ length: frames }, (_, at) => roomNoise(at)),
  );
  for (const { leg, atMs, text } of sayings) {
    const line = lines[channels === 'own' ? leg : 0] as Float32Array;
    const start = Math.round((atMs * sampleRateHz) / 1000);
    for (const [index, sample] of speak(text, sampleRateHz).entries()) line[start + index]! += sample;
  }
  const heard = telephone ? lines.map(throughMuLaw) : lines;
  const pcm = new Int16Array(frames * channelCount);
  for (const [channel, line] of heard.entries()) {
    for (let at = 0; at < frames; at++)
      pcm[at * channelCount + channel] = Math.round((line[at] as number) * 32_767);
  }
  return {
    audio: {
      pcm: bufferSource(new Uint8Array(pcm.buffer)),
      sampleRateHz,
      channels: channelCount,
      durationMs,
    },
    legs: Array.from({ length: legCount }, (_, leg) => ({
      leg,
      channel: channels === 'own' ? leg : 0,
      speech: sayings
        .filter((saying) => saying.leg === leg)
        .map(({ atMs, text }) => ({ startMs: atMs, endMs: atMs + durationOf(text) })),
    })),
    language: call.language ?? null,
    hotwords: call.hotwords ?? [],
  };
}

/** The same call with digital silence wherever nobody speaks. */
export function quietAround(call: Hearing): Hearing {
  return rewritten(call, (samples, channel, atMs) =>
    call.legs[channel]?.speech.some((span) => atMs >= span.startMs && atMs < span.endMs) ? samples : 0,
  );
}

export function poisoned(call: Hearing, leg: number, whenMs: number): Hearing {
  const { sampleRateHz } = call.audio;
  const frame = Math.round((whenMs * sampleRateHz) / 1000);
  return rewritten(call, (sample, channel, _atMs, index) =>
    channel === leg && index === frame ? poison : sample,
  );
}

function rewritten(
  call: Hearing,
  change: (sample: number, channel: number, atMs: number, frame: number) => number,
): Hearing {
  const { audio } = call;
  return {
    ...call,
    audio: {
      ...audio,
      pcm: {
        size: audio.pcm.size,
        async read(start, end) {
          const bytes = (await audio.pcm.read(start, end)).slice();
          const samples = new Int16Array(bytes.buffer);
          for (const [index, sample] of samples.entries()) {
            const position = start / 2 + index;
            const frame = Math.floor(position / audio.channels);
            samples[index] = change(
              sample,
              position % audio.channels,
              (frame * 1000) / audio.sampleRateHz,
              frame,
            );
          }
          return bytes;
        },
      },
    },
  };
}
