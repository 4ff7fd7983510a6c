import { Skeleton } from '@mantine/core';
import { useAlertRules, useChannels } from '../../api/alerts.ts';
import { Failed } from '../../parts/Problem.tsx';
import classes from './Alerts.module.css';
import { RuleRow } from './RuleRow.tsx';

/** The rules of all packs, with what can be set of each. */
export function Rules() {
  const rules = useAlertRules();
  const channels = useChannels().data?.channels ?? [];
  if (rules.isPending) return <Skeleton height={320} />;
  if (!rules.data) {
    return (
      <Failed what="Rules could not be loaded" error={rules.error} onRetry={() => void rules.refetch()} />
    );
  }
  return (
    <ul className={classes.list}>
      {rules.data.rules.map((one) => (
        <RuleRow
          // What was saved is what the form then starts from.
          key={`${one.rule.id} ${JSON.stringify(one.rule)}`}
          inForce={one}
          channels={channels.map(({ name }) => name)}
        />
      ))}
    </ul>
  );
}
