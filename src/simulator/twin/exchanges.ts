import { askedFor } from '../../analysis/findings/entities/asked.ts';
import type { EntityTurn } from '../../analysis/findings/entities/entity.ts';
import { type CueBook, compilePhrases, type Phrases, saidIn } from '../../analysis/rules/phrases.ts';
import type { Kind } from '../../model/call.ts';
import type { Known } from './originals.ts';
import { identityQuestions, type KnownQuestion, matterQuestions } from './questions.ts';
import { type Stretch, sentencesOf } from './rewrite.ts';

export interface Sentence extends Stretch {
  turn: EntityTurn;
}

/** A question of the agent and what the caller said to it. */
export interface Exchange {
  /** Questions of the trade that the agent's words are, those about identity first. */
  questions: readonly KnownQuestion[];
  asksIdentity: boolean;
  /** The agent's last question as it was put; null when the turn asks nothing. */
  asking: Sentence | null;
  answers: readonly Sentence[];
}

/** The call as questions with their answers; what the caller says before any question is the first, without one. */
export function exchangesOf(known: Known, kind: Kind, book: CueBook): Exchange[] {
  const compiled = (questions: readonly KnownQuestion[]) =>
    questions.map((question) => ({ question, phrases: compilePhrases(question.asked, book) }));
  const identity = compiled(identityQuestions[kind]);
  const matter = compiled(matterQuestions[kind]);
  const isIn = (turn: EntityTurn) => (one: { phrases: Phrases }) => saidIn(one.phrases, turn, known.heard);
  const exchanges: (Omit<Exchange, 'answers'> & { answers: Sentence[] })[] = [
    { questions: [], asksIdentity: false, asking: null, answers: [] },
  ];
  for (const { turn } of known.mentions) {
    if (turn.role === 'customer') {
      exchanges.at(-1)!.answers.push(...sentencesOf(turn).map((stretch) => ({ turn, ...stretch })));
      continue;
    }
    if (turn.role !== 'agent') continue;
    const who = identity.filter(isIn(turn));
    const what = matter.filter(isIn(turn));
    exchanges.push({
      questions: [...who, ...what].map(({ question }) => question),
      asksIdentity: who.length > 0 || asksWho(turn),
      asking: lastQuestion(turn),
      answers: [],
    });
  }
  return exchanges;
}

const whoWords = ['name', 'phone', 'birth', 'email', 'ssn', 'pin'] as const;

/** Whether a turn asks who somebody is or how to reach them, in other words than those of the trade. */
function asksWho(turn: EntityTurn): boolean {
  const asked = askedFor([turn])[0]!;
  return whoWords.some((word) => asked.has(word));
}

function lastQuestion(turn: EntityTurn): Sentence | null {
  const start = turn.questions.at(-1);
  if (start === undefined) return null;
  const { sentence } = turn.tokens[start]!;
  const after = turn.tokens.findIndex((token, at) => at > start && token.sentence !== sentence);
  return { turn, from: start, to: after < 0 ? turn.tokens.length : after };
}
