import { z } from 'zod';
import { Kind, Role } from '../../model/call.ts';
import { timeFormatProblem, timeZoneProblem } from './call-time.ts';
import { namePatternProblem } from './name-patterns.ts';

const FileNamePattern = z
  .object({
    pattern: z.string().min(1).max(1000),
    timeFormat: z.string().min(1).max(60).default('YYYYMMDD-HHmmss'),
  })
  .superRefine(({ pattern, timeFormat }, context) => {
    const refuse = (key: string, message: string | undefined) => {
      if (message) context.addIssue({ code: 'custom', path: [key], message });
    };
    refuse('pattern', namePatternProblem(pattern));
    refuse('timeFormat', timeFormatProblem(timeFormat));
  });

/** Which calls a rule is for; `*` in a queue stands for any text. A rule without either is for all. */
const ruleFor = { kind: Kind.optional(), queue: z.string().min(1).optional() };

export const WatchFolderSettings = z.object({
  folder: z
    .string()
    .min(1)
    .optional()
    .describe('A folder, with all below it, whose recordings are taken as they arrive. None when absent.'),
  after: z
    .enum(['move', 'delete', 'leave'])
    .default('move')
    .describe(
      'What happens to files once they are taken: move (to `taken/<date>/` in the folder), delete, or leave. Files that are refused go to `rejected/`, unless left.',
    ),
  settleMs: z
    .int()
    .min(0)
    .default(10_000)
    .describe('A file is taken once its size has not changed for so long.'),
  legGraceMs: z
    .int()
    .min(0)
    .default(60_000)
    .describe('How long a file named as one leg of a call waits for the other.'),
  sidecarGraceMs: z
    .int()
    .min(0)
    .default(5_000)
    .describe('How long a recording waits for a sidecar or transcript of its name.'),
  orphanGraceMs: z
    .int()
    .min(0)
    .default(600_000)
    .describe('How long a sidecar or transcript waits for its recording before it is refused.'),
  polling: z
    .boolean()
    .default(false)
    .describe('Look every `pollMs` instead of being told of changes: needed for network shares.'),
  pollMs: z.int().min(10).default(5_000).describe('How often to look when polling.'),
  rescanMs: z
    .int()
    .min(10)
    .default(60_000)
    .describe('How often to look when not polling, in case a change went unnoticed.'),
  atOnce: z.int().min(1).max(16).default(2).describe('How many calls are taken at the same time.'),
});
export type WatchFolderSettings = z.infer<typeof WatchFolderSettings>;

export const IntakeSettings = z.object({
  maxUploadBytes: z
    .int()
    .positive()
    .default(2 * 1024 ** 3)
    .describe('The longest file taken, in bytes.'),
  maxDurationMs: z
    .int()
    .positive()
    .default(7 * 3_600_000)
    .describe('The longest recording taken, in milliseconds.'),
  fileNamePatterns: z
    .array(FileNamePattern)
    .max(50)
    .default([])
    .describe(
      'How recorders name files: a list of {pattern, timeFormat}. A pattern is a regular expression over the name without its extension, with the groups time, agent, customer, queue, direction, id.',
    ),
  commonFileNames: z
    .boolean()
    .default(true)
    .describe('Also recognise the names common recorders give (docs/ingest/recordings.md).'),
  fileNameTimeZone: z
    .string()
    .default('local')
    .superRefine((timeZone, context) => {
      const message = timeZoneProblem(timeZone);
      if (message) context.addIssue({ code: 'custom', message });
    })
    .describe('Time zone of times in file names: an IANA name, UTC, or local.'),
  channels: z
    .array(z.object({ ...ruleFor, channels: z.array(Role).min(1).max(2) }))
    .default([])
    .describe(
      'Who speaks on each channel, or in each of two files, where nobody says: a list of {kind, queue, channels}; the first rule that fits counts. Told from what is said when no rule fits.',
    ),
  kinds: z
    .array(z.object({ queue: z.string().min(1).optional(), kind: Kind }))
    .default([])
    .describe(
      'The kind of calls of a queue, where nobody says: a list of {queue, kind}; the first that fits counts.',
    ),
  watchFolder: WatchFolderSettings.prefault({}),
});
export type IntakeSettings = z.infer<typeof IntakeSettings>;
