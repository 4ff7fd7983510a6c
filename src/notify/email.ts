import { z } from 'zod';
import { untilAborted } from '../lib/until-aborted.ts';
import type { ChannelType } from './channel.ts';
import { headlineOf, textOf } from './message.ts';
import { refused, unreachable } from './post.ts';

const Settings = z.strictObject({
  type: z.literal('email'),
  name: z.string().min(1),
  host: z.string().min(1),
  port: z.int().min(1).max(65_535).default(587),
  /** TLS from the first byte (port 465); otherwise it is begun where the server offers it. */
  secure: z.boolean().default(false),
  /** Refuses a server that offers no TLS. */
  requireTls: z.boolean().default(true),
  user: z.string().min(1).optional(),
  password: z.string().min(1).optional(),
  from: z.string().min(3),
  to: z.array(z.string().min(3)).min(1),
});

export const email: ChannelType<typeof Settings> = {
  settings: Settings,
  signals: ['raised', 'escalated', 'test'],
  async open({ host, port, secure, requireTls, user, password, from, to }) {
    // Loaded by those who send mail only.
    const { createTransport } = await import('nodemailer');
    const transport = createTransport({
      host,
      port,
      secure,
      requireTLS: requireTls && !secure,
      ...(user === undefined ? {} : { auth: { user, pass: password ?? '' } }),
      // What a mail holds is text of ours: nothing is fetched or read from disk for it.
      disableFileAccess: true,
      disableUrlAccess: true,
    });
    return {
      async send(notice, abort) {
        const mail = {
          from,
          to,
          subject: headlineOf(notice),
          text: textOf(notice),
          // The same for every try: a mailbox that gets it twice can tell.
          messageId: `<${notice.deliveryId}@earshot>`,
          headers: { 'auto-submitted': 'auto-generated' },
        };
        try {
          await untilAborted(transport.sendMail(mail), abort);
        } catch (thrown) {
          throw mailError(thrown);
        }
      },
      async [Symbol.asyncDispose]() {
        transport.close();
      },
    };
  },
};

/** A 5xx of SMTP is for good, a 4xx passes. What the server said may quote the mail, and stays behind. */
function mailError(thrown: unknown) {
  const { responseCode, code } = thrown as { responseCode?: number; code?: string };
  if (code === 'EAUTH' || (responseCode !== undefined && responseCode >= 500))
    return refused({ ...(responseCode === undefined ? {} : { status: responseCode }), reason: code });
  return unreachable(thrown, responseCode === undefined ? {} : { status: responseCode });
}
