import { compilerFor } from '../analysis/packs/compiler.ts';
import type { Pack } from '../analysis/packs/pack.ts';
import { type Condition, compileCondition } from '../analysis/rules/condition.ts';
import type { Observe } from '../analysis/rules/observed.ts';
import { compilePhrases, type Phrases, saidIn } from '../analysis/rules/phrases.ts';
import type { ScenarioOutline } from '../model/drill.ts';
import type { ActBook } from './acts.ts';
import type { Listened } from './listen.ts';
import type { FactFormat, PersonFormat, ScenarioFormat } from './scenario-format.ts';
import type { SpeechFormat } from './speech-format.ts';

export interface PlayableFact {
  id: string;
  format: FactFormat;
  asked: Phrases | null;
}

/** A scenario with all that playing and scoring it needs. */
export interface Playable {
  format: ScenarioFormat;
  facts: readonly PlayableFact[];
  acts: ActBook;
  speech: ReadonlyMap<string, SpeechFormat>;
  pack: Pack;
  /** What steps, clocks, forbidden and critical acts look for, by their id. */
  signs: ReadonlyMap<string, Observe>;
}

/** @throws PhraseError, RuleError */
export function compileScenario(
  format: ScenarioFormat,
  { acts, speech, pack }: Pick<Playable, 'acts' | 'speech' | 'pack'>,
): Playable {
  const facts = Object.entries(format.facts).map(
    ([id, fact]): PlayableFact => ({
      id,
      format: fact,
      asked: fact.asked ? compilePhrases(fact.asked, acts.book) : null,
    }),
  );
  const compiler = compilerFor({ windows: {} }, acts.book, {});
  const compile = (when: Condition) => compileCondition(when, compiler, new Set());
  const { must, should, forbidden, critical, clocks } = format;
  const signs = new Map(
    [...must, ...should, ...forbidden, ...critical, ...clocks].flatMap((sign): [string, Observe][] =>
      sign.when === undefined ? [] : [[sign.id, compile(sign.when)]],
    ),
  );
  return { format, facts, acts, speech, pack, signs };
}

export function outlineOf({ format }: Pick<Playable, 'format'>): ScenarioOutline {
  const { id, title, kind, level, summary, seed } = format;
  return { id, title, kind, level, summary, seed };
}

/** Whether the words of a turn ask for a fact. */
export function isAskedFor({ asked }: PlayableFact, { turn, call }: Listened): boolean {
  return asked !== null && saidIn(asked, turn, call);
}

export function factOf(id: string, { facts }: Pick<Playable, 'facts'>): PlayableFact {
  const fact = facts.find((one) => one.id === id);
  if (!fact) throw new Error(`the scenario has no fact ${id}`);
  return fact;
}

export function personOf(id: string, { format }: Pick<Playable, 'format'>): PersonFormat {
  const person = format.persons[id];
  if (!person) throw new Error(`the scenario has no person ${id}`);
  return person;
}

/** `[a door slams]`: a line that is a sound and not words. */
export function isSound(line: string): boolean {
  return /^\[[^\]]+\]$/.test(line);
}
