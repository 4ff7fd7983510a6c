import { z } from 'zod';

export const VoicesSettings = z.strictObject({
  flite: z
    .string()
    .default('flite')
    .describe('The program flite, which speaks English; empty to do without.'),
  espeak: z
    .string()
    .default('espeak-ng')
    .describe('The program espeak-ng, which speaks some hundred languages; empty to do without.'),
  timeoutMs: z.int().min(500).default(10_000).describe('How long a voice may take for one line.'),
  cacheBytes: z
    .int()
    .min(0)
    .default(64 * 1024 * 1024)
    .describe('How much spoken audio is kept in memory, to be said again at once.'),
});
export type VoicesSettings = z.output<typeof VoicesSettings>;
