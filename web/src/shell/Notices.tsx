import '@mantine/notifications/styles.layer.css';
import { Notifications } from '@mantine/notifications';
import { AlertNotices } from './AlertNotices.tsx';

export default function Notices() {
  return (
    <>
      <Notifications position="bottom-right" />
      <AlertNotices />
    </>
  );
}
