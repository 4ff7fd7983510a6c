import { Select, Skeleton } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { Evaluation } from '../../../../../src/model/judgement.ts';
import type { ScorecardPreview } from '../../../../../src/model/scorecard-editing.ts';
import { useCallsOfKind, usePreview } from '../../../api/scorecard-editing.ts';
import { formatScore } from '../../../format/numbers.ts';
import { callTitle } from '../../../parts/call-title.ts';
import { ProblemText } from '../../../parts/Problem.tsx';
import { Score } from '../../../parts/Score.tsx';
import classes from '../../../parts/text-editor/Editor.module.css';
import { toProblem } from '../../../parts/to-problem.ts';
import { answerWord, kindWords } from '../../../words.ts';
import { AnswerMove } from './AnswerMove.tsx';
import type { Draft } from './use-draft.ts';

/** A stored call judged by the text as it stands, beside the version in force. */
export function PreviewPanel({ draft }: { draft: Draft }) {
  const calls = useCallsOfKind(draft.version.kind);
  const [chosen, setChosen] = useState<string | null>(null);
  const callId = chosen ?? calls.data?.[0]?.id ?? null;
  const preview = usePreview(draft.version, draft.settledText, callId, draft.isSound);
  if (calls.isPending) return <Skeleton height={160} aria-label="Loading calls" />;
  if (calls.isError) return <ProblemText problem={toProblem(calls.error)} />;
  if (callId === null) {
    return (
      <p className={classes.quiet}>
        No judged call of this kind ({kindWords[draft.version.kind].toLowerCase()}) to try it on yet. Upload
        one.
      </p>
    );
  }
  return (
    <>
      <Select
        label="Call"
        searchable
        data={calls.data.map((call) => ({ value: call.id, label: callTitle(call) }))}
        value={callId}
        onChange={setChosen}
        allowDeselect={false}
        nothingFoundMessage="No such call among the last hundred"
      />
      <div className={classes.result} aria-live="polite" aria-busy={preview.isFetching}>
        {draft.problems.length > 0 ? (
          <p className={classes.quiet}>It is judged again once the mistakes are mended.</p>
        ) : preview.data ? (
          <PreviewResult preview={preview.data} isOld={preview.isPlaceholderData || !draft.isSound} />
        ) : preview.isError ? (
          <ProblemText problem={toProblem(preview.error)} />
        ) : (
          <Skeleton height={120} aria-label="Judging the call" />
        )}
      </div>
    </>
  );
}

function PreviewResult({ preview, isOld }: { preview: ScorecardPreview; isOld: boolean }) {
  const { evaluation, before, changes, outline, callId } = preview;
  return (
    <>
      <p className={classes.judging}>{isOld && 'Judging it again …'}</p>
      {evaluation.score === null ? (
        <p>Too little of the form could be judged, so there is no score.</p>
      ) : (
        <Score score={evaluation.score} band={evaluation.band} card={outline} large />
      )}
      <p className={classes.quiet}>
        {before
          ? `${before.score === null ? 'No score' : formatScore(before.score)} by version ${before.scorecardVersion}, in force. `
          : 'No version is in force. '}
        Both by rules alone. <CallLink callId={callId} />
      </p>
      {before && <h3>{marksChange(changes.length)}</h3>}
      <ul className={classes.changes}>
        {changes.map((change) => (
          <li key={change.criterionId}>
            <strong>{change.title}</strong>
            <AnswerMove before={change.before?.answer ?? null} after={change.after?.answer ?? null} />
            <p>{(change.after ?? change.before)?.reason}</p>
          </li>
        ))}
      </ul>
      <AllMarks preview={preview} evaluation={evaluation} />
    </>
  );
}

function marksChange(count: number): string {
  if (count === 0) return 'No mark changes';
  return count === 1 ? '1 mark changes' : `${count} marks change`;
}

function CallLink({ callId }: { callId: string }) {
  return (
    <Link to="/calls/$callId" params={{ callId }} search={{}}>
      Open the call
    </Link>
  );
}

function AllMarks({ preview, evaluation }: { preview: ScorecardPreview; evaluation: Evaluation }) {
  const criteria = preview.outline.sections.flatMap((section) => section.criteria);
  const titles = new Map(criteria.map((one) => [one.id, one.title]));
  return (
    <details className={classes.all}>
      <summary>All {evaluation.marks.length} marks</summary>
      <ul className={classes.changes}>
        {evaluation.marks.map((mark) => (
          <li key={mark.criterionId}>
            <strong>{titles.get(mark.criterionId)}</strong>
            <span className={classes.move}>{answerWord(mark.answer)}</span>
            <p>{mark.reason}</p>
          </li>
        ))}
      </ul>
    </details>
  );
}
