import { z } from 'zod';
import { AlertAct, AlertFeedback, AlertItem, AlertLedger, AlertList, AlertQuery } from '../../model/alert.ts';
import type { App } from '../app.ts';
import type { HttpParts } from '../parts.ts';
import { problems } from '../problems.ts';
import { nothing } from './parameters.ts';

const tags = ['Alerts'];

const AlertAddress = z.object({ id: z.uuid().describe('The id of the alert.') });
const DeliveryAddress = z.object({ id: z.uuid().describe('The id of the delivery.') });

const Query = AlertQuery.extend({
  state: AlertQuery.shape.state.describe('Only alerts in this state.'),
  severity: AlertQuery.shape.severity.describe('Only alerts of this severity.'),
  team: AlertQuery.shape.team.describe('Only alerts for this team.'),
  ruleId: AlertQuery.shape.ruleId.describe('Only alerts of this rule.'),
  callId: AlertQuery.shape.callId.describe('Only alerts about this call.'),
  dead: AlertQuery.shape.dead.describe('`true`: only those of which a delivery was given up.'),
  limit: AlertQuery.shape.limit.describe('At most so many; 0 for the counts alone.'),
  after: AlertQuery.shape.after.describe('`next` of the page before.'),
}).strict();

const LedgerQuery = z.strictObject({
  days: z.coerce.number().int().min(1).max(3650).default(30).describe('Of how many days back.'),
});

const act = AlertAct.meta({ examples: [{ author: 'Ines Okafor' }] });
const actAnswers = {
  200: AlertItem,
  ...problems('request_invalid', 'media_type_unsupported', 'alert_not_found', 'database_unavailable'),
};

/** What was raised, and what people do about it. */
export function alertRoutes(app: App, { alerts }: Pick<HttpParts, 'alerts'>): void {
  app.get(
    '/alerts',
    {
      schema: {
        operationId: 'listAlerts',
        summary: 'List alerts',
        description:
          'The newest first, with how word of each travelled, and how many are open. What is new is told by `/api/v1/events` and `/api/v1/live/events`.',
        tags,
        querystring: Query,
        response: { 200: AlertList, ...problems('request_invalid', 'database_unavailable') },
      },
    },
    async (request) => alerts.list(request.query),
  );

  app.post(
    '/alerts/:id/acknowledge',
    {
      schema: {
        operationId: 'acknowledgeAlert',
        summary: 'Acknowledge an alert',
        description:
          'Somebody deals with it: it is not escalated any more, and channels that can tell so are told. One that was acknowledged stays as it is.',
        tags,
        params: AlertAddress,
        body: act,
        response: actAnswers,
      },
    },
    async (request) => alerts.acknowledge(request.params.id, request.body.author),
  );

  app.post(
    '/alerts/:id/resolve',
    {
      schema: {
        operationId: 'resolveAlert',
        summary: 'Resolve an alert',
        description: 'Nothing is left to do about it. One that nobody had acknowledged is thereby.',
        tags,
        params: AlertAddress,
        body: act,
        response: actAnswers,
      },
    },
    async (request) => alerts.resolve(request.params.id, request.body.author),
  );

  app.post(
    '/alerts/:id/feedback',
    {
      schema: {
        operationId: 'judgeAlert',
        summary: 'Mark an alert useful or noise',
        description: 'The ledger counts it for the rule. The last verdict counts; null takes it back.',
        tags,
        params: AlertAddress,
        body: AlertFeedback.meta({ examples: [{ verdict: 'useful', author: 'Ines Okafor' }] }),
        response: actAnswers,
      },
    },
    async (request) => alerts.judge(request.params.id, request.body),
  );

  app.post(
    '/alerts/deliveries/:id/resend',
    {
      schema: {
        operationId: 'resendDelivery',
        summary: 'Send a dead letter again',
        description: 'Puts a delivery that was given up back into the queue, with all its tries.',
        tags,
        params: DeliveryAddress,
        response: {
          204: nothing('It is queued.'),
          ...problems(
            'request_invalid',
            'alert_delivery_not_found',
            'alert_delivery_not_dead',
            'database_unavailable',
          ),
        },
      },
    },
    async (request, reply) => {
      await alerts.resend(request.params.id);
      return reply.code(204).send();
    },
  );

  app.get(
    '/alerts/ledger',
    {
      schema: {
        operationId: 'getAlertLedger',
        summary: 'See how good each rule is',
        description:
          'By rule: how often it was raised, acknowledged, useful and noise; its precision with a 95 % interval; how soon it was acknowledged, and how long before the end of its call it came.',
        tags,
        querystring: LedgerQuery,
        response: { 200: AlertLedger, ...problems('request_invalid', 'database_unavailable') },
      },
    },
    async (request) => alerts.ledger(request.query.days),
  );
}
