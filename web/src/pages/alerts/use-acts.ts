import type { AlertItem, Verdict } from '../../../../src/model/alert.ts';
import { useActOnAlert } from '../../api/alerts.ts';
import { useReviewer } from '../../parts/use-reviewer.ts';
import { tellProblem } from '../../shell/notices.ts';

/** What can be done about an alert, in the name of whoever sits here. */
export interface Acts {
  acknowledge(alert: AlertItem): void;
  resolve(alert: AlertItem): void;
  /** The same verdict again takes it back. */
  judge(alert: AlertItem, verdict: Verdict): void;
}

export function useActs(): Acts {
  const [name] = useReviewer();
  const act = useActOnAlert();
  const author = name.trim() === '' ? null : name.trim();
  const failed = { onError: (error: unknown) => tellProblem('The alert was not changed', error) };
  return {
    acknowledge: ({ id }) => act.mutate({ id, act: 'acknowledge', body: { author } }, failed),
    resolve: ({ id }) => act.mutate({ id, act: 'resolve', body: { author } }, failed),
    judge: ({ id, verdict: before }, verdict) =>
      act.mutate(
        { id, act: 'feedback', body: { author, verdict: before === verdict ? null : verdict } },
        failed,
      ),
  };
}
