import { newId } from '../../lib/ids.ts';
import type { Alert } from '../../model/alert.ts';
import type { Notice } from '../channel.ts';

export function sampleAlert(own: Partial<Alert> = {}): Alert {
  return {
    id: newId(),
    ruleId: 'psap-no-location',
    title: 'No location after 60 s',
    severity: 'critical',
    team: 'supervisors',
    state: 'open',
    reason: 'Not done 60 s into the call.',
    callId: newId(),
    callTitle: 'Line 4',
    source: 'live',
    kind: 'psap',
    atMs: 60_000,
    turn: 3,
    raisedAt: '2026-03-01T12:00:00.000Z',
    repeats: 0,
    acknowledgedAt: null,
    acknowledgedBy: null,
    resolvedAt: null,
    escalatedAt: null,
    verdict: null,
    ...own,
  };
}

export function sampleNotice(own: Partial<Notice> = {}): Notice {
  const alert = own.alert ?? sampleAlert();
  return {
    deliveryId: newId(),
    signal: 'raised',
    alert,
    words: null,
    link: `http://earshot.test/alerts?alert=${alert.id}`,
    ...own,
  };
}
