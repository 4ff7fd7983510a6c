import type { ByteSource } from '../lib/bytes.ts';
import { type Ask, serveChild } from '../lib/serve-child.ts';
import type { PrepareOrder, SeparateOrder } from './audio.ts';
import { separateSpeakers } from './diarize/separate.ts';
import { prepareCall } from './prepare.ts';
import { openSileroDetector, type SpeechDetector } from './silero.ts';

/** The process that decodes, listens and tells speakers apart: native code and long loops live here alone. */

declare const gc: (() => void) | undefined;

/** Nine megabytes each, and a fifth of a second to load: kept from recording to recording, by channel. */
function openDetectors(): (channel: number, threshold: number) => Promise<SpeechDetector> {
  const kept = new Map<string, Promise<SpeechDetector>>();
  return async (channel, threshold) => {
    const key = `${channel} ${threshold}`;
    const opening = kept.get(key) ?? openSileroDetector(threshold);
    kept.set(key, opening);
    const detector = await opening;
    detector.reset();
    return detector;
  };
}

function remoteSource(size: number, ask: Ask, file: number): ByteSource {
  return { size, read: (start, end) => ask<Uint8Array>('read', { file, start, end }) };
}

const leastProgress = 0.01;

async function prepare({ files, settings, ffmpeg }: PrepareOrder, ask: Ask) {
  let told = 0;
  const sources = files.map(({ size, fileName }, file) => ({
    fileName,
    source: remoteSource(size, ask, file),
  }));
  try {
    return await prepareCall(sources, settings, {
      sink: (chunk) => ask<void>('sink', chunk),
      onProgress(share) {
        if (share - told < leastProgress) return;
        told = share;
        // Nobody waits for it; that the parent is gone ends this process by itself.
        ask('progress', share).catch(() => {});
      },
      detector: (channel) => detectors(channel, settings.voice.threshold),
      ffmpeg,
    });
  } finally {
    gc?.();
  }
}

async function separate({ size, sampleRateHz, speech, models }: SeparateOrder, ask: Ask) {
  try {
    return await separateSpeakers({ pcm: remoteSource(size, ask, 0), sampleRateHz }, speech, models, () =>
      ask<void>('alive', null),
    );
  } finally {
    gc?.();
  }
}

const detectors = openDetectors();
serveChild({ prepare, separate });
