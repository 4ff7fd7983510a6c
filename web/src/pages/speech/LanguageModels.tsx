import { Code } from '@mantine/core';
import type { LanguageModelList } from '../../../../src/model/api.ts';
import { useLanguageModels } from '../../api/language-models.ts';
import { formatClock } from '../../format/time.ts';
import classes from './Speech.module.css';

type Standing = LanguageModelList['models'][number];

/** Who judges besides the rules. Rules always judge, so an empty list is no fault and is not shown as one. */
export function LanguageModels() {
  const { data, isError } = useLanguageModels();
  if (isError || !data) return null;
  return (
    <section className={classes.section} aria-labelledby="language-models">
      <h2 id="language-models">Judging: language models</h2>
      <p className={classes.hint}>
        {data.models.length === 0 ? (
          <>
            None is set up: every call is judged by rules alone. Name one under <Code>models.chain</Code> in
            the settings to have it asked as well; it may run on this machine.
          </>
        ) : (
          'Asked besides the rules about what a form asks of meaning, the first that answers counting. Where rule and model differ on something grave, a person decides.'
        )}
      </p>
      {data.models.length > 0 && (
        <ul className={classes.list}>
          {data.models.map((one) => (
            <li key={`${one.provider} ${one.model}`} className={classes.model}>
              <div>
                <div className={classes.title}>
                  <h3>{one.model}</h3>
                </div>
                <div className={classes.facts}>
                  <span>{one.provider}</span>
                  <span>{stateOf(one)}</span>
                </div>
              </div>
              <div className={classes.facts}>
                <span>
                  {money(one.spentToday)} spent today
                  {one.dailyBudget === null ? ', without a limit' : ` of ${money(one.dailyBudget)}`}
                </span>
              </div>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function stateOf({ pausedUntil, last, spentToday, dailyBudget }: Standing): string {
  if (dailyBudget !== null && spentToday >= dailyBudget) return 'The money for today is spent';
  if (pausedUntil !== null) return `Left alone until ${formatClock(pausedUntil)}, as it asked for`;
  if (last === null) return 'Not asked yet since the start';
  return last === 'answered' ? 'Answered last time' : `Last time: ${last.replaceAll('_', ' ')}`;
}

function money(amount: number): string {
  return amount.toFixed(2);
}
