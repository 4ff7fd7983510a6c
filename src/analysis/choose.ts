import type { Kind } from '../model/call.ts';
import type { JudgedCall } from './judged-call.ts';
import type { Pack, Scorecard } from './packs/pack.ts';
import { saidIn } from './rules/phrases.ts';
import { isBy } from './rules/window.ts';
import type { AnalysisSettings } from './settings.ts';
import { type HeardCall, hear } from './text/hear.ts';

/** Which scorecard a call is judged by, and how that was decided. */
export interface ScorecardChoice {
  /** Null when it cannot be told what kind of call it is. */
  kind: Kind | null;
  /** Null when no scorecard suits the call; `reason` then says why. */
  scorecard: Scorecard | null;
  decidedBy: 'queue' | 'given' | 'words';
  /** 0 to 1. */
  confidence: number;
  /** One sentence. */
  reason: string;
}

const leastConfidence = 0.7;

/** Chooses by the queue, else by the kind that was given, else by what is said. */
export function chooseScorecard(
  call: JudgedCall,
  packs: readonly Pack[],
  settings: Pick<AnalysisSettings, 'queues'>,
): ScorecardChoice {
  const wanted = call.queue ? settings.queues[call.queue] : undefined;
  if (wanted !== undefined) {
    const scorecard = packs.map((pack) => currentVersion(pack, wanted)).find((card) => card !== null) ?? null;
    const reason = scorecard
      ? `The call's queue is judged by "${scorecard.format.title}".`
      : `The call's queue is set to the scorecard "${wanted}", which no pack holds; correct the setting or load the pack.`;
    return {
      kind: scorecard?.format.kind ?? call.kind,
      scorecard,
      decidedBy: 'queue',
      confidence: 1,
      reason,
    };
  }
  if (call.kind !== null) return ofKind(call.kind, 1, 'given', packs);
  const guess = guessKind(hear(call), packs);
  if (guess.kind === null || guess.confidence < leastConfidence) {
    const reason =
      'It cannot be told from what is said whether this is an emergency call or a contact-centre call; set the kind of the call or of its queue.';
    return { kind: null, scorecard: null, decidedBy: 'words', confidence: guess.confidence, reason };
  }
  return ofKind(guess.kind, guess.confidence, 'words', packs);
}

function ofKind(
  kind: Kind,
  confidence: number,
  decidedBy: 'given' | 'words',
  packs: readonly Pack[],
): ScorecardChoice {
  const pack = packs.find((one) => one.format.kind === kind);
  const scorecard = pack ? currentVersion(pack, pack.format.scorecard) : null;
  const trade = kind === 'psap' ? 'an emergency call' : 'a contact-centre call';
  const said = decidedBy === 'given' ? `The call was given as ${trade}` : `What is said shows ${trade}`;
  const reason = scorecard
    ? `${said}, judged by "${scorecard.format.title}".`
    : `${said}, and no pack holds a scorecard for it; load one.`;
  return { kind, scorecard, decidedBy, confidence, reason };
}

/** The newest published version of a scorecard; a draft only while nothing is published. */
export function currentVersion(pack: Pack, id: string): Scorecard | null {
  const versions = pack.scorecards
    .filter((card) => card.format.id === id && card.format.status !== 'archived')
    .sort((a, b) => b.format.version - a.format.version);
  return versions.find((card) => card.format.status === 'published') ?? versions[0] ?? null;
}

/** Odds are shrunk because signs come together. */
const shrink = 0.9;

function guessKind(call: HeardCall, packs: readonly Pack[]): { kind: Kind | null; confidence: number } {
  const scores = packs.map((pack) => ({ kind: pack.format.kind, points: pointsFor(pack, call) }));
  const best = scores.toSorted((a, b) => b.points - a.points)[0];
  if (!best || best.points <= 0) return { kind: null, confidence: 0 };
  const total = scores.reduce((sum, score) => sum + Math.exp(score.points * shrink), 1);
  const confidence = Math.round((Math.exp(best.points * shrink) / total) * 100) / 100;
  return { kind: best.kind, confidence };
}

function pointsFor(pack: Pack, call: HeardCall): number {
  return pack.recognisedBy.reduce((sum, sign) => {
    const turns = call.turns.filter((turn) => isBy(turn, sign.by)).slice(0, sign.first);
    return turns.some((turn) => saidIn(sign.phrases, turn, call)) ? sum + sign.points : sum;
  }, 0);
}
