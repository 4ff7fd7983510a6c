import { z } from 'zod';
import { AlertRuleChange, AlertRuleList, ChannelList } from '../../model/alert.ts';
import type { App } from '../app.ts';
import type { HttpParts } from '../parts.ts';
import { problems } from '../problems.ts';
import { nothing } from './parameters.ts';

const tags = ['Alerts'];

const RuleAddress = z.object({
  id: z
    .string()
    .min(1)
    .max(200)
    .meta({ description: 'The id of the rule.', examples: ['psap-no-location'] }),
});
const ChannelAddress = z.object({
  name: z
    .string()
    .min(1)
    .max(200)
    .meta({ description: 'The name of the channel.', examples: ['on-call'] }),
});

/** By which rules alerts are raised, and where they go. */
export function alertSettingRoutes(app: App, { alerts }: Pick<HttpParts, 'alerts'>): void {
  app.get(
    '/alerts/rules',
    {
      schema: {
        operationId: 'listAlertRules',
        summary: 'List the rules for alerts',
        description: 'Those of all packs as they are in force, with what of each was set here.',
        tags,
        response: { 200: AlertRuleList, ...problems() },
      },
    },
    async () => alerts.rules(),
  );

  app.put(
    '/alerts/rules/:id',
    {
      schema: {
        operationId: 'changeAlertRule',
        summary: 'Set something of a rule',
        description:
          'Whether it is on, how grave it is, for whom, through which channels and when. Replaces what was set before: what is left out is as the file of the pack has it.',
        tags,
        params: RuleAddress,
        body: AlertRuleChange.meta({ examples: [{ severity: 'warning', team: 'night shift' }] }),
        response: {
          200: AlertRuleList,
          ...problems(
            'request_invalid',
            'media_type_unsupported',
            'alert_rule_not_found',
            'database_unavailable',
          ),
        },
      },
    },
    async (request) => {
      await alerts.changeRule(request.params.id, request.body);
      return alerts.rules();
    },
  );

  app.get(
    '/alerts/channels',
    {
      schema: {
        operationId: 'listChannels',
        summary: 'List the channels for alerts',
        description:
          'Those of the settings, what goes there, and how deliveries went. Never an address or a key.',
        tags,
        response: { 200: ChannelList, ...problems('database_unavailable') },
      },
    },
    async () => alerts.channelList(),
  );

  app.post(
    '/alerts/channels/:name/test',
    {
      schema: {
        operationId: 'testChannel',
        summary: 'Send a test to a channel',
        description: 'One try, now. The answer says whether the other side took it.',
        tags,
        params: ChannelAddress,
        response: {
          204: nothing('The other side has taken it.'),
          ...problems('request_invalid', 'channel_not_found', 'channel_unreachable', 'channel_refused'),
        },
      },
    },
    async (request, reply) => {
      await alerts.testChannel(request.params.name);
      return reply.code(204).send();
    },
  );
}
