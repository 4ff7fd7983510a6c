import { getRouteApi } from '@tanstack/react-router';
import type { EvaluationState } from '../../../../../src/model/judgement.ts';
import { useShortcuts } from '../../../shell/Shortcuts.tsx';
import { useCallDesk } from '../call-desk.ts';
import type { Marking } from './MarkRow.tsx';

const route = getRouteApi('/calls/$callId');

interface Marked {
  scorecardId: string;
  state: EvaluationState;
  /** In the order in which they are shown. */
  criterionIds: string[];
  /** Those that wait for a person. */
  waiting: ReadonlySet<string>;
}

/** Which mark is being answered. `m` begins with the first that waits, or with the one a link led to. */
export function useMarking({ scorecardId, state, criterionIds, waiting }: Marked): Marking {
  const { marking: criterionId, setMarking: open } = useCallDesk();
  const { mark } = route.useSearch();
  const arrivedAt = mark !== undefined && criterionIds.includes(mark) ? mark : null;
  const isOpen = state === 'draft' || state === 'disputed';
  const first = arrivedAt ?? criterionIds.find((id) => waiting.has(id)) ?? criterionIds[0];
  const isIdle = isOpen && criterionId === null && first !== undefined;
  useShortcuts(
    'Marks',
    isIdle ? [{ keys: ['m'], does: 'Answer the marks yourself', run: () => open(first) }] : [],
  );
  return {
    scorecardId,
    criterionId,
    arrivedAt,
    isOpen,
    open,
    move(step) {
      const at = criterionIds.indexOf(criterionId ?? '');
      open(step === null ? null : (criterionIds[at + step] ?? criterionId));
    },
  };
}
