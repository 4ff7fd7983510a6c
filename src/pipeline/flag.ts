import { z } from 'zod';
import { flagsOf } from '../analysis/flags.ts';
import type { Pack } from '../analysis/packs/pack.ts';
import { evaluationWaits, flagWait } from '../analysis/review/waits.ts';
import type { AnalysisSettings } from '../analysis/settings.ts';
import type { Evaluation, Finding, Flag } from '../model/judgement.ts';
import type { Wait } from '../model/review.ts';
import { callAudioNotes, callMetrics } from '../storage/db/call-audio.ts';
import type { CallRow } from '../storage/db/calls.ts';
import { callFindings, replaceFlags } from '../storage/db/findings.ts';
import { replaceWaits } from '../storage/db/review-waits.ts';
import type { Db } from '../storage/db/tables.ts';
import { callLegs } from '../storage/db/transcripts.ts';
import { evaluationsInReview, flagsSeen } from './in-review.ts';
import type { PipelineParts, RunStage } from './parts.ts';
import { noScorecardType } from './score.ts';

/** As the record stage kept them; a call decoded by an older version may have none. */
const AudioNotes = z.array(z.looseObject({ code: z.string() })).catch([]);

/** Raises what needs eyes, each with its reason. */
export const flag: RunStage = async (call, parts) => {
  const known = await knownFor(parts);
  const looked = await lookOver(call, known, parts.db);
  let tell = () => {};
  return {
    kind: 'done',
    async save(tx) {
      await keepLooked(call.id, looked, parts, tx);
      tell = await parts.storedWatch.look({ call, ...looked }, known.packs, tx);
      return [];
    },
    kept: () => tell(),
  };
};

interface LookedOver {
  flags: Flag[];
  waits: Wait[];
  /** What they rest on. */
  evaluations: Evaluation[];
  findings: Finding[];
}

/** What a call is looked over with. */
export interface Known {
  packs: readonly Pack[];
  lowAgreement: ReadonlySet<string>;
  settings: AnalysisSettings;
}

export type KnownParts = Pick<PipelineParts, 'packs' | 'lowAgreement' | 'analysisSettings'>;

/** Asked for outside of a transaction: both may need a connection of their own. */
export async function knownFor(parts: KnownParts): Promise<Known> {
  const [packs, lowAgreement] = await Promise.all([parts.packs(), parts.lowAgreement()]);
  return { packs, lowAgreement, settings: parts.analysisSettings };
}

/** What about a call needs eyes, and what of it waits for a person, as the call is stored now. */
export async function lookOver(call: CallRow, known: Known, db: Db): Promise<LookedOver> {
  const [inReview, seen, findings, metrics, legs, notes] = await Promise.all([
    evaluationsInReview(call.id, known.packs, db),
    flagsSeen(call.id, db),
    callFindings(call.id, db),
    callMetrics(call.id, db),
    callLegs(call.id, db),
    callAudioNotes(call.id, db),
  ]);
  const evaluations = inReview.map(({ evaluation }) => evaluation);
  const unscored = findings.find((finding) => finding.type === noScorecardType);
  const flags = flagsOf(
    {
      kind: call.kind,
      evaluations,
      findings,
      metrics,
      legs,
      notes: [...AudioNotes.parse(notes), ...liveNotes(call)],
      unscoredReason: unscored?.value ?? null,
    },
    known.packs,
    known.settings,
  );
  const ofEvaluations = inReview.flatMap((one) => evaluationWaits(one, known.lowAgreement));
  const waits = [...ofEvaluations, ...flagWait(flags, seen, inReview)];
  return { flags, waits, evaluations, findings };
}

export async function keepLooked(
  callId: string,
  { flags, waits }: Pick<LookedOver, 'flags' | 'waits'>,
  { clock }: Pick<PipelineParts, 'clock'>,
  tx: Db,
): Promise<void> {
  await replaceFlags(callId, flags, tx);
  await replaceWaits(callId, waits, new Date(clock.now()), tx);
}

/** What befell an open call, as its source or the server noted it. */
const LiveNotes = z.array(z.looseObject({ kind: z.string() })).catch([]);

/** By the kind of note: the server ended before the call did, or its audio was not what its source said. */
const liveFlags = { restart: 'cut_off', encoding: 'audio_encoding_doubtful' };

function liveNotes({ metadata }: CallRow): { code: string }[] {
  const notes = LiveNotes.parse(metadata.extra?.liveNotes ?? []);
  return Object.entries(liveFlags)
    .filter(([noted]) => notes.some(({ kind }) => kind === noted))
    .map(([, code]) => ({ code }));
}
