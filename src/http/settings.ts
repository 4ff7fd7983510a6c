import { z } from 'zod';

const MiB = 1024 * 1024;

export const HttpSettings = z.object({
  allowedHosts: z
    .array(z.string().trim().toLowerCase().min(1))
    .default([])
    .describe('Host names a reverse proxy on this machine may pass on, besides those of this machine.'),
  maxTextBytes: z
    .int()
    .min(1)
    .default(16 * MiB)
    .describe('The largest transcript or JSON sidecar taken.'),
  idleTimeoutMs: z
    .int()
    .min(1)
    .default(120_000)
    .describe('A connection on which a request stops arriving for this long is closed.'),
  shutdownGraceMs: z
    .int()
    .min(0)
    .default(5_000)
    .describe('How long answers under way may take to end when the server stops.'),
  heartbeatMs: z
    .int()
    .min(1)
    .default(15_000)
    .describe('How often a silent stream of live events shows that it is alive.'),
  maxUnreadEventBytes: z
    .int()
    .min(128 * 1024)
    .default(256 * 1024)
    .describe('A reader of live events that is this far behind is disconnected.'),
  maxLiveMessageBytes: z
    .int()
    .min(16 * 1024)
    .default(2 * MiB)
    .describe('The largest message of a source of live audio; one that is larger ends its connection.'),
});
export type HttpSettings = z.infer<typeof HttpSettings>;

/** What the server runs with: its own settings, and those it shares with other parts. */
export interface ServerSettings extends HttpSettings {
  /** Only this machine: localhost, ::1 or an address in 127.0.0.0/8. */
  host: string;
  /** 0 takes any free one. */
  port: number;
  /** The largest recording taken, per file. */
  maxUploadBytes: number;
}
