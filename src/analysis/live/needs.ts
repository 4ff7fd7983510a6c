import type { Kind, Turn } from '../../model/call.ts';
import type { Evaluation, Finding } from '../../model/judgement.ts';
import type { Need } from '../../model/live.ts';
import type { Pack } from '../packs/pack.ts';
import { standingRisks } from './standing-risks.ts';

/** What is known of an open call when it is asked whether somebody should step in. */
export interface OpenCall {
  kind: Kind | null;
  /** How much of the call there is. */
  durationMs: number;
  turns: readonly Turn[];
  findings: readonly Finding[];
  /** The same of words that may still change. */
  beingSaid: readonly Finding[];
  evaluation: Evaluation | null;
  /** Since when nobody speaks, though the line is neither on hold nor muted; null while somebody does. */
  quietSinceMs: number | null;
  held: boolean;
  /** The legs of which no audio comes though nobody said why, with the time since when. */
  stalled: readonly { leg: number; sinceMs: number }[];
}

const second = 1000;
const rank: Record<Need['weight'], number> = { now: 0, soon: 1, watch: 2 };

/**
 * Why an open call needs somebody, most urgent first, and what is newest first among equals. Everything here is a
 * time or a finding: nothing is guessed from a score alone.
 */
export function needsOf(call: OpenCall, packs: readonly Pack[]): Need[] {
  const needs = [
    ...stallNeeds(call),
    ...riskNeeds(call, packs),
    ...provisionalNeeds(call, packs),
    ...(call.kind === 'psap' ? [...locationNeeds(call), ...compressionNeeds(call)] : []),
    ...criticalNeeds(call),
    ...deadAirNeeds(call),
    ...mannerNeeds(call),
  ];
  return needs.sort((a, b) => rank[a.weight] - rank[b.weight] || b.sinceMs - a.sinceMs);
}

const recentMs = 120 * second;

/** The gravest risks that stand; they stay, and weigh less when they are old. */
function riskNeeds(call: OpenCall, packs: readonly Pack[]): Need[] {
  return standingRisks(call, packs)
    .filter(({ category, status }) => category.tier === 1 && status === 'asserted')
    .map(({ category, first, last }) => {
      const recent = call.durationMs - last.span.endMs <= recentMs;
      return {
        code: `risk_${category.id}`,
        weight: recent ? 'now' : 'soon',
        text: category.title,
        sinceMs: first.span.startMs,
        turn: first.turn,
      };
    });
}

/** Grave risks that somebody speaks of at this moment; what stands already needs no second mention. */
function provisionalNeeds(call: OpenCall, packs: readonly Pack[]): Need[] {
  const known = new Set(riskNeeds(call, packs).map(({ code }) => code));
  return riskNeeds({ ...call, findings: call.beingSaid }, packs)
    .filter(({ code }) => !known.has(code))
    .map((need) => ({ ...need, provisional: true }));
}

/** Entities that tell where. */
export const places: ReadonlySet<string> = new Set(['address', 'cross_street', 'landmark']);
const locationSoonMs = 30 * second;
const locationNowMs = 60 * second;

function locationNeeds({ findings, durationMs, turns }: OpenCall): Need[] {
  if (durationMs < locationSoonMs || turns.length === 0) return [];
  if (findings.some(({ kind, type }) => kind === 'entity' && places.has(type))) return [];
  const weight = durationMs >= locationNowMs ? 'now' : 'soon';
  return [{ code: 'location_missing', weight, text: 'No location yet', sinceMs: 0, turn: null }];
}

const compressionMs = 60 * second;

/** The arrest was recognised, and nobody presses on a chest a minute later. */
function compressionNeeds({ findings, durationMs }: OpenCall): Need[] {
  const clock = (id: string) => findings.find(({ kind, type }) => kind === 'clock' && type === id);
  const recognised = clock('arrest_recognised');
  if (!recognised || clock('first_compression')) return [];
  const sinceMs = recognised.span.endMs;
  const late = durationMs - sinceMs >= compressionMs;
  return [
    {
      code: 'compressions_missing',
      weight: late ? 'now' : 'soon',
      text: 'Arrest recognised, no compressions yet',
      sinceMs,
      turn: recognised.turn,
    },
  ];
}

/** A critical step that the form says was missed cannot be missed before there was time for it. */
const criticalAfterMs = 60 * second;

function criticalNeeds({ evaluation, durationMs }: OpenCall): Need[] {
  if (!evaluation || durationMs < criticalAfterMs) return [];
  const failed = evaluation.autoFails.map(
    ({ id, title }): Need => ({
      code: `auto_fail_${id}`,
      weight: 'now',
      text: title,
      sinceMs: 0,
      turn: null,
    }),
  );
  const missed = evaluation.marks
    .filter((mark) => mark.answer === 'no' && mark.fault === 'critical')
    .map(
      (mark): Need => ({
        code: `critical_${mark.criterionId}`,
        weight: 'soon',
        text: mark.reason,
        sinceMs: 0,
        turn: null,
      }),
    );
  return [...failed, ...missed];
}

const quietWatchMs = 10 * second;
const quietSoonMs = 20 * second;
const quietNowMs = 40 * second;

function deadAirNeeds({ quietSinceMs, durationMs, held, kind }: OpenCall): Need[] {
  if (quietSinceMs === null || held) return [];
  const quietMs = durationMs - quietSinceMs;
  if (quietMs < quietWatchMs) return [];
  // Silence on an emergency line may be a caller who cannot speak; in a contact centre somebody looks something up.
  const now = kind === 'psap' && quietMs >= quietNowMs;
  const weight = now ? 'now' : quietMs >= quietSoonMs ? 'soon' : 'watch';
  return [{ code: 'dead_air', weight, text: 'Nobody speaks', sinceMs: quietSinceMs, turn: null }];
}

function stallNeeds({ stalled }: OpenCall): Need[] {
  return stalled.map(({ leg, sinceMs }) => ({
    code: `stalled_${leg}`,
    weight: 'soon',
    text: 'No audio comes from one side',
    sinceMs,
    turn: null,
  }));
}

/** A caller who does not take part; a customer whose complaint is grave. */
function mannerNeeds({ findings }: OpenCall): Need[] {
  const last = findings.findLast(({ kind, turn }) => kind === 'distress' && turn !== null);
  const needs: Need[] = [];
  if (last?.type === 'uncooperative') {
    needs.push({
      code: 'caller_uncooperative',
      weight: 'watch',
      text: 'The caller does not take part',
      sinceMs: last.span.startMs,
      turn: last.turn,
    });
  }
  const complaint = findings.find(({ kind, value }) => kind === 'complaint' && value === 'high');
  if (complaint) {
    needs.push({
      code: 'complaint_grave',
      weight: 'soon',
      text: 'A grave complaint',
      sinceMs: complaint.span.startMs,
      turn: complaint.turn,
    });
  }
  return needs;
}
