import { Checkbox, Loader, TextInput } from '@mantine/core';
import { useLocalStorage } from '@mantine/hooks';
import { useState } from 'react';
import type { GoldenCheck, ScorecardVersion } from '../../../../../src/model/scorecard-editing.ts';
import { useGoldenCheck, usePublish } from '../../../api/scorecard-editing.ts';
import { formatCount } from '../../../format/numbers.ts';
import { ProblemText } from '../../../parts/Problem.tsx';
import classes from '../../../parts/text-editor/Editor.module.css';
import { PublishDialog } from '../../../parts/text-editor/PublishDialog.tsx';
import { toProblem } from '../../../parts/to-problem.ts';
import { answerWord } from '../../../words.ts';
import { AnswerMove } from './AnswerMove.tsx';

interface Props {
  version: ScorecardVersion;
  onClose(): void;
}

/** Before a scorecard is in force, what golden calls make of it is looked at. */
export function PublishScorecard({ version, onClose }: Props) {
  const [author, setAuthor] = useLocalStorage({ key: 'earshot-author', defaultValue: '' });
  const [isAccepted, setAccepted] = useState(false);
  const golden = useGoldenCheck(version, version.yaml);
  const publish = usePublish(version);
  const changes = golden.data?.changes.length ?? 0;
  return (
    <PublishDialog
      version={version}
      effect="New calls are judged by it at once. Evaluations made before keep their version, and this text can no longer be changed."
      size="lg"
      isReady={golden.isSuccess && (changes === 0 || isAccepted)}
      publish={publish}
      onPublish={(note) =>
        publish.mutate({
          digest: version.digest,
          note,
          author: author.trim() || null,
          acceptGoldenChanges: isAccepted,
        })
      }
      onClose={onClose}
    >
      <TextInput
        size="sm"
        label="Your name"
        value={author}
        onChange={({ currentTarget: { value } }) => setAuthor(value)}
      />
      <div className={classes.golden} aria-live="polite">
        {golden.isPending ? (
          <p className={classes.quiet}>
            <Loader size={12} aria-hidden /> Judging the golden calls of the pack …
          </p>
        ) : golden.isError ? (
          <ProblemText problem={toProblem(golden.error)} />
        ) : (
          <GoldenChanges golden={golden.data} />
        )}
        {changes > 0 && (
          <Checkbox
            mt="xs"
            size="sm"
            label="Publish it all the same"
            checked={isAccepted}
            onChange={({ currentTarget: { checked } }) => setAccepted(checked)}
          />
        )}
      </div>
    </PublishDialog>
  );
}

function GoldenChanges({ golden: { calls, changes } }: { golden: GoldenCheck }) {
  if (calls === 0) return <p className={classes.quiet}>The pack has no golden calls for this scorecard.</p>;
  if (changes.length === 0) {
    return <p className={classes.quiet}>No mark of the {formatCount(calls)} golden calls changes.</p>;
  }
  return (
    <>
      <h3>
        {changes.length === 1 ? '1 mark' : `${formatCount(changes.length)} marks`} of the {formatCount(calls)}{' '}
        golden calls would change
      </h3>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard */}
      <ul className={classes.changes} tabIndex={0} aria-label="Marks of golden calls that would change">
        {changes.map((change) => (
          <li key={`${change.call} ${change.criterionId}`}>
            <strong>{change.title}</strong> <code>{change.criterionId}</code>
            <AnswerMove before={change.before} after={change.after} />
            <p>
              A person gave {answerWord(change.person)}. {change.reason}
            </p>
          </li>
        ))}
      </ul>
    </>
  );
}
