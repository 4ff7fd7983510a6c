import { playedToItsEnd, saidNext, timedTurn } from './play.ts';
import type { Playable, PlayableFact } from './playable.ts';
import { isTold, trueFacts } from './reveal.ts';
import { firstRun, nextRun, type Run } from './run.ts';

/** How often a caller who did not take a question in, or may not answer it yet, is asked it. */
const mostRounds = 3;

/** What is said besides the questions: to greet, to calm, and to end it well. */
const manners = {
  psap: {
    greeting: '911, what is the address of your emergency?',
    calming: ['Help is on the way.', "I hear you, I'm right here with you."],
    closing: 'If anything changes before they are there, call 911 again right away.',
  },
  'contact-centre': {
    greeting: 'Thank you for calling, how can I help?',
    calming: [
      "I'm sorry, I understand how frustrating that is.",
      'I will take care of it for you right now.',
    ],
    closing: 'Is there anything else I can help you with?',
  },
};

/**
 * Plays what somebody might say who knows the scenario: its own questions, what matters most first, each until it is
 * answered and no longer, for nobody likes to be asked what they have told. Where it is and where to call back is said
 * back. It shows how far asking goes, and is no model of how to speak: it does not do what a scenario wants done besides.
 */
export function playOwnQuestions(play: Playable): Run {
  const { facts, format } = play;
  const { greeting, calming, closing } = manners[format.kind];
  const place = facts.find(({ id }) => id === 'address' || id === 'location')?.format.ask;
  let run = asked(firstRun(play), (format.kind === 'psap' ? place : undefined) ?? greeting, play);
  for (let round = 0; round < mostRounds; round += 1) {
    run = askedAll(run, true, play);
    if (round === 0) run = calming.reduce((before, text) => said(before, text, play), run);
    run = askedAll(run, false, play);
  }
  return playedToItsEnd(said(run, closing, play), play);
}

/** Asks for each fact that is not known. */
function askedAll(before: Run, critical: boolean, play: Playable): Run {
  return play.facts.reduce((run, fact) => {
    const { ask } = fact.format;
    if (fact.format.critical !== critical || ask === undefined || isTold(fact.id, run.state)) return run;
    return wasAnswered(fact, run, play) ? run : asked(run, ask, play);
  }, before);
}

/** A question that has its answer is put again only when there is another one to it now. */
function wasAnswered(fact: PlayableFact, { state }: Run, play: Playable): boolean {
  const sameAsk = play.facts.filter(({ format }) => format.ask === fact.format.ask);
  return sameAsk.some(({ id }) => isTold(id, state)) && !trueFacts(state, play).includes(fact);
}

/** The run after a question, and after saying back what of its answer has to be right. */
function asked(before: Run, text: string, play: Playable): Run {
  const isGone = before.state.line === 'dropped';
  const run = said(before, isGone ? 'This is 911, we were disconnected, I am calling you back.' : text, play);
  const news = play.facts.filter(
    (fact) => !isTold(fact.id, before.state) && isTold(fact.id, run.state) && isToSayBack(fact, text, play),
  );
  return news.reduce(
    (heard, { format }) => said(heard, `So that is ${format.value}, is that right?`, play),
    run,
  );
}

/** Says something when the caller has finished, also what they begin just then. */
function said(before: Run, text: string, play: Playable): Run {
  const { startMs } = timedTurn(text, before.state);
  return saidNext(nextRun(before, { type: 'time', atMs: startMs }, play), text, play);
}

/** Where help has to go and where to call back, unless the question held it. */
function isToSayBack(
  { id, format: { value } }: PlayableFact,
  question: string,
  { format: { location, cad } }: Playable,
): boolean {
  const holds = (text: string) => text.toLowerCase().includes(value.toLowerCase());
  return (id === cad.callback || holds(location.truth)) && !holds(question);
}
