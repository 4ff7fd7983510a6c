import { z } from 'zod';

/** Writing scenarios in the dashboard: drafts, trying them, their publication, and twins of real calls. */

/** What something in a call that could tell whose it was is; `word`: a word that might be a name. */
export const OriginalKind = z.enum([
  'person',
  'place',
  'phone',
  'email',
  'card',
  'plate',
  'date',
  'organisation',
  'number',
  'word',
]);
export type OriginalKind = z.infer<typeof OriginalKind>;
