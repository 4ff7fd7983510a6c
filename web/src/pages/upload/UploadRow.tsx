import { ActionIcon, Button, Progress } from '@mantine/core';
import IconX from '@tabler/icons-react/dist/esm/icons/IconX.mjs';
import { formatBytes, formatShare } from '../../format/numbers.ts';
import { ProblemText } from '../../parts/Problem.tsx';
import { PairMenu } from './PairMenu.tsx';
import { ReceivedCall } from './ReceivedCall.tsx';
import classes from './UploadRow.module.css';
import { useUploads } from './UploadsProvider.tsx';
import type { Upload } from './uploads.ts';

interface Props {
  upload: Upload;
  /** All that can still be paired with it. */
  ready: Upload[];
}

export function UploadRow({ upload, ready }: Props) {
  const { remove, unpair } = useUploads();
  const names = upload.recordings.map((file) => file.name).join(' + ');
  const bytes = upload.recordings.reduce((sum, file) => sum + file.size, 0);
  return (
    <li className={classes.row} data-at={upload.at}>
      <div className={classes.what}>
        <div className={classes.names}>
          {upload.recordings.map((file, index) => (
            <span key={file.name} className={classes.name}>
              {upload.recordings.length > 1 && <span className={classes.leg}>Leg {index + 1}</span>}
              {file.name}
            </span>
          ))}
        </div>
        <div className={classes.beside}>
          <span>{formatBytes(bytes)}</span>
          {upload.paired && (
            <span>two legs of one call{upload.paired === 'by name' ? ', by their names' : ''}</span>
          )}
          {upload.transcript && <span>with transcript {upload.transcript.name}</span>}
          {upload.sidecar && <span>with facts {upload.sidecar.name}</span>}
          {upload.at === 'ready' && upload.paired && (
            <Button size="compact-xs" variant="subtle" onClick={() => unpair(upload.id)}>
              Unpair
            </Button>
          )}
          {upload.at === 'ready' && !upload.paired && <PairMenu upload={upload} ready={ready} />}
        </div>
        {upload.at === 'failed' && (
          <div className={classes.problem}>
            <ProblemText problem={upload.problem} />
          </div>
        )}
      </div>
      <div className={classes.outcome}>
        <Outcome upload={upload} names={names} />
      </div>
      <ActionIcon
        aria-label={upload.at === 'sending' ? `Stop the upload of ${names}` : `Take ${names} off the list`}
        onClick={() => remove(upload.id)}
      >
        <IconX size={16} aria-hidden />
      </ActionIcon>
    </li>
  );
}

function Outcome({ upload, names }: { upload: Upload; names: string }) {
  const { retry } = useUploads();
  switch (upload.at) {
    case 'ready':
      return <span className={classes.quiet}>Ready</span>;
    case 'waiting':
      return <span className={classes.quiet}>Waits its turn</span>;
    case 'sending':
      return (
        <>
          <Progress value={upload.sent * 100} size={5} aria-label={`Upload of ${names}`} />
          <span className={classes.quiet}>
            {upload.sent < 1 ? formatShare(upload.sent) : 'Sent, being checked and stored'}
          </span>
        </>
      );
    case 'received':
      return <ReceivedCall upload={upload} />;
    case 'failed':
      return (
        <>
          <strong className={classes.failed}>Not taken</strong>
          <Button size="compact-xs" variant="default" onClick={() => retry(upload.id)}>
            Try again
          </Button>
        </>
      );
  }
}
