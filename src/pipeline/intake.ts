import { createHash } from 'node:crypto';
import { EarshotError, publicError } from '../errors.ts';
import type { IncomingCall, IncomingFile, Intake, ReceivedCall } from '../ingest/intake.ts';
import { newId } from '../lib/ids.ts';
import type { Source } from '../model/call.ts';
import type { CallMetadata } from '../model/intake.ts';
import { addJob } from '../queue/queue.ts';
import { parseTranscript } from '../speech/given/parse.ts';
import { atomically } from '../storage/db/atomically.ts';
import { replaceCallFiles } from '../storage/db/call-files.ts';
import { insertCall } from '../storage/db/calls.ts';
import { runSqlIn } from '../storage/db/database.ts';
import { insertRejection } from '../storage/db/rejections.ts';
import { attachTranscript } from './changes.ts';
import type { PipelineParts } from './parts.ts';
import { tell } from './stage.ts';

/** A file that is stored but does not belong to a call yet. */
export interface StagedFile {
  objectId: string;
  fileName: string;
  bytes: number;
  sha256: string;
}

/** A call whose files are stored already. */
export interface StagedCall {
  /** Of a call that was known before its files; a new one when absent. */
  id?: string;
  source: Source;
  channel: string;
  files: StagedFile[];
  metadata: CallMetadata;
  transcript?: { fileName: string; text: string };
}

/** The intake, with the two steps an upload needs: its files arrive before all that is said about them. */
export interface StagedIntake extends Intake {
  /** @throws audio_*, disk_full: nothing is then kept. */
  stageFile(file: IncomingFile, signal?: AbortSignal): Promise<StagedFile>;
  /** @throws transcript_malformed: the files are then removed. */
  receiveStaged(call: StagedCall): Promise<ReceivedCall>;
  discard(files: StagedFile[]): Promise<void>;
}

type IntakeParts = Pick<PipelineParts, 'db' | 'objects' | 'audio' | 'bus' | 'clock'>;

export function openIntake(parts: IntakeParts): StagedIntake {
  async function stageFile(file: IncomingFile, signal?: AbortSignal): Promise<StagedFile> {
    const stored = await parts.objects.put(file.bytes, signal ? { signal } : {});
    try {
      if (stored.bytes === 0) throw new EarshotError('audio_empty', { details: { fileName: file.fileName } });
      // What no decoder will take is refused while the sender is still there to be told.
      await parts.audio.identify(await parts.objects.open(stored.id), file.fileName);
      return { objectId: stored.id, fileName: file.fileName, bytes: stored.bytes, sha256: stored.sha256 };
    } catch (thrown) {
      await parts.objects.remove(stored.id);
      throw thrown;
    }
  }

  async function discard(files: StagedFile[]): Promise<void> {
    for (const file of files) await parts.objects.remove(file.objectId);
  }

  async function receiveStaged(call: StagedCall): Promise<ReceivedCall> {
    try {
      if (call.transcript) parseTranscript(call.transcript.text, call.transcript.fileName);
      const received = await insert(call, parts);
      if (received.duplicate) await keepWhatIsNew(received.id, call, parts);
      else tell(received.id, 'queued', 'record', null, parts);
      if (received.duplicate) await discard(call.files);
      return received;
    } catch (thrown) {
      await discard(call.files);
      throw thrown;
    }
  }

  return {
    stageFile,
    receiveStaged,
    discard,
    async receive(call: IncomingCall) {
      const files: StagedFile[] = [];
      try {
        for (const file of call.files) files.push(await stageFile(file));
      } catch (thrown) {
        await discard(files);
        throw thrown;
      }
      return await receiveStaged({ ...call, files });
    },
    async reject({ channel, fileName, problem }) {
      const id = await insertRejection(
        { channel, fileName, problem, at: new Date(parts.clock.now()) },
        parts.db,
      );
      parts.bus.publish({ type: 'rejection', rejectionId: id });
    },
  };
}

function insert(call: StagedCall, parts: IntakeParts): Promise<ReceivedCall> {
  const id = call.id ?? newId();
  return atomically(parts.db, async (tx) => {
    const inserted = await insertCall(
      {
        id,
        source: call.source,
        kind: call.metadata.kind ?? null,
        channel: call.channel,
        contentHash: contentHash(call),
        metadata: { title: titleFrom(call.files), ...call.metadata },
        givenTranscript: call.transcript ?? null,
        receivedAt: new Date(parts.clock.now()),
      },
      tx,
    );
    if (inserted.duplicate) return inserted;
    const files = call.files.map((file) => ({ ...file, sampleRateHz: null, channels: null }));
    await replaceCallFiles(id, 'original', files, tx);
    await addJob({ callId: id, stage: 'record' }, { lane: 'light' }, runSqlIn(tx));
    return inserted;
  });
}

/** What a call is called until somebody names it: its recording, without the extension. */
function titleFrom([first]: StagedFile[]): string {
  return (first?.fileName ?? '').replace(/\.[^.]{1,10}$/, '').slice(0, 200) || 'recording';
}

/**
 * The same bytes are the same recording, whatever it is called; two legs count in their order. A call with an id of
 * its own was heard as it happened, and is no other.
 */
function contentHash({ id, files }: StagedCall): string {
  if (id !== undefined) return id;
  if (files.length === 1) return files[0]?.sha256 ?? '';
  return createHash('sha256')
    .update(files.map((file) => file.sha256).join('\n'))
    .digest('hex');
}

/** A recording sent again with the transcript it lacked brings something new. */
async function keepWhatIsNew(id: string, call: StagedCall, parts: IntakeParts): Promise<void> {
  if (!call.transcript) return;
  try {
    await attachTranscript(id, call.transcript, parts);
  } catch (thrown) {
    // It has a transcript, or is being worked on: the call stays as it is.
    if (publicError(thrown).code !== 'conflict') throw thrown;
  }
}
