import type { Kind } from '../model/call.ts';
import type { Evaluation, Finding, Flag } from '../model/judgement.ts';
import { isGravelyBelow } from './grave-score.ts';
import type { Category } from './lexicon/lexicon.ts';
import type { Pack, Scorecard } from './packs/pack.ts';

interface RiskyCall {
  kind: Kind | null;
  findings: readonly Finding[];
  evaluations: readonly Evaluation[];
}

interface Risk {
  category: Category;
  /** When it was first asserted, and how often after that. */
  firstMs: number;
  more: number;
  /** It is no part of what such an incident is like. */
  isStrange: boolean;
}

/**
 * One flag for the gravest risks that somebody asserted and nobody called over afterwards, when they need eyes
 * beyond the ordinary. Most emergency calls hold such a risk: it is flagged where the call also went badly wrong
 * (critical), where a grave step was missed, the score is low or nothing was judged, or where the risk does not
 * belong to the incident.
 */
export function riskFlags(call: RiskyCall, packs: readonly Pack[]): Flag[] {
  const pack = packs.find((one) => one.format.kind === (call.kind ?? 'psap'));
  const risks = pack ? gravestRisks(call.findings, pack) : [];
  if (risks.length === 0) return [];
  const { failed, missed } = whatWentWrong(call.evaluations, packs);
  const strange = risks.filter((risk) => risk.isStrange);
  const isTradesOwn = pack?.incidents !== undefined;
  if (failed.length === 0 && missed.length === 0 && strange.length === 0) return [];
  const said = risks.map(spokenOf).join(', ');
  const why = [...failed, ...missed, ...(isTradesOwn ? strange.map(notOf(call.findings)) : [])];
  return [
    {
      code: 'risk',
      severity: failed.length > 0 || !isTradesOwn ? 'critical' : 'warning',
      reason: `${said}${why.length === 0 ? '' : `; ${why.join('; ')}`}.`,
      scorecardId: null,
      criteria: [],
    },
  ];
}

function gravestRisks(findings: readonly Finding[], pack: Pack): Risk[] {
  const set = findings.find(({ kind }) => kind === 'incident')?.value ?? null;
  const gravest = pack.lexicon?.categories.filter(({ tier }) => tier === 1) ?? [];
  return gravest.flatMap((category): Risk[] => {
    const said = findings.filter(({ kind, type }) => kind === 'risk' && type === category.id);
    const asserted = said.filter(({ status }) => status === 'asserted');
    const [first] = asserted;
    const over = said.findLast(({ status }) => status === 'asserted' || status === 'resolved');
    if (!first || over?.status === 'resolved') return [];
    const isStrange = set === null || !category.expectedIn.includes(set);
    return [{ category, firstMs: first.span.startMs, more: asserted.length - 1, isStrange }];
  });
}

/** What makes a call with such a risk worth a look, in a few words each. */
function whatWentWrong(
  evaluations: readonly Evaluation[],
  packs: readonly Pack[],
): { failed: string[]; missed: string[] } {
  const cards = packs.flatMap((pack) => pack.scorecards);
  const cardOf = ({ scorecardId, scorecardVersion }: Evaluation) =>
    cards.find(({ format }) => format.id === scorecardId && format.version === scorecardVersion);
  const low = evaluations.filter((one) => one.score !== null && one.score < thresholdOf(cardOf(one)));
  const isGrave = (one: Evaluation) => isGravelyBelow(one.score ?? 0, thresholdOf(cardOf(one)));
  const failed = evaluations.flatMap((one) => [
    ...one.autoFails.map(({ title }) => `auto-fail: ${title.toLowerCase()}`),
    ...missedSteps(one, 'critical', cardOf(one)),
  ]);
  const missed = evaluations.flatMap((one) => missedSteps(one, 'major', cardOf(one)));
  const [grave, slight] = [low.filter(isGrave), low.filter((one) => !isGrave(one))];
  failed.push(...grave.map(scoredOnly));
  missed.push(...slight.map(scoredOnly));
  const isUnjudged = evaluations.every(({ score }) => score === null);
  return { failed, missed: isUnjudged ? [...missed, 'the call was not judged'] : missed };
}

function thresholdOf(card: Scorecard | undefined): number {
  return card?.format.threshold ?? 0;
}

function scoredOnly({ score, scorecardTitle }: Evaluation): string {
  return `it scored only ${score} on "${scorecardTitle}"`;
}

function missedSteps(
  { marks }: Evaluation,
  fault: 'critical' | 'major',
  card: Scorecard | undefined,
): string[] {
  const titleOf = (id: string) => card?.criteria.find(({ format }) => format.id === id)?.format.title ?? id;
  const missed = marks.filter((mark) => mark.fault === fault).map((mark) => titleOf(mark.criterionId));
  return missed.length === 0 ? [] : [`missed: ${missed.join(', ').toLowerCase()}`];
}

function spokenOf({ category, firstMs, more }: Risk): string {
  return `${category.title} (spoken of at ${clock(firstMs)}${timesMore(more)})`;
}

function notOf(findings: readonly Finding[]) {
  const incident = findings.find(({ kind }) => kind === 'incident');
  return ({ category }: Risk) =>
    incident
      ? `${category.title.toLowerCase()} does not belong to an incident of the type ${incident.type}`
      : `${category.title.toLowerCase()}, but no type of incident was recognised`;
}

function timesMore(more: number): string {
  if (more === 0) return '';
  return more === 1 ? ', and once more later' : `, and ${more} times more later`;
}

function clock(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
