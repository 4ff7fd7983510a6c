import { z } from 'zod';
import type { ChannelType } from './channel.ts';
import { jsonOf } from './message.ts';
import { refused, unreachable } from './post.ts';

const Settings = z
  .strictObject({
    type: z.literal('sqs'),
    name: z.string().min(1),
    queueUrl: z.url({ protocol: /^https?$/ }),
    region: z.string().min(1).default('us-east-1'),
    /** Address of a server that speaks the same protocol; Amazon's when absent. */
    endpoint: z.url({ protocol: /^https?$/ }).optional(),
    /** Without a key the identity of the machine or container is used. */
    accessKeyId: z.string().min(1).optional(),
    secretAccessKey: z.string().min(1).optional(),
  })
  .refine((one) => (one.accessKeyId === undefined) === (one.secretAccessKey === undefined), {
    message: 'give accessKeyId and secretAccessKey together, or neither',
    path: ['secretAccessKey'],
  });

export const sqs: ChannelType<typeof Settings> = {
  settings: Settings,
  signals: ['raised', 'escalated', 'acknowledged', 'resolved', 'test'],
  async open({ queueUrl, region, endpoint, accessKeyId, secretAccessKey }) {
    // Amazon's library is large: only who uses it pays for it.
    const { SQSClient, SendMessageCommand } = await import('@aws-sdk/client-sqs');
    const client = new SQSClient({
      region,
      maxAttempts: 1,
      ...(endpoint ? { endpoint } : {}),
      ...(accessKeyId && secretAccessKey ? { credentials: { accessKeyId, secretAccessKey } } : {}),
    });
    return {
      async send(notice, abort) {
        const ordered = queueUrl.endsWith('.fifo')
          ? { MessageGroupId: notice.alert.callId, MessageDeduplicationId: notice.deliveryId }
          : {};
        const message = { QueueUrl: queueUrl, MessageBody: jsonOf(notice), ...ordered };
        try {
          await client.send(new SendMessageCommand(message), { abortSignal: abort });
        } catch (thrown) {
          throw sqsError(thrown);
        }
      },
      async [Symbol.asyncDispose]() {
        client.destroy();
      },
    };
  },
};

function sqsError(thrown: unknown) {
  const { name, $metadata, $retryable } = thrown as {
    name?: string;
    $metadata?: { httpStatusCode?: number };
    $retryable?: object;
  };
  const status = $metadata?.httpStatusCode;
  const isFinal = status !== undefined && status >= 400 && status < 500 && status !== 429 && !$retryable;
  const isThrottled = name !== undefined && /Throttl|TooMany|RequestLimit/.test(name);
  if (isFinal && !isThrottled) return refused({ status });
  return unreachable(thrown, status === undefined ? {} : { status });
}
