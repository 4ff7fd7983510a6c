import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import type { PreparedAudio } from '../audio/audio.ts';
import { measureCall } from '../audio/metrics.ts';
import type { StoredAudio } from '../speech/engine.ts';
import { parseTranscript } from '../speech/given/parse.ts';
import { saveAudioNotes, saveMetrics, savePeaks } from '../storage/db/call-audio.ts';
import { callFiles, replaceCallFiles } from '../storage/db/call-files.ts';
import { type CallRow, setCall } from '../storage/db/calls.ts';
import { replaceLegs } from '../storage/db/transcripts.ts';
import type { StoredObject } from '../storage/objects/store.ts';
import { legsOfChannels, legsOfSpeakers } from './legs.ts';
import type { PipelineParts, RunStage, StageContext } from './parts.ts';

/** Decodes the original files, stores the audio that everything after works on, and measures it. */
export const record: RunStage = async (call, parts, context) => {
  const { prepared, stored } = await prepare(call, parts, context);
  const audio: StoredAudio = { ...prepared, pcm: await parts.objects.open(stored.id) };
  const legs =
    prepared.channels > 1 || knowsItsSpeakers(call)
      ? legsOfChannels(prepared.speech, {
          given: call.metadata.channels,
          setting: parts.defaultChannels(call.metadata),
        })
      : await separate(audio, prepared, parts, context);
  const metrics = measureCall({ durationMs: prepared.durationMs, legs, turns: null });
  return {
    kind: 'done',
    async save(tx) {
      const { sampleRateHz, channels, durationMs } = prepared;
      const file = {
        objectId: stored.id,
        fileName: null,
        bytes: stored.bytes,
        sha256: stored.sha256,
        sampleRateHz,
        channels,
      };
      const { replacedObjectIds } = await replaceCallFiles(call.id, 'audio', [file], tx);
      await savePeaks(call.id, prepared.peaks, tx);
      await saveAudioNotes(call.id, notesOf(call, prepared), tx);
      await replaceLegs(call.id, legs, tx);
      await saveMetrics(call.id, metrics, tx);
      await setCall(call.id, { durationMs }, tx);
      return replacedObjectIds;
    },
  };
};

/** Decodes into the object store; both ends stop when either fails. */
async function prepare(
  call: CallRow,
  parts: PipelineParts,
  context: StageContext,
): Promise<{ prepared: PreparedAudio; stored: StoredObject }> {
  const originals = await callFiles(call.id, 'original', parts.db);
  const files = await Promise.all(
    originals.map(async (file) => ({
      source: await parts.objects.open(file.objectId),
      fileName: file.fileName ?? '',
    })),
  );
  const pcm = new PassThrough({ highWaterMark: 1024 * 1024 });
  // Whoever reads or writes is told by its own promise; an error nobody listens to would end the process.
  pcm.on('error', () => {});
  const storing = parts.objects.put(pcm, { signal: context.signal });
  storing.catch((error: Error) => pcm.destroy(error));
  try {
    const prepared = await parts.audio.prepare(files, {
      signal: context.signal,
      onProgress: context.onProgress,
      sink: async (chunk) => {
        if (!pcm.write(chunk)) await Promise.race([once(pcm, 'drain'), storing]);
      },
    });
    pcm.end();
    return { prepared, stored: await storing };
  } catch (thrown) {
    pcm.destroy(thrown as Error);
    await storing.catch(() => {
      // It fails because decoding failed: that error is the one to tell.
    });
    throw thrown;
  }
}

/** On a drill who types is not heard: that is no fault of a recorder. */
function notesOf({ source }: CallRow, { notes }: PreparedAudio): PreparedAudio['notes'] {
  if (source !== 'simulated') return notes;
  return notes.filter(({ code }) => code !== 'audio_no_speech' && code !== 'audio_one_way');
}

/** Whether a transcript came with the call that names its speakers: they need not be told apart by ear. */
function knowsItsSpeakers(call: CallRow): boolean {
  if (!call.givenTranscript) return false;
  const { turns } = parseTranscript(call.givenTranscript.text, call.givenTranscript.fileName);
  return turns.every((turn) => turn.speaker !== null || turn.role !== null);
}

async function separate(
  audio: StoredAudio,
  prepared: PreparedAudio,
  parts: PipelineParts,
  context: StageContext,
) {
  const models = parts.speech.diarizationModels();
  const { speakers, certainty } = await parts.audio.separate(audio, prepared.speech[0] ?? [], {
    speakers: 2,
    signal: context.signal,
    ...(models ? { models } : {}),
  });
  return legsOfSpeakers(speakers, certainty);
}
