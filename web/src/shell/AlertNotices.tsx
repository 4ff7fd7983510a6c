import { notifications } from '@mantine/notifications';
import { Link } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import type { AlertEvent } from '../../../src/model/alert.ts';
import { useAlertNews } from '../api/alerts.ts';
import { playAlertTone, useAlertSound } from './alert-tone.ts';
import { useIsQuiet } from './quiet.ts';

/** Colours carry the severity beside its word. */
const colours = { critical: 'red', warning: 'yellow', info: 'blue' };
const shownMs = { critical: 30_000, warning: 15_000, info: 8_000 };

/**
 * Tells of each alert on a live line once, in a corner, without taking the focus. What recordings raised waits on the
 * page: a night of them comes at once. So does what comes while a page asks for quiet, and what is told then goes.
 */
export function AlertNotices() {
  const news = useAlertNews();
  const [isHeard] = useAlertSound();
  const isQuiet = useIsQuiet();
  const told = useRef(new Set<string>());

  useEffect(() => {
    if (isQuiet) for (const { alert } of news) notifications.hide(alert.id);
    const fresh = news.filter(({ alert, change }) => !told.current.has(`${alert.id} ${change}`));
    for (const { alert, change } of fresh) told.current.add(`${alert.id} ${change}`);
    const shown = isQuiet ? [] : fresh.filter(({ alert }) => alert.source === 'live');
    for (const event of shown) show(event);
    const severities = new Set(shown.map(({ alert }) => alert.severity));
    // However many come at once, they are one tone.
    if (isHeard && (severities.has('critical') || severities.has('warning')))
      playAlertTone(severities.has('critical'));
  }, [news, isHeard, isQuiet]);

  return null;
}

function show(event: AlertEvent): void {
  const { id, severity } = event.alert;
  notifications.show({
    id,
    color: colours[severity],
    title: titleOf(event),
    message: <Message event={event} />,
    autoClose: shownMs[severity],
    withCloseButton: true,
    closeButtonProps: { 'aria-label': 'Dismiss' },
  });
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
