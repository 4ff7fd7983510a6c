import type { Condition } from '../rules/condition.ts';
import type { Observe } from '../rules/observed.ts';
import type { ListRule } from '../scoring/listed.ts';
import type { ListFormat } from './scorecard-format.ts';

/** Makes the list of what situations call for ready to be looked through in a call. */
export function compileList(list: ListFormat, compile: (condition: Condition) => Observe): ListRule {
  const optional = (condition: Condition | undefined) =>
    condition === undefined ? undefined : compile(condition);
  const items = list.items.map((item) => ({
    ...item,
    when: compile(item.when),
    from: optional(item.from),
    done: compile(item.done),
    partly: optional(item.partly),
    withinS: item.withinS,
  }));
  return { ...list, clock: optional(list.clock), items };
}
