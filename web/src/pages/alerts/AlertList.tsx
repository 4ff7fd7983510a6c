import { EmptyState, Skeleton, UnstyledButton } from '@mantine/core';
import IconBellCheck from '@tabler/icons-react/dist/esm/icons/IconBellCheck.mjs';
import { useRef } from 'react';
import type { AlertItem, AlertList as Listed } from '../../../../src/model/alert.ts';
import { useAlerts } from '../../api/alerts.ts';
import { formatCount } from '../../format/numbers.ts';
import { Failed } from '../../parts/Problem.tsx';
import { useShortcuts } from '../../shell/Shortcuts.tsx';
import { AlertRow } from './AlertRow.tsx';
import classes from './Alerts.module.css';
import { type AlertsSearch, toAlertQuery } from './alerts-search.ts';
import { useActs } from './use-acts.ts';

interface Props {
  search: AlertsSearch;
  onChange(next: Partial<AlertsSearch>): void;
}

/** Alerts, those nobody has taken on first; each is dealt with by one key. */
export function AlertList({ search, onChange }: Props) {
  const list = useAlerts(toAlertQuery(search));
  const rows = useRef<HTMLOListElement>(null);
  const acts = useActs();
  const sorted = openFirst(list.data?.alerts ?? []);
  const focused = () => {
    const id = document.activeElement?.closest<HTMLElement>('[data-alert]')?.dataset.alert;
    return sorted.find((alert) => alert.id === id) ?? sorted[0];
  };
  const on = (act: (alert: AlertItem) => void) => () => {
    const alert = focused();
    if (alert) act(alert);
  };

  useShortcuts('Alerts', [
    { keys: ['j'], does: 'Next', run: () => moveFocus(rows.current, 1) },
    { keys: ['k'], does: 'The one before', run: () => moveFocus(rows.current, -1) },
    { keys: ['a'], does: 'Acknowledge', run: on((alert) => acts.acknowledge(alert)) },
    { keys: ['e'], does: 'Resolve', run: on((alert) => acts.resolve(alert)) },
    { keys: ['u'], does: 'Mark as useful', run: on((alert) => acts.judge(alert, 'useful')) },
    { keys: ['n'], does: 'Mark as noise', run: on((alert) => acts.judge(alert, 'noise')) },
  ]);

  if (list.isPending) return <Skeleton height={320} />;
  if (list.isError && !list.data) {
    return (
      <Failed what="Alerts could not be loaded" error={list.error} onRetry={() => void list.refetch()} />
    );
  }
  return (
    <>
      <Shown counts={list.data?.counts} search={search} onChange={onChange} />
      {sorted.length === 0 ? (
        <EmptyState
          mt="xl"
          icon={<IconBellCheck size={44} stroke={1.3} aria-hidden />}
          title={<h2>{search.show === 'dead' ? 'Everything was delivered' : 'Nothing is open'}</h2>}
          description="Rules that come true of a call show here at once."
        />
      ) : (
        <ol className={classes.list} ref={rows}>
          {sorted.map((alert) => (
            <AlertRow key={alert.id} alert={alert} acts={acts} isPointed={alert.id === search.alert} />
          ))}
        </ol>
      )}
    </>
  );
}

interface ShownProps extends Props {
  counts: Listed['counts'] | undefined;
}

function Shown({ counts, search, onChange }: ShownProps) {
  const choices = [
    { show: 'open', label: 'Open', count: counts?.open },
    { show: 'all', label: 'All', count: undefined },
    { show: 'dead', label: 'Not delivered', count: counts?.dead },
  ] as const;
  return (
    <search className={classes.filters}>
      {choices.map(({ show, label, count }) => (
        <UnstyledButton
          key={show}
          className={classes.chip}
          aria-pressed={search.show === show}
          onClick={() => onChange({ show, alert: undefined, rule: undefined })}
        >
          {label} {count !== undefined && <strong>{formatCount(count)}</strong>}
        </UnstyledButton>
      ))}
      {search.rule !== undefined && (
        <UnstyledButton className={classes.chip} aria-pressed onClick={() => onChange({ rule: undefined })}>
          Rule {search.rule} ✕
        </UnstyledButton>
      )}
    </search>
  );
}

/** As the server has them, the newest first, but what nobody has taken on before the rest. */
function openFirst(alerts: readonly AlertItem[]): AlertItem[] {
  return alerts.toSorted((a, b) => Number(b.state === 'open') - Number(a.state === 'open'));
}

function moveFocus(list: HTMLOListElement | null, step: 1 | -1): void {
  const links = [...(list?.querySelectorAll<HTMLElement>('[data-row-link]') ?? [])];
  const at = links.findIndex((link) => link.closest('li')?.contains(document.activeElement));
  links[at === -1 ? 0 : Math.min(links.length - 1, Math.max(0, at + step))]?.focus();
}
