import { Button, Textarea } from '@mantine/core';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useTriedScenario } from '../../../../api/scenario-editing.ts';
import { ProblemText } from '../../../../parts/Problem.tsx';
import { toProblem } from '../../../../parts/to-problem.ts';
import type { ScenarioDraft } from '../use-scenario-draft.ts';
import { FactList } from './FactList.tsx';
import { StartFields } from './StartFields.tsx';
import classes from './Trial.module.css';
import { TrialLines } from './TrialLines.tsx';
import { firstStart, type Start, trialOf } from './trial.ts';

/** The caller that the text makes, as it stands: what is typed is answered, and shows what it moved. */
export function TrialPanel({ draft }: { draft: ScenarioDraft }) {
  const [turns, setTurns] = useState<string[]>([]);
  const [start, setStart] = useState<Start>(firstStart);
  const [typed, setTyped] = useState('');
  const field = useRef<HTMLTextAreaElement>(null);
  const talk = useRef<HTMLDivElement>(null);
  const trial = draft.isSound ? trialOf(draft.settledText, turns, start) : null;
  const tried = useTriedScenario(draft.version.id, trial);
  const heard = tried.data?.transcript.length;
  // biome-ignore lint/correctness/useExhaustiveDependencies: whatever is new is brought into view
  useEffect(() => {
    if (talk.current) talk.current.scrollTop = talk.current.scrollHeight;
  }, [heard]);

  const say = () => {
    const text = typed.trim();
    if (text === '') return;
    setTurns([...turns, text]);
    setTyped('');
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.shiftKey) return;
    event.preventDefault();
    say();
  };
  const putIn = (text: string) => {
    setTyped(text);
    field.current?.focus();
  };
  if (!tried.data && draft.problems.length > 0)
    return <p className={classes.quiet}>The caller answers once the mistakes are mended.</p>;
  return (
    <div className={classes.trial}>
      <StartFields start={start} facts={tried.data?.facts ?? []} onChange={setStart} />
      <div ref={talk} className={classes.talk} role="log" aria-busy={tried.isFetching} aria-label="The talk">
        {tried.data && (
          <TrialLines
            tried={tried.data}
            count={turns.length}
            onFrom={(kept) => setTurns(turns.slice(0, kept))}
          />
        )}
        {turns.length === 0 && (
          <p className={classes.quiet}>Say something as the call taker would. Nothing is stored.</p>
        )}
        {draft.problems.length > 0 && (
          <p className={classes.quiet}>This is how the text answered before the mistake in it.</p>
        )}
        {tried.isError && (
          <div role="alert">
            <ProblemText problem={toProblem(tried.error)} />
          </div>
        )}
      </div>
      <div className={classes.say}>
        <Textarea
          ref={field}
          aria-label="What you say"
          placeholder="What you say, then Enter"
          autosize
          maxRows={4}
          maxLength={4000}
          value={typed}
          onChange={({ currentTarget: { value } }) => setTyped(value)}
          onKeyDown={onKey}
        />
        <Button onClick={say} disabled={typed.trim() === '' || trial === null}>
          Say
        </Button>
      </div>
      <div className={classes.again}>
        <Button variant="subtle" disabled={turns.length === 0} onClick={() => setTurns(turns.slice(0, -1))}>
          Take back the last
        </Button>
        <Button variant="subtle" disabled={turns.length === 0} onClick={() => setTurns([])}>
          Start again
        </Button>
      </div>
      {tried.data && <FactList tried={tried.data} onAsk={putIn} />}
    </div>
  );
}
