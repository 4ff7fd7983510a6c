import { AlertRuleChange } from '../../model/alert.ts';
import { storableTextOrNull, toJson } from './storable.ts';
import type { Db } from './tables.ts';

/** What was set on top of the files, by rule. What this version does not know of it is left out. */
export async function alertRuleChanges(db: Db): Promise<Map<string, AlertRuleChange>> {
  const rows = await db.selectFrom('alert_rules').select(['rule_id', 'change']).execute();
  return new Map(
    rows.map(({ rule_id, change }) => [rule_id, AlertRuleChange.strip().catch({}).parse(change)]),
  );
}

/** Replaces what was set of a rule before. */
export async function setAlertRuleChange(
  ruleId: string,
  change: AlertRuleChange,
  { author, at }: { author: string | null; at: Date },
  db: Db,
): Promise<void> {
  const set = { change: toJson(change), author: storableTextOrNull(author), changed_at: at };
  await db
    .insertInto('alert_rules')
    .values({ rule_id: ruleId, ...set })
    .onConflict((conflict) => conflict.column('rule_id').doUpdateSet(set))
    .execute();
}
