import { z } from 'zod';

/** How the caller can sound. */
export const VoiceOutline = z.object({
  id: z.string(),
  title: z.string(),
  engine: z.string(),
  language: z.string(),
  available: z.boolean(),
  /** What to do to have it. */
  problem: z.string().nullable(),
});
export type VoiceOutline = z.infer<typeof VoiceOutline>;

export const VoiceList = z.object({ voices: z.array(VoiceOutline) });
export type VoiceList = z.infer<typeof VoiceList>;
