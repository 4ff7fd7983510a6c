import { CallReview, ReviewQuery, ReviewQueue, ReviewRequest } from '../../model/review.ts';
import type { App } from '../app.ts';
import type { HttpParts } from '../parts.ts';
import { problems } from '../problems.ts';
import { CallAddress } from './parameters.ts';

const tags = ['Review'];

const Query = ReviewQuery.extend({
  reason: ReviewQuery.shape.reason.describe('Only what waits for this reason.'),
  kind: ReviewQuery.shape.kind.describe('Only calls of this kind.'),
  drills: ReviewQuery.shape.drills.describe('Drills too.'),
  limit: ReviewQuery.shape.limit.describe('At most so many; 0 for the counts alone.'),
}).strict();

const example = {
  author: 'Ines Okafor',
  scorecardId: 'psap-911-script',
  event: {
    kind: 'mark',
    criterionId: 'address-verified',
    answer: 'yes',
    comment: 'It is said back in turn 4, with the house number.',
    turns: [3],
  },
};

/** What waits for people, and what they decide. */
export function reviewRoutes(app: App, { review }: Pick<HttpParts, 'review'>): void {
  app.get(
    '/review',
    {
      schema: {
        operationId: 'listReview',
        summary: 'See what waits for a person',
        description:
          'Each thing about a call that waits, with the reason; the most urgent first, then what waits longest. Drills are left out unless they are asked for.',
        tags,
        querystring: Query,
        response: { 200: ReviewQueue, ...problems('request_invalid', 'database_unavailable') },
      },
    },
    async (request) => review.queue(request.query),
  );

  app.get(
    '/calls/:id/review',
    {
      schema: {
        operationId: 'getCallReview',
        summary: 'See how the review of a call stands',
        description:
          'By evaluation: its state, what people said of auto-fails, what was left open, the history; and what waits.',
        tags,
        params: CallAddress,
        response: {
          200: CallReview,
          ...problems('request_invalid', 'call_not_found', 'database_unavailable'),
        },
      },
    },
    async (request) => review.ofCall(request.params.id),
  );

  app.post(
    '/calls/:id/review',
    {
      schema: {
        operationId: 'reviewCall',
        summary: 'Decide something about a call',
        description:
          'An answer to a criterion, a reading of an auto-fail, what is left open, a step of the evaluation. What the machine found is kept; score, flags and what waits follow at once, and the history gains a line.',
        tags,
        params: CallAddress,
        body: ReviewRequest.meta({ examples: [example] }),
        response: {
          200: CallReview,
          ...problems(
            'request_invalid',
            'media_type_unsupported',
            'call_not_found',
            'evaluation_not_found',
            'conflict',
            'review_conflict',
            'release_blocked',
            'comment_missing',
            'database_unavailable',
          ),
        },
      },
    },
    async (request) => {
      await review.decide(request.params.id, request.body);
      return review.ofCall(request.params.id);
    },
  );
}
