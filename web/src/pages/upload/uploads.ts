import type { Problem } from '../../../../src/model/api.ts';
import type { CallState, Kind, Role } from '../../../../src/model/call.ts';

/** Told once for all calls of a batch; what a file beside a recording says about that call goes before it. */
export interface BatchFacts {
  kind?: Kind | undefined;
  queue?: string | undefined;
  agent?: string | undefined;
  channels?: Role[] | undefined;
}

/** The files of one call. */
export interface Bundle {
  /** One recording, or the two legs of one call. */
  recordings: File[];
  transcript: File | null;
  /** A JSON file with what is known of the call. */
  sidecar: File | null;
  /** Why the two recordings were put together, or null when there is one. */
  paired: 'by name' | 'by hand' | null;
  /** Who speaks on each file, where the names say so. */
  channels: Role[] | null;
}

/**
 *   ready ─▶ waiting ─▶ sending ─▶ received
 *                ▲          │
 *                └─ retry ─ failed
 */
export type Upload = Bundle & { id: string } & (
    | { at: 'ready' }
    | { at: 'waiting'; facts: BatchFacts }
    | { at: 'sending'; facts: BatchFacts; sent: number }
    | { at: 'received'; callId: string; duplicate: boolean; state: CallState }
    | { at: 'failed'; facts: BatchFacts; problem: Problem }
  );

export type UploadEvent =
  | { type: 'added'; uploads: { id: string; bundle: Bundle }[] }
  | { type: 'paired'; ids: [string, string] }
  | { type: 'unpaired'; id: string; newId: string }
  | { type: 'removed'; id: string }
  | { type: 'cleared' }
  | { type: 'started'; facts: BatchFacts }
  | { type: 'sending'; id: string }
  | { type: 'progressed'; id: string; sent: number }
  | { type: 'received'; id: string; callId: string; duplicate: boolean; state: CallState }
  | { type: 'failed'; id: string; problem: Problem }
  | { type: 'retried'; id: string };

function bundleOf({ recordings, transcript, sidecar, paired, channels }: Bundle): Bundle {
  return { recordings, transcript, sidecar, paired, channels };
}

function changeOne(uploads: Upload[], id: string, change: (upload: Upload) => Upload): Upload[] {
  return uploads.map((upload) => (upload.id === id ? change(upload) : upload));
}

export function nextUploads(uploads: Upload[], event: UploadEvent): Upload[] {
  switch (event.type) {
    case 'added':
      return [...uploads, ...event.uploads.map(({ id, bundle }): Upload => ({ ...bundle, id, at: 'ready' }))];
    case 'paired':
      return pair(uploads, event.ids);
    case 'unpaired':
      return unpair(uploads, event.id, event.newId);
    case 'removed':
      return uploads.filter((upload) => upload.id !== event.id);
    case 'cleared':
      return uploads.filter((upload) => upload.at !== 'received');
    case 'started':
      return uploads.map((upload) =>
        upload.at === 'ready' ? { ...upload, at: 'waiting', facts: event.facts } : upload,
      );
    case 'sending':
      return changeOne(uploads, event.id, (upload) =>
        upload.at === 'waiting' ? { ...upload, at: 'sending', sent: 0 } : upload,
      );
    case 'progressed':
      return changeOne(uploads, event.id, (upload) =>
        upload.at === 'sending' ? { ...upload, sent: event.sent } : upload,
      );
    case 'received': {
      const { callId, duplicate, state } = event;
      return changeOne(uploads, event.id, (upload) => ({
        ...bundleOf(upload),
        id: upload.id,
        at: 'received',
        callId,
        duplicate,
        state,
      }));
    }
    case 'failed':
      return changeOne(uploads, event.id, (upload) =>
        upload.at === 'sending' ? { ...upload, at: 'failed', problem: event.problem } : upload,
      );
    case 'retried':
      return changeOne(uploads, event.id, (upload) =>
        upload.at === 'failed'
          ? { ...bundleOf(upload), id: upload.id, at: 'waiting', facts: upload.facts }
          : upload,
      );
  }
}

function pair(uploads: Upload[], [firstId, secondId]: [string, string]): Upload[] {
  const first = uploads.find((upload) => upload.id === firstId);
  const second = uploads.find((upload) => upload.id === secondId);
  if (!first || !second || first.at !== 'ready' || second.at !== 'ready') return uploads;
  if (first.recordings.length !== 1 || second.recordings.length !== 1) return uploads;
  const both: Upload = {
    ...first,
    recordings: [...first.recordings, ...second.recordings],
    transcript: first.transcript ?? second.transcript,
    sidecar: first.sidecar ?? second.sidecar,
    paired: 'by hand',
    channels: null,
  };
  return uploads.filter((upload) => upload !== second).map((upload) => (upload === first ? both : upload));
}

/** What came beside the pair stays with its first recording. */
function unpair(uploads: Upload[], id: string, newId: string): Upload[] {
  return uploads.flatMap((upload): Upload[] => {
    const [first, second] = upload.recordings;
    if (upload.id !== id || upload.at !== 'ready' || !first || !second) return [upload];
    const alone = { paired: null, channels: null, at: 'ready' } as const;
    return [
      { ...upload, ...alone, recordings: [first] },
      { ...alone, id: newId, recordings: [second], transcript: null, sidecar: null },
    ];
  });
}

/** The uploads that may be sent next, so that no more than `parallel` are sent at once. */
export function dueUploads(uploads: Upload[], parallel: number): Upload[] {
  const sending = uploads.filter((upload) => upload.at === 'sending').length;
  return uploads.filter((upload) => upload.at === 'waiting').slice(0, Math.max(0, parallel - sending));
}
