import { z } from 'zod';

/** What the address of the page Alerts says. Whatever is not understood is left out rather than refused. */
export const AlertsSearch = z.object({
  tab: z.enum(['alerts', 'rules', 'ledger', 'channels']).catch('alerts').default('alerts'),
  show: z.enum(['open', 'all', 'dead']).catch('open').default('open'),
  rule: z.string().optional().catch(undefined),
  /** The alert somebody was sent to look at. */
  alert: z.uuid().optional().catch(undefined),
});
export type AlertsSearch = z.infer<typeof AlertsSearch>;

/** The query string of `GET /api/v1/alerts`; who is sent to one alert finds it among all, whatever its state. */
export function toAlertQuery({ show, rule, alert }: AlertsSearch): string {
  const params = new URLSearchParams();
  if (show === 'open' && alert === undefined) params.set('state', 'open');
  if (show === 'dead') params.set('dead', 'true');
  if (rule !== undefined) params.set('ruleId', rule);
  params.set('limit', '100');
  return params.toString();
}
