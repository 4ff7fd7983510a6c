import '@mantine/notifications/styles.layer.css';
import { Notifications } from '@mantine/notifications';
import { AlertNotices } from './AlertNotices.tsx';
import classes from './Notices.module.css';
import { useNoticePlace } from './notice-place.ts';

/** On a page that gives them a place of its own: what does not fit waits until another is gone. */
const mostInPlace = 2;

export default function Notices() {
  const place = useNoticePlace();
  return (
    <>
      {place ? (
        <Notifications
          key="place"
          position="top-right"
          limit={mostInPlace}
          portalProps={{ target: place }}
          className={classes.inPlace}
        />
      ) : (
        <Notifications key="corner" position="bottom-right" />
      )}
      <AlertNotices />
    </>
  );
}
