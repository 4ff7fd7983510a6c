import IconCheck from '@tabler/icons-react/dist/esm/icons/IconCheck.mjs';
import IconCircleCheckFilled from '@tabler/icons-react/dist/esm/icons/IconCircleCheckFilled.mjs';
import IconCircleDashed from '@tabler/icons-react/dist/esm/icons/IconCircleDashed.mjs';
import IconCircleMinus from '@tabler/icons-react/dist/esm/icons/IconCircleMinus.mjs';
import IconLockOpen from '@tabler/icons-react/dist/esm/icons/IconLockOpen.mjs';
import IconMessage2 from '@tabler/icons-react/dist/esm/icons/IconMessage2.mjs';
import IconX from '@tabler/icons-react/dist/esm/icons/IconX.mjs';
import type { WatchedFact } from '../../../../../src/model/drill-watch.ts';
import { formatDuration } from '../../../format/time.ts';
import { inOrder, isReady } from './facts.ts';
import classes from './Watch.module.css';

const byWords: Record<WatchedFact['by'], string> = {
  volunteer: 'unasked, when there is room for it',
  ask: 'by a question',
  yes_no: 'by a question that yes or no answers',
  instruction: 'by an instruction',
};

/** What is still withheld and what opens it, then what has come out. */
export function FactList({ facts }: { facts: readonly WatchedFact[] }) {
  const out = facts.filter(({ state }) => state === 'won' || state === 'volunteered').length;
  return (
    <section aria-labelledby="facts-title">
      <h2 id="facts-title">
        Facts <span className={classes.count}>{`${out} of ${facts.length} out`}</span>
      </h2>
      <ul className={classes.list}>
        {inOrder(facts).map((fact) => (
          <FactRow key={fact.fact} fact={fact} />
        ))}
      </ul>
    </section>
  );
}

function FactRow({ fact }: { fact: WatchedFact }) {
  const { title, critical, value, state, by, needs, asked, ask, atMs } = fact;
  const { icon: Icon, word, tone } = standing(fact);
  const isWithheld = state === 'withheld';
  return (
    <li className={classes.fact} data-state={state}>
      <Icon size={16} aria-hidden className={classes.icon} data-tone={tone} />
      <div>
        <p className={classes.title}>
          <span className={classes.first}>{title}</span>
          {critical && <span className={classes.critical}>critical</span>}
          <span className={classes.when}>
            {word}
            {atMs !== null && ` ${formatDuration(atMs)}`}
          </span>
        </p>
        <p className={classes.value}>{value}</p>
        {isWithheld && (
          <p className={classes.value}>
            Comes {byWords[by]}
            {ask !== null && `: “${ask}”`}
            {asked > 0 && ` (asked ${asked === 1 ? 'once' : `${asked} times`})`}
          </p>
        )}
        {needs.length > 0 && (
          <ul className={classes.needs} aria-label={`What ${title} takes`}>
            {needs.map(({ text, met }) => (
              <li key={text} data-met={met || undefined}>
                {met ? (
                  <IconCheck size={13} role="img" aria-label="so now:" />
                ) : (
                  <IconX size={13} role="img" aria-label="not yet:" />
                )}
                {text}
              </li>
            ))}
          </ul>
        )}
      </div>
    </li>
  );
}

function standing(fact: WatchedFact) {
  if (fact.state === 'won') return { icon: IconCircleCheckFilled, word: 'won', tone: 'good' };
  if (fact.state === 'volunteered') return { icon: IconMessage2, word: 'came unasked', tone: 'info' };
  if (fact.state === 'past') return { icon: IconCircleMinus, word: 'not true any more', tone: undefined };
  return isReady(fact)
    ? { icon: IconLockOpen, word: 'can be had now', tone: undefined }
    : { icon: IconCircleDashed, word: 'withheld', tone: undefined };
}
