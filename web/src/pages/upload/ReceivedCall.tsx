import { Link } from '@tanstack/react-router';
import { useProgress } from '../../api/calls.ts';
import { StateOfCall } from '../../parts/StateOfCall.tsx';
import type { Upload } from './uploads.ts';

/** What became of an upload: the call, and how far it is by now. */
export function ReceivedCall({ upload }: { upload: Extract<Upload, { at: 'received' }> }) {
  const progress = useProgress(upload.callId, {
    state: upload.state,
    stage: null,
    progress: null,
    problem: null,
  });
  return (
    <>
      <Link to="/calls/$callId" params={{ callId: upload.callId }}>
        {upload.duplicate ? 'Here already: open that call' : 'Open the call'}
      </Link>
      <StateOfCall call={progress.data} />
    </>
  );
}
