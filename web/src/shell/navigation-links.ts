import type { TablerIcon } from '@tabler/icons-react';
import IconBell from '@tabler/icons-react/dist/esm/icons/IconBell.mjs';
import IconBook from '@tabler/icons-react/dist/esm/icons/IconBook.mjs';
import IconChecklist from '@tabler/icons-react/dist/esm/icons/IconChecklist.mjs';
import IconClipboardCheck from '@tabler/icons-react/dist/esm/icons/IconClipboardCheck.mjs';
import IconHeadset from '@tabler/icons-react/dist/esm/icons/IconHeadset.mjs';
import IconListCheck from '@tabler/icons-react/dist/esm/icons/IconListCheck.mjs';
import IconMicrophone from '@tabler/icons-react/dist/esm/icons/IconMicrophone.mjs';
import IconNotebook from '@tabler/icons-react/dist/esm/icons/IconNotebook.mjs';
import IconPhone from '@tabler/icons-react/dist/esm/icons/IconPhone.mjs';
import IconScale from '@tabler/icons-react/dist/esm/icons/IconScale.mjs';
import IconSchool from '@tabler/icons-react/dist/esm/icons/IconSchool.mjs';
import IconUpload from '@tabler/icons-react/dist/esm/icons/IconUpload.mjs';
import { useAlertCounts } from '../api/alerts.ts';
import { useLiveList } from '../api/live/LiveCalls.tsx';
import { useQueue } from '../api/queue.ts';
import { useReviewCounts } from '../api/review.ts';
import { useUploads } from '../pages/upload/UploadsProvider.tsx';

interface Note {
  text: string;
  /** The same as a sentence, for screen readers and on hover. */
  says: string;
  tone: 'busy' | 'poor';
}

interface NavigationLink {
  to:
    | '/calls'
    | '/live'
    | '/alerts'
    | '/review'
    | '/training'
    | '/scenarios'
    | '/queue'
    | '/upload'
    | '/speech'
    | '/knowledge'
    | '/scorecards'
    | '/agreement';
  label: string;
  icon: TablerIcon;
  note: Note | null;
}

const atMost99 = (count: number) => (count > 99 ? '99+' : String(count));

export function useNavigationLinks(): NavigationLink[] {
  const counts = useQueue().data?.counts;
  const review = useReviewCounts().data;
  const urgent = useLiveList().filter(({ weight, isDrill }) => weight === 'now' && !isDrill).length;
  const alerts = useAlertCounts().data?.counts;
  const { uploads } = useUploads();
  const failed = counts?.failed ?? 0;
  const atWork = (counts?.processing ?? 0) + (counts?.queued ?? 0);
  const waiting = counts?.['waiting for a speech engine'] ?? 0;
  const sending = uploads.filter((upload) => upload.at === 'waiting' || upload.at === 'sending').length;

  return [
    { to: '/calls', label: 'Calls', icon: IconPhone, note: null },
    {
      to: '/live',
      label: 'Live',
      icon: IconHeadset,
      note:
        urgent > 0
          ? {
              text: atMost99(urgent),
              says: `${urgent} ${urgent === 1 ? 'needs' : 'need'} somebody now`,
              tone: 'poor',
            }
          : null,
    },
    {
      to: '/alerts',
      label: 'Alerts',
      icon: IconBell,
      note:
        alerts && alerts.open > 0
          ? {
              text: atMost99(alerts.open),
              says: `${alerts.open} ${alerts.open === 1 ? 'alert is' : 'alerts are'} open`,
              tone: alerts.openCritical > 0 ? 'poor' : 'busy',
            }
          : null,
    },
    {
      to: '/review',
      label: 'Review',
      icon: IconChecklist,
      note:
        review && review.calls > 0
          ? {
              text: atMost99(review.calls),
              says: `${review.calls} ${review.calls === 1 ? 'call waits' : 'calls wait'} for a person`,
              tone: review.counts.disputed + review.counts.auto_fail > 0 ? 'poor' : 'busy',
            }
          : null,
    },
    { to: '/training', label: 'Training', icon: IconSchool, note: null },
    { to: '/scenarios', label: 'Scenarios', icon: IconNotebook, note: null },
    {
      to: '/queue',
      label: 'Queue',
      icon: IconListCheck,
      note:
        failed > 0
          ? { text: atMost99(failed), says: `${failed} failed`, tone: 'poor' }
          : atWork > 0
            ? { text: atMost99(atWork), says: `${atWork} at work`, tone: 'busy' }
            : null,
    },
    {
      to: '/upload',
      label: 'Upload',
      icon: IconUpload,
      note: sending > 0 ? { text: atMost99(sending), says: `${sending} uploading`, tone: 'busy' } : null,
    },
    {
      to: '/speech',
      label: 'Speech',
      icon: IconMicrophone,
      note:
        waiting > 0
          ? { text: atMost99(waiting), says: `${waiting} calls wait for an engine`, tone: 'busy' }
          : null,
    },
    { to: '/knowledge', label: 'Knowledge', icon: IconBook, note: null },
    { to: '/scorecards', label: 'Scorecards', icon: IconClipboardCheck, note: null },
    { to: '/agreement', label: 'Agreement', icon: IconScale, note: null },
  ];
}
