import type { ReviewEvent } from '../../../../../src/model/review.ts';
import { useDecide } from '../../../api/review.ts';
import { useReviewer } from '../../../parts/use-reviewer.ts';
import { tellProblem } from '../../../shell/notices.ts';
import { useCallDesk } from '../call-desk.ts';

/** Signs and sends what the person decides about this call; what goes wrong is told. */
export function useDecision(scorecardId: string | null) {
  const { call } = useCallDesk();
  const [author] = useReviewer();
  const decide = useDecide(call.id);
  return {
    /** False until the person has written their name. */
    isSigned: author.trim() !== '',
    isPending: decide.isPending,
    send(event: ReviewEvent, onDone?: () => void) {
      decide.mutate(
        { author: author.trim(), scorecardId, event },
        {
          onSuccess: () => onDone?.(),
          onError: (error) => tellProblem('This was not saved', error),
        },
      );
    },
  };
}
