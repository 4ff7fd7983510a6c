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

/** A sentence to hear a voice by, as a caller's line would sound on the telephone. */
export const VoiceTrial = z.strictObject({
  voice: z.string().min(1).max(200).describe('The id of a voice of the list.'),
  text: z.string().trim().min(1).max(300),
  language: z
    .string()
    .regex(/^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$/)
    .default('en')
    .describe('The language of the text (BCP 47).'),
  distress: z.int().min(1).max(5).default(1).describe('1 normal talk, 5 beyond reach.'),
});
export type VoiceTrial = z.infer<typeof VoiceTrial>;

export const VoiceList = z.object({ voices: z.array(VoiceOutline) });
export type VoiceList = z.infer<typeof VoiceList>;
