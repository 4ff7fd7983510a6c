import { z } from 'zod';
import type { ChannelType } from './channel.ts';
import { textOf } from './message.ts';
import { post } from './post.ts';

const Settings = z.strictObject({
  type: z.literal('slack'),
  name: z.string().min(1),
  /** An incoming webhook of Slack, Mattermost, Rocket.Chat or whatever takes the same form. */
  url: z.url({ protocol: /^https?$/ }),
});

/** Characters that begin markup there. */
const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

export const slack: ChannelType<typeof Settings> = {
  settings: Settings,
  signals: ['raised', 'escalated', 'resolved', 'test'],
  open: async ({ url }, { clock }) => ({
    async send(notice, abort) {
      const text = textOf(notice).replace(/[&<>]/g, (character) => escapes[character] ?? character);
      await post(
        { url, headers: { 'content-type': 'application/json' }, body: JSON.stringify({ text }) },
        { abort, clock },
      );
    },
    async [Symbol.asyncDispose]() {},
  }),
};
