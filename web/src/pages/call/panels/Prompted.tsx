import type { Prompt } from '../../../../../src/model/prompt.ts';
import { formatDuration } from '../../../format/time.ts';
import classes from './Prompted.module.css';

const kinds: Record<Prompt['kind'], string> = {
  need: 'Need',
  question: 'Question',
  guide: 'Guide',
  knowledge: 'Document',
  message: 'Message',
};
const outcomes: Record<NonNullable<Prompt['outcome']>, string> = {
  done: 'Done',
  dismissed: 'Dismissed',
  opened: 'Opened',
  expired: 'Expired',
};

/** What the screen put before the call taker while the call was open, and what came of it. */
export function Prompted({ prompts }: { prompts: readonly Prompt[] }) {
  const counts = Object.entries(outcomes)
    .map(([outcome, word]) => [word, prompts.filter((prompt) => prompt.outcome === outcome).length] as const)
    .filter(([, count]) => count > 0);
  return (
    <>
      <p className={classes.counts}>
        {prompts.length} shown: {counts.map(([word, count]) => `${count} ${word.toLowerCase()}`).join(', ')}
      </p>
      <ol className={classes.list}>
        {prompts.map((prompt) => (
          <li key={prompt.id} className={classes.prompt}>
            <span className={classes.when}>{formatDuration(prompt.shownAtMs)}</span>
            <span>
              <span className={classes.kind}>{kinds[prompt.kind]}</span> {prompt.text}
            </span>
            <span className={classes.outcome} data-outcome={prompt.outcome}>
              {prompt.outcome === null ? 'Open' : outcomes[prompt.outcome]}
              {prompt.outcomeAtMs !== null && ` ${formatDuration(prompt.outcomeAtMs)}`}
            </span>
          </li>
        ))}
      </ol>
    </>
  );
}
