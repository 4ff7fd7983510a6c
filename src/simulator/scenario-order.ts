import type { ScenarioFormat } from './scenario-format.ts';

/** What waits for what in a scenario: facts for facts and events, events for facts and events. */
interface Node {
  /** `fact address`, `event suspect_enters`. */
  name: string;
  path: PropertyKey[];
  needs: string[];
  /** An event after the end of the call. */
  tooLate: boolean;
}

function nodesOf(format: ScenarioFormat): Map<string, Node> {
  const nodes = new Map<string, Node>();
  const told = new Set([...format.opening.facts]);
  for (const [id, { reveal }] of Object.entries(format.facts)) {
    const needs = told.has(id) ? [] : needsOf(reveal);
    nodes.set(`fact ${id}`, { name: `fact ${id}`, path: ['facts', id, 'reveal'], needs, tooLate: false });
  }
  format.events.forEach(({ id, after, atS }, at) => {
    const tooLate = atS !== undefined && atS >= format.ending.atS;
    nodes.set(`event ${id}`, { name: `event ${id}`, path: ['events', at], needs: needsOf(after), tooLate });
  });
  return nodes;
}

function needsOf(rule: { facts: string[]; events: string[] } | undefined): string[] {
  if (!rule) return [];
  return [...rule.facts.map((fact) => `fact ${fact}`), ...rule.events.map((event) => `event ${event}`)];
}

/** The first circle of facts and events that wait for each other. */
export function findLoop(format: ScenarioFormat): { path: PropertyKey[]; names: string[] } | null {
  const nodes = nodesOf(format);
  const done = new Set<string>();
  const visit = (name: string, way: readonly string[]): string[] | null => {
    if (way.includes(name)) return [...way.slice(way.indexOf(name)), name];
    if (done.has(name)) return null;
    for (const need of nodes.get(name)?.needs ?? []) {
      const loop = visit(need, [...way, name]);
      if (loop) return loop;
    }
    done.add(name);
    return null;
  };
  for (const name of nodes.keys()) {
    const names = visit(name, []);
    if (names) return { path: nodes.get(names[0]!)!.path, names };
  }
  return null;
}

/** Facts and events that wait for something that never comes. */
export function neverReached(format: ScenarioFormat): { path: PropertyKey[]; problem: string }[] {
  const nodes = nodesOf(format);
  const never = new Set([...nodes.values()].filter(({ tooLate }) => tooLate).map(({ name }) => name));
  const found: { path: PropertyKey[]; problem: string }[] = [];
  for (let grew = true; grew; ) {
    grew = false;
    for (const { name, needs, path } of nodes.values()) {
      const missing = needs.find((need) => never.has(need));
      if (missing === undefined || never.has(name)) continue;
      never.add(name);
      grew = true;
      found.push({ path, problem: `${name} can never come: it waits for ${missing}, which never does` });
    }
  }
  return found;
}
