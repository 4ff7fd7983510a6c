import { asksIn } from '../analysis/text/asks.ts';
import type { DrillState } from '../model/drill.ts';
import { spokenActs } from './acts.ts';
import { isBackchannel, isForTheMachine, type Listened, listen } from './listen.ts';
import { isAskedFor, type Playable, type PlayableFact } from './playable.ts';
import { type ReadBack, readBackIn } from './read-back.ts';
import { isTold, trueFacts } from './reveal.ts';

/** What a turn of the trainee is, before it is known what it does. */
export interface Understood {
  listened: Listened;
  /** Ids of acts, spoken ones and those told from how the drill stands. */
  acts: string[];
  /** Facts it asks for or brings out, in the order of the scenario. */
  wanted: PlayableFact[];
  readBack: ReadBack | null;
  /** Whether what was said back wants a yes: not when its name only addresses somebody who is asked something else. */
  confirms: boolean;
  asks: boolean;
  instructs: boolean;
}

const deadAirMs = 5000;
const mostWordsUpset = 15;
const mostWordsOfShort = 10;
const leastOverlap = 0.5;
const leastWordsOfRequest = 2;

/** @param talkedOver whether the turn began while the caller was speaking */
export function understand(
  listened: Listened,
  startMs: number,
  talkedOver: boolean,
  state: DrillState,
  play: Playable,
): Understood {
  const { turn, call } = listened;
  const spoken = spokenActs(turn, call, play.acts);
  if (isForTheMachine(listened) && !spoken.includes('out_of_role')) spoken.push('out_of_role');
  const readBack = readBackIn(listened, state, play);
  // "Sixty-six Oak Terrace, is that right?" asks for nothing else.
  const asking = readBack && !readBack.asksMore ? without(readBack.sentence, listened) : listened;
  const isNumbered = readBack !== null && /\d/.test(readBack.fact.format.value);
  const confirms =
    readBack?.right === true && !readBack.asksMore && (isNumbered || !asking?.turn.questions.length);
  // "Tell me when they are there" is no question.
  const asks = turn.questions.length > 0 && !spoken.includes('asks_to_report');
  const tells = spoken.some((id) => play.acts.format.acts[id]?.instructs);
  const instructs = tells && (!asks || isRequest.test(turn.said));
  const wanted = asking
    ? trueFacts(state, play).filter(
        (fact) => isAskedFor(fact, asking) && (asks || isBrief(listened) || mayBeMeant(fact, tells, state)),
      )
    : [];
  const untold = wanted.filter(({ id }) => !isTold(id, state));
  const feelsAndActs = spoken.includes('feels') && (asks || instructs || wanted.length > 0);
  const acts = [
    ...spoken.filter((id) => counts(id, { feelsAndActs, instructs }, state, play)),
    ...(feelsAndActs ? ['feels_and_acts'] : []),
    ...(talkedOver && !isBackchannel(listened) ? ['interrupts'] : []),
    ...(isDeadAir(startMs, state) ? ['dead_air'] : []),
    ...(turn.tokens.length > mostWordsUpset ? ['long_turn'] : []),
    ...(turn.tokens.length <= mostWordsOfShort && asksIn(turn) === 1 ? ['one_question'] : []),
    ...(readBack?.right ? ['read_back'] : []),
    ...(untold.length === 0 && !readBack && wanted.some((fact) => wasAnswered(fact, listened, state))
      ? ['asks_again']
      : []),
    ...(untold.some((fact) => isSameRequest(fact, listened, state)) ? ['persists'] : []),
  ];
  return { listened, acts, wanted, readBack, confirms, asks, instructs };
}

/** "Can you lock the door" asks for a deed; "can you tell me" for an answer. */
const isRequest =
  /\b(can|could|will|would) you (please |just )?(?!tell|hear|see|describe|give|say|spell|remember|repeat|read|talk|speak|explain|confirm)/;

const briefTokens = 5;

function isBrief({ turn }: Listened): boolean {
  return turn.tokens.length <= briefTokens;
}

/** What is stated and not asked may still want a fact ("I need your address"), but not one that is known, nor while telling what to do. */
function mayBeMeant({ id, format }: PlayableFact, tells: boolean, state: DrillState): boolean {
  return format.reveal.on === 'instruction' || (!tells && !isTold(id, state));
}

/** Whether an act in the words is what the turn does: a question tells nobody to do anything. */
function counts(
  id: string,
  { feelsAndActs, instructs }: { feelsAndActs: boolean; instructs: boolean },
  { line }: DrillState,
  { acts }: Playable,
): boolean {
  if (id === 'feels') return !feelsAndActs;
  if (id === 'calls_back') return line === 'dropped';
  return instructs || !acts.format.acts[id]?.instructs;
}

/** Asked for in the same words before, and told then. */
function wasAnswered(fact: PlayableFact, listened: Listened, state: DrillState): boolean {
  const wasWon = state.told.some((told) => told.fact === fact.id && told.how === 'won');
  return wasWon && isSameRequest(fact, listened, state);
}

/** The turn without one of its sentences; null when there is no more. */
function without(sentence: number, { turn }: Listened): Listened | null {
  const rest = turn.tokens.filter((token) => token.sentence !== sentence);
  const [first] = rest;
  if (!first) return null;
  const before = turn.tokens.findLast((token) => token.sentence < sentence);
  const after = turn.tokens.find((token) => token.sentence > sentence);
  const head = before ? turn.text.slice(0, before.end) : '';
  const tail = after ? turn.text.slice(after.start) : '';
  return listen(`${head}. ${tail}`);
}

function isDeadAir(startMs: number, state: DrillState): boolean {
  if (state.line === 'dropped' || state.traineeTurns === 0) return false;
  const since = Math.max(state.heardUntilMs, state.quietUntilMs);
  return state.prompts > 0 || startMs - since > deadAirMs;
}

/** The words of a request, to know it when it comes again. */
export function requestWords({ turn }: Listened): string[] {
  return [...new Set(turn.tokens.map(({ stem }) => stem))];
}

function isSameRequest({ id }: PlayableFact, listened: Listened, { requests }: DrillState): boolean {
  const before = requests[id] ?? [];
  const words = requestWords(listened);
  const shared = words.filter((word) => before.includes(word)).length;
  return shared >= leastWordsOfRequest && shared / Math.min(words.length, before.length) >= leastOverlap;
}
