import { ActionIcon, Kbd } from '@mantine/core';
import type { TablerIcon } from '@tabler/icons-react';
import IconMessage from '@tabler/icons-react/dist/esm/icons/IconMessage.mjs';
import IconMessageQuestion from '@tabler/icons-react/dist/esm/icons/IconMessageQuestion.mjs';
import IconX from '@tabler/icons-react/dist/esm/icons/IconX.mjs';
import type { Need } from '../../../../src/model/live.ts';
import { NeedIcon } from '../../parts/NeedWeight.tsx';
import { RunningClock } from '../../parts/RunningClock.tsx';
import classes from './NextSteps.module.css';
import type { ScreenPrompt } from './prompts.ts';

interface Props {
  prompts: readonly ScreenPrompt[];
  /** How many there are beyond these. */
  more: number;
  beganAtMs: number;
  ended: boolean;
  onDismiss(prompt: ScreenPrompt): void;
}

/** What the call taker is told now, most pressing first. It never takes the focus; the first goes with one key. */
export function NextSteps({ prompts, more, beganAtMs, ended, onDismiss }: Props) {
  return (
    <section aria-labelledby="next-title">
      <h2 id="next-title">Next</h2>
      {prompts.length === 0 ? (
        <p className={classes.quiet}>{ended ? 'The call is over.' : 'Nothing is open.'}</p>
      ) : (
        <ul className={classes.list}>
          {prompts.map((prompt, place) => (
            <li
              key={`${prompt.kind} ${prompt.code} ${prompt.grade}`}
              className={classes.prompt}
              data-kind={prompt.kind}
              data-grade={prompt.grade || undefined}
            >
              <PromptIcon prompt={prompt} />
              <span className={classes.words}>
                <span className={classes.text}>{prompt.text}</span>
                {prompt.why !== '' && <span className={classes.why}>{prompt.why}</span>}
              </span>
              {prompt.sinceMs !== null && !ended && (
                <RunningClock sinceMs={beganAtMs + prompt.sinceMs} className={classes.clock} />
              )}
              <span className={classes.dismiss}>
                {place === 0 && <Kbd size="xs">x</Kbd>}
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  size="sm"
                  aria-label={`Dismiss: ${prompt.text}`}
                  onClick={() => onDismiss(prompt)}
                >
                  <IconX size={15} aria-hidden />
                </ActionIcon>
              </span>
            </li>
          ))}
        </ul>
      )}
      {more > 0 && <p className={classes.quiet}>and {more} more</p>}
    </section>
  );
}

const icons: Partial<Record<ScreenPrompt['kind'], { icon: TablerIcon; word: string }>> = {
  question: { icon: IconMessageQuestion, word: 'Ask' },
  message: { icon: IconMessage, word: 'Message' },
};

function PromptIcon({ prompt }: { prompt: ScreenPrompt }) {
  const shown = icons[prompt.kind];
  if (!shown) return <NeedIcon weight={prompt.grade as Need['weight']} />;
  return (
    <shown.icon size="1.15em" stroke={1.9} aria-label={shown.word} role="img" className={classes.icon} />
  );
}
