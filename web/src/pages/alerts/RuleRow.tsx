import { Button, Group, MultiSelect, NumberInput, Select, Switch, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { AlertRule, AlertRuleChange, AlertRuleInForce } from '../../../../src/model/alert.ts';
import { Severity } from '../../../../src/model/judgement.ts';
import { useChangeAlertRule } from '../../api/alerts.ts';
import { Failed } from '../../parts/Problem.tsx';
import classes from './Alerts.module.css';
import { whenWords } from './rule-words.ts';

interface Props {
  inForce: AlertRuleInForce;
  channels: string[];
}

/** One rule: when it comes true, and what of it is set here. */
export function RuleRow({ inForce: { rule, pack, changed }, channels }: Props) {
  const [draft, setDraft] = useState<AlertRuleChange>({});
  const change = useChangeAlertRule();
  const now: AlertRule = { ...rule, ...(draft as Partial<AlertRule>) };
  const edit = (next: AlertRuleChange) => setDraft((present) => ({ ...present, ...next }));
  const kept = Object.fromEntries(
    changed.map((key) => [key, rule[key as keyof AlertRuleChange]]),
  ) as AlertRuleChange;
  const save = (next: AlertRuleChange) => change.mutate({ id: rule.id, change: next });

  return (
    <li className={classes.rule} aria-label={rule.title}>
      <Switch
        size="xs"
        checked={now.enabled}
        onChange={(event) => save({ ...kept, enabled: event.currentTarget.checked })}
        aria-label={`${rule.title}: on`}
      />
      <div>
        <strong>{rule.title}</strong>
        <p className={classes.text}>{whenWords(rule.when)}</p>
        <p className={classes.facts}>
          {pack} · {rule.calls === 'open' ? 'open calls' : 'stored calls'} · {rule.id}
          {changed.length > 0 && ` · set here: ${changed.join(', ')}`}
        </p>
        <details>
          <summary className={classes.facts}>Change</summary>
          <RuleFields rule={now} channels={channels} onEdit={edit} />
          <Group gap={6} mt="xs">
            <Button
              disabled={Object.keys(draft).length === 0}
              loading={change.isPending}
              onClick={() => save({ ...kept, ...draft })}
            >
              Save
            </Button>
            {changed.length > 0 && (
              <Button variant="default" onClick={() => save({})}>
                As the pack has it
              </Button>
            )}
          </Group>
        </details>
        {change.isError && <Failed what="The rule was not changed" error={change.error} />}
      </div>
      <span className={classes.severity} data-severity={now.severity}>
        {now.severity}
      </span>
    </li>
  );
}

interface FieldsProps {
  rule: AlertRule;
  channels: string[];
  onEdit(next: AlertRuleChange): void;
}

function RuleFields({ rule, channels, onEdit }: FieldsProps) {
  const { quietHours, escalateAfterS } = rule;
  const seconds = (value: string | number) => (value === '' ? null : Number(value));
  return (
    <div className={classes.fields}>
      <Select
        label="Severity"
        data={Severity.options}
        value={rule.severity}
        onChange={(severity) => severity && onEdit({ severity })}
        allowDeselect={false}
      />
      <TextInput
        label="For"
        value={rule.team}
        maxLength={100}
        onChange={(event) => onEdit({ team: event.currentTarget.value })}
      />
      <NumberInput
        label="Escalate after (s)"
        placeholder="never"
        min={5}
        max={86_400}
        value={escalateAfterS ?? ''}
        onChange={(value) => onEdit({ escalateAfterS: seconds(value) })}
      />
      <NumberInput
        label="Same again within (s)"
        min={0}
        max={86_400}
        value={rule.dedupeS}
        onChange={(value) => onEdit({ dedupeS: Number(value) })}
      />
      <TextInput
        label="Quiet from"
        type="time"
        value={quietHours?.from ?? ''}
        onChange={(event) => onEdit({ quietHours: hours(event.currentTarget.value, quietHours?.to) })}
      />
      <TextInput
        label="Quiet to"
        type="time"
        value={quietHours?.to ?? ''}
        onChange={(event) => onEdit({ quietHours: hours(quietHours?.from, event.currentTarget.value) })}
      />
      <MultiSelect
        size="xs"
        label="Channels"
        placeholder={rule.channels === null ? 'by severity' : undefined}
        data={channels}
        value={rule.channels ?? []}
        onChange={(chosen) => onEdit({ channels: chosen.length === 0 ? null : chosen })}
      />
    </div>
  );
}

/** Both ends or none: the other end begins as the same time, which means all day. */
function hours(from: string | undefined, to: string | undefined): AlertRule['quietHours'] {
  if (!from && !to) return null;
  return { from: from || to || '00:00', to: to || from || '00:00' };
}
