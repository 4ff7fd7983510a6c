import type { PackAlertRule } from '../../analysis/packs/alerts.ts';
import type { Pack } from '../../analysis/packs/pack.ts';
import { EarshotError } from '../../errors.ts';
import type { AlertRuleChange, AlertRuleInForce } from '../../model/alert.ts';
import type { Kind } from '../../model/call.ts';
import { alertRuleChanges, setAlertRuleChange } from '../../storage/db/alert-rules.ts';
import type { Db } from '../../storage/db/tables.ts';

/** The rules of all packs with what was set on top of them. */
export interface AlertRules {
  /** For calls of a kind, as they are now; none while the kind is not known. */
  of(kind: Kind | null): readonly PackAlertRule[];
  list(): AlertRuleInForce[];
  /** @throws alert_rule_not_found, request_invalid for a channel that is not in the settings */
  change(id: string, change: AlertRuleChange, author: { author: string | null; at: Date }): Promise<void>;
}

interface InForce extends PackAlertRule {
  pack: Pack['format'];
  changed: string[];
}

export async function openAlertRules(
  packs: readonly Pack[],
  { db, channels }: { db: Db; channels: readonly string[] },
): Promise<AlertRules> {
  let inForce: InForce[] = [];
  const load = async () => {
    const changes = await alertRuleChanges(db);
    inForce = packs.flatMap(({ alerts, format }) =>
      alerts.map((one) => applied(one, changes.get(one.rule.id) ?? {}, format)),
    );
  };
  await load();
  return {
    of: (kind) => inForce.filter(({ pack }) => pack.kind === kind),
    list: () => inForce.map(({ rule, pack, changed }) => ({ rule, pack: pack.id, changed })),
    async change(id, change, author) {
      if (!inForce.some(({ rule }) => rule.id === id)) throw new EarshotError('alert_rule_not_found');
      const strange = change.channels?.find((name) => !channels.includes(name));
      if (strange !== undefined)
        throw new EarshotError('request_invalid', {
          details: { field: 'channels', problem: 'no such channel in the settings', channel: strange },
        });
      await setAlertRuleChange(id, change, author, db);
      await load();
    },
  };
}

function applied({ rule, phrases }: PackAlertRule, change: AlertRuleChange, pack: Pack['format']): InForce {
  const set = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
  return { rule: { ...rule, ...set }, phrases, pack, changed: Object.keys(set).sort() };
}
