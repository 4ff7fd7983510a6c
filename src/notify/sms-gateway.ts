import { z } from 'zod';
import type { ChannelType } from './channel.ts';
import { textOf } from './message.ts';
import { post } from './post.ts';

const Settings = z.strictObject({
  type: z.literal('sms-gateway'),
  name: z.string().min(1),
  /** `{to}` and `{text}` in it are filled in. */
  url: z.string().regex(/^https?:\/\//, 'an http(s) address'),
  method: z.enum(['POST', 'PUT', 'GET']).default('POST'),
  headers: z.record(z.string(), z.string()).default({}),
  encoding: z.enum(['form', 'json']).default('form'),
  /** The body, field by field; `{to}` and `{text}` in a value are filled in. None for a body-less request. */
  fields: z.record(z.string(), z.string()).default({ to: '{to}', text: '{text}' }),
  to: z.array(z.string().min(3)).min(1),
  mostCharacters: z.int().min(70).max(1600).default(300),
});

/** Text messages through whatever gateway speaks HTTP: one request for each number. */
export const smsGateway: ChannelType<typeof Settings> = {
  settings: Settings,
  signals: ['raised', 'escalated', 'test'],
  open: async (settings, { clock }) => ({
    async send(notice, abort) {
      const text = shortened(textOf(notice), notice.link, settings.mostCharacters);
      for (const to of settings.to) {
        const filled = (template: string, as = (value: string) => value) =>
          template.replace(/\{(to|text)\}/g, (_, name) => as(name === 'to' ? to : text));
        const url = filled(settings.url, encodeURIComponent);
        const fields = Object.entries(settings.fields).map(([key, value]): [string, string] => [
          key,
          filled(value),
        ]);
        await post({ url, method: settings.method, ...bodyOf(settings, fields) }, { abort, clock });
      }
    },
    async [Symbol.asyncDispose]() {},
  }),
};

function bodyOf({ method, encoding, headers }: z.infer<typeof Settings>, fields: [string, string][]) {
  if (method === 'GET') return { headers };
  if (encoding === 'form') return { headers, body: new URLSearchParams(fields) };
  return {
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(Object.fromEntries(fields)),
  };
}

/** The link stays whole; what comes before it gives way. */
function shortened(text: string, link: string, most: number): string {
  if (text.length <= most) return text;
  const before = text.slice(0, Math.max(0, most - link.length - 2));
  return `${before}…\n${link}`;
}
