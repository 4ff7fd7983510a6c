import { z } from 'zod';
import { Kind } from '../../../../src/model/call.ts';
import { ReviewReason } from '../../../../src/model/review.ts';

/** What the address of the Review page says. Whatever is not understood is left out rather than refused. */
export const ReviewSearch = z.object({
  reason: ReviewReason.optional().catch(undefined),
  kind: Kind.optional().catch(undefined),
  /** Drills too. */
  drills: z.literal('1').optional().catch(undefined),
});
export type ReviewSearch = z.infer<typeof ReviewSearch>;

/** The query string of `GET /api/v1/review`. */
export function toReviewQuery({ reason, kind, drills }: ReviewSearch): string {
  const params = new URLSearchParams();
  if (reason) params.set('reason', reason);
  if (kind) params.set('kind', kind);
  if (drills) params.set('drills', 'true');
  return params.toString();
}
