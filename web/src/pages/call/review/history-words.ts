import type { ReviewEntry } from '../../../../../src/model/review.ts';
import { answerWord } from '../../../words.ts';

/** What happened, as the rest of a sentence that begins with who did it. */
export function historyWords(event: ReviewEntry['event'], titleOf: (criterionId: string) => string): string {
  switch (event.kind) {
    case 'mark':
      return event.answer === null
        ? `took back the answer to “${titleOf(event.criterionId)}”`
        : `answered “${titleOf(event.criterionId)}” with ${answerWord(event.answer)}`;
    case 'leave':
      return `left open: ${event.criterionIds.map(titleOf).join(', ')}`;
    case 'read':
      return `read auto-fail ${event.autoFailId}: ${event.stands ? 'it stands' : 'it does not stand'}`;
    case 'see':
      return 'looked at the flags';
    case 'release':
      return 'released it';
    case 'acknowledge':
      return 'acknowledged it';
    case 'dispute':
      return 'disputed it';
    case 'resolve':
      return 'resolved the dispute';
    case 'reopen':
      return 'opened it again';
    case 'rejudged':
      return 'was judged again and came out differently';
  }
}

export function commentOf(event: ReviewEntry['event']): string | null {
  return 'comment' in event ? event.comment : null;
}
