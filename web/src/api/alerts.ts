import { keepPreviousData, skipToken, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import {
  type AlertEvent,
  type AlertFeedback,
  AlertItem,
  AlertLedger,
  AlertList,
  type AlertRuleChange,
  AlertRuleList,
  ChannelList,
} from '../../../src/model/alert.ts';
import { ask, tell } from './ask.ts';
import { keys } from './keys.ts';

/** `query` is the query string of `GET /api/v1/alerts`. */
export function useAlerts(query: string) {
  return useQuery({
    queryKey: keys.alertList(query),
    queryFn: ({ signal }) => ask(AlertList, `/alerts?${query}`, { signal }),
    placeholderData: keepPreviousData,
  });
}

/** How many are open, and nothing of what they are. */
export function useAlertCounts() {
  return useAlerts('limit=0');
}

/** The last alerts that were raised or escalated while this page was open. */
export function useAlertNews(): AlertEvent[] {
  return useQuery<AlertEvent[]>({ queryKey: keys.alertNews, queryFn: skipToken }).data ?? [];
}

type Act =
  | { id: string; act: 'acknowledge' | 'resolve'; body: { author: string | null } }
  | { id: string; act: 'feedback'; body: AlertFeedback };

/** Does something about an alert, and shows it at once wherever it is listed. */
export function useActOnAlert() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, act, body }: Act) =>
      ask(AlertItem, `/alerts/${encodeURIComponent(id)}/${act}`, { method: 'POST', json: body }),
    onSuccess: (item) =>
      client.setQueriesData<AlertList>({ queryKey: keys.alertLists }, (list) => list && withItem(list, item)),
    onSettled: () => client.invalidateQueries({ queryKey: keys.alerts }),
  });
}

function withItem(list: AlertList, item: AlertItem): AlertList {
  return { ...list, alerts: list.alerts.map((one) => (one.id === item.id ? item : one)) };
}

export function useResend() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (deliveryId: string) =>
      tell(`/alerts/deliveries/${encodeURIComponent(deliveryId)}/resend`, { method: 'POST' }),
    onSettled: () => client.invalidateQueries({ queryKey: keys.alerts }),
  });
}

export function useAlertRules() {
  return useQuery({
    queryKey: keys.alertRules,
    queryFn: ({ signal }) => ask(AlertRuleList, '/alerts/rules', { signal }),
  });
}

export function useChangeAlertRule() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, change }: { id: string; change: AlertRuleChange }) =>
      ask(AlertRuleList, `/alerts/rules/${encodeURIComponent(id)}`, { method: 'PUT', json: change }),
    onSuccess: (rules) => client.setQueryData(keys.alertRules, rules),
  });
}

export function useAlertLedger(days: number) {
  return useQuery({
    queryKey: keys.alertLedger(days),
    queryFn: ({ signal }) => ask(AlertLedger, `/alerts/ledger?days=${days}`, { signal }),
    placeholderData: keepPreviousData,
  });
}

export function useChannels() {
  return useQuery({
    queryKey: keys.alertChannels,
    queryFn: ({ signal }) => ask(ChannelList, '/alerts/channels', { signal }),
  });
}

export function useTestChannel() {
  return useMutation({
    mutationFn: (name: string) =>
      tell(`/alerts/channels/${encodeURIComponent(name)}/test`, { method: 'POST' }),
  });
}
