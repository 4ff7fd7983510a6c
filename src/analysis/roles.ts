import type { Role, Turn } from '../model/call.ts';
import type { RoleGuess } from '../model/judgement.ts';
import type { Pack, Sign } from './packs/pack.ts';
import { hitsIn } from './rules/phrases.ts';
import { type HeardCall, hear } from './text/hear.ts';

/** How strongly words speak for the agent on a leg, as natural-log odds, and the turns that said so. */
interface LegScore {
  leg: number;
  odds: number;
  /** Points for the agent and for the customer apart: a leg with plenty of both holds two voices. */
  agent: number;
  customer: number;
  words: number;
  turns: number[];
}

const pointsPerQuestion = 0.35;
const mostFromQuestions = 2.5;
const firstSpeakerPoints = 0.5;
/** A sign counts once in full and then half as much, so that no habit of speech decides alone. */
const mostPerSign = 2;
/** Odds are shrunk because signs come together: measured on labelled calls cut short, see roles.test.ts. */
const shrink = 0.75;
const mostConfidence = 0.99;

/**
 * Who probably speaks on each leg, from what is said: openings, who asks, "your" against "my", the phrases of
 * each trade. Legs must hold one voice each. Roles that turns already carry are not looked at.
 */
export function guessRoles(turns: readonly Turn[], packs: readonly Pack[]): RoleGuess {
  const call = hear({ turns: turns.map((turn) => ({ ...turn, role: 'other' as const })), metrics: null });
  const legs = [...new Set(turns.map((turn) => turn.leg))].sort((a, b) => a - b);
  const scores = legs.map((leg) => scoreOf(leg, call, packs)).filter((score) => score.words > 0);
  const silent = legs.filter((leg) => !scores.some((score) => score.leg === leg));
  const guess = scores.length === 1 ? oneVoice(scores[0]!, silent) : severalVoices(scores);
  for (const leg of silent) guess.roles[leg] ??= 'other';
  return guess;
}

function severalVoices(scores: LegScore[]): RoleGuess {
  const byOdds = [...scores].sort((a, b) => b.odds - a.odds);
  const agent = byOdds[0];
  if (!agent) return { roles: {}, confidence: 0, turns: [] };
  const [customer] = byOdds.slice(1).sort((a, b) => b.words - a.words);
  const roles: Record<string, Role> = {};
  for (const { leg } of scores)
    roles[leg] = leg === agent.leg ? 'agent' : leg === customer!.leg ? 'customer' : 'other';
  // The agent against the next best, whoever that is.
  const confidence = sure(agent.odds - byOdds[1]!.odds);
  return { roles, confidence, turns: shownTurns(scores) };
}

/** A leg that speaks this much for both sides, and about evenly, holds both voices. */
const leastOfBoth = 5;
const evenShare = 0.6;

/** With one voice heard the other leg, when there is one, takes the other role. */
function oneVoice(score: LegScore, silent: readonly number[]): RoleGuess {
  const [less, more] = [Math.min(score.agent, score.customer), Math.max(score.agent, score.customer)];
  const mixed = less >= leastOfBoth && less / more >= evenShare;
  const role: Role = score.odds >= 0 ? 'agent' : 'customer';
  const roles: Record<string, Role> = { [score.leg]: mixed ? 'other' : role };
  if (silent.length === 1 && !mixed) roles[silent[0]!] = role === 'agent' ? 'customer' : 'agent';
  return { roles, confidence: mixed ? 0.3 : sure(Math.abs(score.odds) / 2), turns: shownTurns([score]) };
}

function sure(odds: number): number {
  const confidence = 1 / (1 + Math.exp(-odds * shrink));
  return Math.round(Math.min(mostConfidence, confidence) * 100) / 100;
}

const mostShown = 8;

function shownTurns(scores: readonly LegScore[]): number[] {
  return scores.flatMap((score) => score.turns.slice(0, mostShown / 2)).sort((a, b) => a - b);
}

function scoreOf(leg: number, call: HeardCall, packs: readonly Pack[]): LegScore {
  const turns = call.turns.filter((turn) => turn.leg === leg);
  const score: LegScore = { leg, odds: 0, agent: 0, customer: 0, words: 0, turns: [] };
  for (const turn of turns) score.words += turn.tokens.length;
  const take = (sign: Sign, side: 'agent' | 'customer') => {
    const searched = sign.first === undefined ? turns : turns.slice(0, sign.first);
    const hits = searched.filter((turn) => hitsIn(sign.phrases, turn, call).length > 0);
    if (hits.length === 0) return;
    score[side] += sign.points * Math.min(mostPerSign, (1 + hits.length) / 2);
    if (sign.points >= 1) score.turns.push(...hits.map((turn) => turn.index));
  };
  for (const pack of packs) {
    for (const sign of pack.agentSigns) take(sign, 'agent');
    for (const sign of pack.customerSigns) take(sign, 'customer');
  }
  score.turns = [...new Set(score.turns)].sort((a, b) => a - b);
  const questions = turns.reduce((sum, turn) => sum + turn.questions.length, 0);
  const asked = Math.min(mostFromQuestions, questions * pointsPerQuestion);
  const first = call.turns[0]?.leg === leg ? firstSpeakerPoints : 0;
  score.odds = score.agent - score.customer + asked + first;
  return score;
}
