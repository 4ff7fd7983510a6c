import { notifications } from '@mantine/notifications';
import { Link } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import type { AlertEvent } from '../../../src/model/alert.ts';
import { useAlertNews } from '../api/alerts.ts';
import { playAlertTone, useAlertSound } from './alert-tone.ts';

/** Colours carry the severity beside its word. */
const colours = { critical: 'red', warning: 'yellow', info: 'blue' };
const shownMs = { critical: 30_000, warning: 15_000, info: 8_000 };

/**
 * Tells of each alert once, in a corner, without taking the focus: what is critical, and what is true of a call that
 * is open. What a stored call raised waits on the page.
 */
export function AlertNotices() {
  const news = useAlertNews();
  const [isHeard] = useAlertSound();
  const told = useRef(new Set<string>());

  useEffect(() => {
    for (const event of news) {
      const { alert, change } = event;
      const key = `${alert.id} ${change}`;
      if (told.current.has(key)) continue;
      told.current.add(key);
      if (alert.severity !== 'critical' && alert.source !== 'live') continue;
      notifications.show({
        id: alert.id,
        color: colours[alert.severity],
        title: titleOf(event),
        message: <Message event={event} />,
        autoClose: shownMs[alert.severity],
        withCloseButton: true,
        closeButtonProps: { 'aria-label': 'Dismiss' },
      });
      if (isHeard && alert.severity !== 'info') playAlertTone(alert.severity === 'critical');
    }
  }, [news, isHeard]);

  return null;
}

function titleOf({ alert, change }: AlertEvent): string {
  return change === 'escalated' ? `Not acknowledged: ${alert.title}` : `${alert.title} (${alert.severity})`;
}

function Message({ event: { alert } }: { event: AlertEvent }) {
  return (
    <>
      {alert.callTitle ?? 'A call'}: {alert.reason}{' '}
      <Link to="/alerts" search={{ alert: alert.id }}>
        Open
      </Link>
    </>
  );
}
