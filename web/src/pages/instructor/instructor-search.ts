import { z } from 'zod';

/** What the address of the Instructor page says. */
export const InstructorSearch = z.object({
  tab: z.enum(['floor', 'assignments', 'trainees', 'class', 'open']).default('floor').catch('floor'),
  /** The trainee that is looked at. */
  who: z.string().trim().min(1).max(200).optional().catch(undefined),
  /** The scenario that is compared. */
  scenario: z.string().min(1).max(100).optional().catch(undefined),
});
export type InstructorSearch = z.infer<typeof InstructorSearch>;
