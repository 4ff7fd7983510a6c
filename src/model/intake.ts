import { z } from 'zod';
import { Direction, Kind, Role } from './call.ts';

/**
 * What may be known of a call before it is heard: from form fields, a JSON sidecar or the file name.
 * An unknown key is refused, so that a misspelt one is not lost in silence; keys of one's own go in `extra`.
 */
export const CallMetadata = z.strictObject({
  title: z.string().trim().min(1).max(200).optional(),
  /** When the call began, ISO 8601 with an offset (or Z). */
  startedAt: z.iso.datetime({ offset: true }).optional(),
  agent: z.string().trim().min(1).max(200).optional(),
  customerNumber: z.string().trim().min(1).max(100).optional(),
  queue: z.string().trim().min(1).max(200).optional(),
  direction: Direction.optional(),
  kind: Kind.optional(),
  /** BCP 47. */
  language: z.string().trim().min(2).max(35).optional(),
  /** The id of the call in the system it came from. */
  externalId: z.string().trim().min(1).max(200).optional(),
  /** Who speaks on each channel (or on each of the two files), in their order. */
  channels: z.array(Role).min(1).max(2).optional(),
  extra: z.record(z.string(), z.json()).optional(),
});
export type CallMetadata = z.infer<typeof CallMetadata>;
