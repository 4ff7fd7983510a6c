import { z } from 'zod';
import { QuietHours } from '../model/alert.ts';
import { ChannelSettings } from './channels.ts';

const Names = z.array(z.string().min(1)).default([]);
const ms = (least: number, preset: number, text: string) => z.int().min(least).default(preset).describe(text);

export const AlertSettings = z
  .object({
    channels: z
      .array(ChannelSettings)
      .default([])
      .describe(
        'Where alerts go besides the dashboard: a list of { type, name, … }; docs/alerts.md has the types.',
      ),
    info: Names.describe('Names of the channels for alerts of severity info.'),
    warning: Names.describe('Names of the channels for warnings.'),
    critical: Names.describe('Names of the channels for critical alerts.'),
    escalateTo: Names.describe('Names of the channels that are told when nobody acknowledges an alert.'),
    quietHours: QuietHours.optional().describe(
      'Local time in which all but critical alerts wait to be sent, for example { from: "22:00", to: "06:00" }.',
    ),
    includeWords: z
      .boolean()
      .default(false)
      .describe('Whether what leaves this machine may hold the reason and the words that were said.'),
    publicUrl: z
      .url({ protocol: /^https?$/ })
      .optional()
      .describe('Where people reach the dashboard, for links; http://localhost with the port when absent.'),
    timeoutMs: ms(100, 10_000, 'How long one try to send may take.'),
    tries: z.int().min(1).max(20).default(6).describe('Tries before a delivery is given up.'),
    firstRetryMs: ms(50, 5_000, 'Wait before the second try; it doubles from there.'),
    maxRetryMs: ms(50, 600_000, 'The longest wait between tries.'),
    storedWithinMs: ms(
      0,
      48 * 3_600_000,
      'A stored call raises alerts only when it began within this time: older ones are an archive.',
    ),
  })
  .superRefine((settings, context) => {
    const names = settings.channels.map(({ name }) => name);
    for (const [place, name] of names.entries()) {
      if (names.indexOf(name) === place) continue;
      const message = `there are two channels "${name}"`;
      context.addIssue({ code: 'custom', path: ['channels', place, 'name'], message });
    }
    for (const key of ['info', 'warning', 'critical', 'escalateTo'] as const) {
      const strange = settings[key].find((name) => !names.includes(name));
      if (strange === undefined) continue;
      context.addIssue({ code: 'custom', path: [key], message: `there is no channel "${strange}"` });
    }
  });
export type AlertSettings = z.infer<typeof AlertSettings>;
