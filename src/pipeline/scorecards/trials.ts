import { markChanges } from '../../analysis/changes.ts';
import { currentVersion } from '../../analysis/choose.ts';
import { judge } from '../../analysis/judge.ts';
import { outline } from '../../analysis/outline.ts';
import type { Pack, Scorecard } from '../../analysis/packs/pack.ts';
import { EarshotError } from '../../errors.ts';
import type { Evaluation } from '../../model/judgement.ts';
import type { ScorecardCheck, ScorecardPreview } from '../../model/scorecard-editing.ts';
import { callRow } from '../../storage/db/calls.ts';
import type { VersionAddress } from '../../storage/db/scorecard-versions.ts';
import { storedForJudging } from '../judged-call.ts';
import type { PipelineParts } from '../parts.ts';
import { checkText, readText } from './check-text.ts';
import { type LibraryParts, placeOf } from './library.ts';

export type TrialParts = LibraryParts & Pick<PipelineParts, 'defaultKind'>;

/** A draft as it would judge, and what judges in its place now. */
export interface Trial {
  pack: Pack;
  before: Scorecard | null;
  after: Scorecard;
}

/** The mistakes of a text, read as this version. @throws scorecard_version_not_found */
export async function checkVersion(
  address: VersionAddress,
  yaml: string,
  parts: LibraryParts,
): Promise<ScorecardCheck> {
  const { pack } = await placeOf(address, parts);
  return checkText(yaml, address, pack).check;
}

/** @throws scorecard_version_not_found, scorecard_invalid */
export async function trialOf(address: VersionAddress, yaml: string, parts: LibraryParts): Promise<Trial> {
  const { pack } = await placeOf(address, parts);
  return {
    pack,
    before: currentVersion(pack, address.scorecardId),
    after: readText(yaml, address, pack),
  };
}

/**
 * A stored call on both forms, by rules alone: what differs is the draft's doing, and not a model's or a person's.
 * Undefined when the call has no transcript.
 */
export async function judgeTwice(
  callId: string,
  { before, after }: Pick<Trial, 'before' | 'after'>,
  parts: TrialParts,
): Promise<{ before: Evaluation | null; after: Evaluation } | undefined> {
  const call = await callRow(callId, parts.db);
  const stored = await storedForJudging(call, parts);
  if (!stored) return undefined;
  const judged = { ...stored.judged, kind: call.kind ?? stored.judged.kind };
  return {
    before: before && judge(judged, before, stored.findings),
    after: judge(judged, after, stored.findings),
  };
}

/** @throws scorecard_version_not_found, scorecard_invalid, call_not_found, call_without_transcript */
export async function preview(
  address: VersionAddress,
  { yaml, callId }: { yaml: string; callId: string },
  parts: TrialParts,
): Promise<ScorecardPreview> {
  const trial = await trialOf(address, yaml, parts);
  const judged = await judgeTwice(callId, trial, parts);
  if (!judged) throw new EarshotError('call_without_transcript');
  return {
    callId,
    evaluation: judged.after,
    outline: outline(trial.after),
    before: judged.before,
    changes: markChanges(judged.before, judged.after, trial),
  };
}
