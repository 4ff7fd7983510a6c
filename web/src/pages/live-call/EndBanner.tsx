import IconPhoneOff from '@tabler/icons-react/dist/esm/icons/IconPhoneOff.mjs';
import { Link, useNavigate } from '@tanstack/react-router';
import { useEffect } from 'react';
import { Notice } from '../../parts/Notice.tsx';

interface Props {
  callId: string;
  kept: boolean | null;
  /** Somebody looks at something here: the page does not go away under their eyes. */
  reading: boolean;
}

const leaveAfterMs = 3_000;

/** Where an open call goes on once it is over. */
export function EndBanner({ callId, kept, reading }: Props) {
  const navigate = useNavigate();
  const leaves = kept === true && !reading;
  useEffect(() => {
    if (!leaves) return;
    const timer = setTimeout(() => {
      if (window.getSelection()?.isCollapsed === false) return;
      void navigate({ to: '/calls/$callId', params: { callId }, replace: true });
    }, leaveAfterMs);
    return () => clearTimeout(timer);
  }, [leaves, callId, navigate]);
  if (kept === false) {
    return (
      <Notice tone="info" role="status" icon={IconPhoneOff} title="The call is over">
        No audio came of it: there is nothing to keep.
      </Notice>
    );
  }
  return (
    <Notice tone="info" role="status" icon={IconPhoneOff} title="The call is over">
      {kept === null
        ? 'What was kept of it stands among the calls. '
        : 'It goes on as a call like any other, with its recording and its score. '}
      {leaves && 'It opens in a moment, unless you scroll up or select something. '}
      <Link to="/calls/$callId" params={{ callId }}>
        Open the call
      </Link>
    </Notice>
  );
}
