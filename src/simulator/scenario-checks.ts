import { type FileProblem, placeOf, type YamlFile } from '../analysis/packs/yaml-file.ts';
import { soundOf } from '../voices/sound/sounds.ts';
import { isYesNoQuestion, listen } from './listen.ts';
import { isAskedFor, isSound, type Playable, type PlayableFact } from './playable.ts';
import { checkReply } from './reply-check.ts';
import type { ScenarioFormat } from './scenario-format.ts';
import { findLoop, neverReached } from './scenario-order.ts';

type Tell = (path: readonly PropertyKey[], problem: string) => void;

/** Mistakes that the form of a file does not show: names of nothing, and facts that can never come out. */
export function scenarioProblems(play: Playable, yaml: YamlFile): FileProblem[] {
  const problems: FileProblem[] = [];
  const tell: Tell = (path, problem) =>
    problems.push({ file: yaml.file, ...placeOf(yaml, path), field: path.join('.'), problem });
  checkNames(play, tell);
  // What follows looks things up by name.
  if (problems.length > 0) return problems;
  for (const fact of play.facts) checkFact(fact, play, tell);
  checkLines(play, tell);
  checkOrder(play.format, tell);
  return problems;
}

function checkNames({ format, speech, pack }: Playable, tell: Tell): void {
  const known = {
    fact: new Set(Object.keys(format.facts)),
    event: new Set(format.events.map(({ id }) => id)),
    person: new Set(Object.keys(format.persons)),
    step: new Set(format.must.map(({ id }) => id)),
  };
  const want = (kind: keyof typeof known, names: readonly (string | undefined)[], path: PropertyKey[]) => {
    for (const name of names) {
      if (name !== undefined && !known[kind].has(name)) tell(path, `there is no ${kind} "${name}"`);
    }
  };
  want('person', [format.caller], ['caller']);
  want('fact', format.opening.facts, ['opening', 'facts']);
  for (const [id, { reveal, until, knownBy }] of Object.entries(format.facts)) {
    want('fact', reveal.facts, ['facts', id, 'reveal', 'facts']);
    want('event', reveal.events, ['facts', id, 'reveal', 'events']);
    want('event', [until], ['facts', id, 'until']);
    want('person', knownBy ?? [], ['facts', id, 'knownBy']);
  }
  format.events.forEach((event, at) => {
    want('fact', [...event.facts, ...event.unless, ...(event.after?.facts ?? [])], ['events', at]);
    want('event', event.after?.events ?? [], ['events', at, 'after']);
    want('person', [event.speaker], ['events', at, 'speaker']);
  });
  format.sounds.forEach(({ from, until, persons }, at) => {
    want('event', [from, until], ['sounds', at]);
    want('person', persons ?? [], ['sounds', at, 'persons']);
  });
  for (const part of ['must', 'should', 'clocks'] as const) {
    format[part].forEach(({ fact, when }, at) => {
      want('fact', [fact], [part, at, 'fact']);
      if ((fact === undefined) === (when === undefined))
        tell([part, at], 'needs either the fact that must come out, or when it is done');
    });
  }
  format.critical.forEach(({ missed, when }, at) => {
    want('step', [missed], ['critical', at, 'missed']);
    if ((missed === undefined) === (when === undefined))
      tell(['critical', at], 'needs either the step whose absence is critical, or when it is done');
  });
  want('fact', [format.cad.callback, ...format.cad.narrative], ['cad']);
  for (const [id, { talk }] of Object.entries(format.persons)) {
    if (talk !== 'none' && !speech.has(talk))
      tell(['persons', id, 'talk'], `there is no scenarios/speech/${talk}.yaml`);
  }
  const types = incidentTypes(pack);
  if (!types.has(format.expected.incident))
    tell(['expected', 'incident'], `the pack has no "${format.expected.incident}"`);
}

/** Codes of incidents, or what customers may want. */
function incidentTypes(pack: Playable['pack']): ReadonlySet<string> {
  return new Set(
    pack.incidents?.rules.map(({ code }) => code) ?? pack.notes?.intents.map(({ id }) => id) ?? [],
  );
}

const mostTrust = 5;

/** Whether there is a way to bring the fact out. */
function checkFact(fact: PlayableFact, play: Playable, tell: Tell): void {
  const { id, format } = fact;
  const { reveal, ask } = format;
  const at = (...path: string[]) => ['facts', id, ...path];
  const never = (path: string[], why: string) => tell(at(...path), `can never be revealed: ${why}`);
  if (reveal.trust > mostTrust)
    never(['reveal', 'trust'], `trust ${reveal.trust} is more than there is (${mostTrust})`);
  const tellers = tellersOf(fact, play.format);
  if (tellers.length === 0) never(['knownBy'], 'nobody who knows it ever has the phone');
  const calmest = Math.min(...tellers.map((person) => play.format.persons[person]!.floor));
  if (reveal.distress < calmest)
    never(['reveal', 'distress'], `nobody who knows it gets calmer than ${calmest}`);
  if (format.until && reveal.events.includes(format.until))
    never(['until'], `"${format.until}" must have happened and must not`);
  if (reveal.on === 'volunteer') return;
  if (!format.asked || ask === undefined) {
    never(['reveal'], 'it has no `asked` and `ask`, the words that ask for it');
    return;
  }
  const listened = listen(ask);
  if (!listened || !isAskedFor(fact, listened)) {
    never(['ask'], 'its own question is not among the words of `asked`');
    return;
  }
  if (reveal.on === 'yes_no' && !isYesNoQuestion(listened))
    never(['ask'], 'it comes out by yes or no, and its question cannot be answered so');
}

/** Persons who know a fact and have the phone at some time. */
function tellersOf({ format: fact }: PlayableFact, format: ScenarioFormat): string[] {
  const onPhone = [format.caller, ...format.events.flatMap(({ speaker }) => speaker ?? [])];
  return onPhone.filter((person) => fact.knownBy?.includes(person) ?? true);
}

/** Every number and name a line says must be in the record of the facts it tells. */
function checkLines({ format, facts, speech }: Playable, tell: Tell): void {
  const foreign = Object.values(format.persons).flatMap(({ talk }) => speech.get(talk)?.words ?? []);
  const check = (lines: readonly string[], told: readonly string[], path: PropertyKey[]) => {
    const allowed = [...foreign, ...told.map((id) => format.facts[id]!.value)];
    for (const line of lines.filter(isSound)) {
      if (soundOf(line) === null) tell(path, `"${line}" is no sound that is known`);
    }
    for (const line of lines.filter((one) => !isSound(one))) {
      const [problem] = checkReply(line, { allowed, withheld: [] });
      if (problem) tell(path, `"${line}": ${problem.text} is not in the record (${problem.kind})`);
    }
  };
  for (const { id, format: fact } of facts) {
    check(fact.says, [id], ['facts', id, 'says']);
    check(fact.upset ?? [], [id], ['facts', id, 'upset']);
  }
  check(format.opening.says, format.opening.facts, ['opening', 'says']);
  format.events.forEach((event, at) => {
    check(event.says ?? [], event.facts, ['events', at, 'says']);
  });
  check(format.ending.says ?? [], [], ['ending', 'says']);
}

function checkOrder(format: ScenarioFormat, tell: Tell): void {
  format.events.forEach(({ atS, after }, at) => {
    if (atS === undefined && !after?.facts.length && !after?.events.length)
      tell(['events', at], 'nothing makes it happen: it needs `atS` or `after`');
    else if (atS !== undefined && atS >= format.ending.atS)
      tell(['events', at, 'atS'], `it can never happen: the call ends at ${format.ending.atS} s`);
  });
  const loop = findLoop(format);
  if (loop) tell(loop.path, `a loop, so that none of it can ever come: ${loop.names.join(' → ')}`);
  else for (const { path, problem } of neverReached(format)) tell(path, problem);
}
