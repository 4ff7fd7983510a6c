import { z } from 'zod';

const VoiceSettings = z.object({
  threshold: z
    .number()
    .min(0.05)
    .max(0.95)
    .default(0.5)
    .describe('How sure the detector must be that somebody speaks, 0 to 1.'),
  gateMarginDb: z
    .number()
    .min(0)
    .max(30)
    .default(6)
    .describe(
      'How far above the noise of the line a sound must be before the detector is asked, in decibels.',
    ),
  quietestDbfs: z
    .number()
    .min(-96)
    .max(-20)
    .default(-66)
    .describe('Sound quieter than this is taken for silence, in decibels below full scale.'),
  closeGapsMs: z
    .number()
    .nonnegative()
    .default(200)
    .describe('Breaks in speech shorter than this are closed, in milliseconds.'),
  dropBurstsMs: z
    .number()
    .nonnegative()
    .default(120)
    .describe('Speech shorter than this is dropped, in milliseconds.'),
});
export type VoiceSettings = z.infer<typeof VoiceSettings>;

export const AudioSettings = z.object({
  processes: z
    .int()
    .min(1)
    .max(64)
    .default(2)
    .describe('How many recordings are decoded at the same time, each in a process of its own.'),
  nice: z
    .int()
    .min(0)
    .max(19)
    .default(5)
    .describe('CPU priority of those processes as a Unix nice value: 0 is normal, 19 the lowest.'),
  recycleAboveBytes: z
    .int()
    .positive()
    .default(256 * 1024 * 1024)
    .describe('A decoding process that holds more memory than this is replaced between two recordings.'),
  maxDurationMs: z
    .int()
    .positive()
    .default(4 * 3_600_000)
    .describe('Recordings longer than this are refused, in milliseconds.'),
  stallTimeoutMs: z
    .int()
    .positive()
    .default(120_000)
    .describe('A recording whose decoding does not move for this long is given up, in milliseconds.'),
  legsMayDifferMs: z
    .number()
    .nonnegative()
    .default(5000)
    .describe(
      'By how much two files given as the legs of one call may always differ in length, in milliseconds.',
    ),
  legsMayDifferShare: z
    .number()
    .min(0)
    .max(1)
    .default(0.1)
    .describe('By what share of the longer one they may differ, when that is more.'),
  ffmpeg: z
    .string()
    .default('ffmpeg')
    .describe(
      'The program that decodes what Earshot itself cannot, where it is installed; empty to do without.',
    ),
  voice: VoiceSettings.prefault({}),
});
export type AudioSettings = z.infer<typeof AudioSettings>;
