import type { Notice } from './channel.ts';

const verbs: Record<Notice['signal'], string> = {
  raised: 'Alert',
  escalated: 'Nobody has acknowledged',
  acknowledged: 'Acknowledged',
  resolved: 'Resolved',
  test: 'Test',
};

/** One line: what, how grave, of which call. */
export function headlineOf({ signal, alert }: Notice): string {
  const call = alert.callTitle === null ? '' : ` · ${alert.callTitle}`;
  return oneLine(`${verbs[signal]} (${alert.severity}): ${alert.title}${call}`);
}

/** For people: the rule, the call, the time, the link; and what was said only where settings let it out. */
export function textOf(notice: Notice): string {
  const { alert, words, link } = notice;
  return [
    headlineOf(notice),
    `Raised at ${alert.raisedAt}, ${Math.round(alert.atMs / 1000)} s into the call. For: ${alert.team}.`,
    ...(words === null ? [] : [`${alert.reason} "${words}"`]),
    link,
  ].join('\n');
}

/** For programs: the same, as values. */
export function jsonOf({ deliveryId, signal, alert, words, link }: Notice): string {
  return JSON.stringify({ deliveryId, signal, alert, ...(words === null ? {} : { words }), link });
}

/** A title is somebody else's text: it must not begin a line of its own, in a mail's head least of all. */
function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
