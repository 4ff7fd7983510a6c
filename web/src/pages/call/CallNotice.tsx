import { Button, FileButton, Group } from '@mantine/core';
import IconAlertTriangle from '@tabler/icons-react/dist/esm/icons/IconAlertTriangle.mjs';
import IconEarOff from '@tabler/icons-react/dist/esm/icons/IconEarOff.mjs';
import { Link } from '@tanstack/react-router';
import type { CallDetail } from '../../../../src/model/api.ts';
import { useAttachTranscript, useRetryCall } from '../../api/calls.ts';
import { Notice } from '../../parts/Notice.tsx';
import { ProblemText } from '../../parts/Problem.tsx';
import { StateOfCall } from '../../parts/StateOfCall.tsx';
import { toProblem } from '../../parts/to-problem.ts';
import { stageWords } from '../../words.ts';
import classes from './CallNotice.module.css';
import { transcriptTypes } from './transcript-types.ts';

/** What a call needs before it is complete: time, an engine, or a hand. Nothing once it is done. */
export function CallNotice({ call }: { call: CallDetail }) {
  return (
    <div role="status" aria-live="polite" className={classes.notice}>
      {(call.state === 'processing' || call.state === 'queued') && (
        <div className={classes.working}>
          <StateOfCall call={call} />
          <span>
            {call.evaluations.length > 0
              ? 'This call is being judged again; the marks below are from before.'
              : 'The page fills by itself as each step is done.'}
          </span>
        </div>
      )}
      {call.state === 'waiting for a speech engine' && <WaitsForSpeech call={call} />}
      {call.state === 'failed' && <FailedNotice call={call} />}
    </div>
  );
}

function WaitsForSpeech({ call }: { call: CallDetail }) {
  const attach = useAttachTranscript(call.id);
  return (
    <Notice tone="fair" icon={IconEarOff} title="This call waits for a speech engine">
      The recording is safe, can be played and has been measured; what is said is not written down yet. Once
      an engine is set up, this call and all others that wait go on by themselves. A transcript from elsewhere
      will do as well.
      <Group mt="sm" gap="xs">
        <Button component={Link} to="/speech">
          Set up a speech engine
        </Button>
        <FileButton onChange={(file) => file && attach.mutate(file)} accept={transcriptTypes}>
          {(props) => (
            <Button variant="default" loading={attach.isPending} {...props}>
              Attach a transcript
            </Button>
          )}
        </FileButton>
      </Group>
      {attach.isError && (
        <p role="alert" className={classes.error}>
          <ProblemText problem={toProblem(attach.error)} />
        </p>
      )}
    </Notice>
  );
}

function FailedNotice({ call }: { call: CallDetail }) {
  const retry = useRetryCall();
  return (
    <Notice
      tone="poor"
      icon={IconAlertTriangle}
      title={call.stage ? `${stageWords[call.stage]} failed` : 'This call failed'}
    >
      {call.problem ? <ProblemText problem={call.problem} /> : 'No reason was recorded.'}
      <Group mt="sm">
        <Button variant="default" loading={retry.isPending} onClick={() => retry.mutate(call.id)}>
          Try again
        </Button>
      </Group>
      {retry.isError && (
        <p role="alert" className={classes.error}>
          <ProblemText problem={toProblem(retry.error)} />
        </p>
      )}
    </Notice>
  );
}
