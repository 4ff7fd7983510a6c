import type { LanguageModels } from '../analysis/llm/models.ts';
import type { ModelSettings } from '../analysis/llm/settings.ts';
import type { Pack } from '../analysis/packs/pack.ts';
import type { AnalysisSettings } from '../analysis/settings.ts';
import type { Audio } from '../audio/audio.ts';
import type { Bus } from '../bus/bus.ts';
import type { PublicError } from '../errors.ts';
import type { Clock } from '../lib/clock.ts';
import type { Log } from '../log.ts';
import type { Kind, Role } from '../model/call.ts';
import type { CallMetadata } from '../model/intake.ts';
import type { Speech } from '../speech/engines.ts';
import type { CallRow } from '../storage/db/calls.ts';
import type { Db } from '../storage/db/tables.ts';
import type { ObjectStore } from '../storage/objects/store.ts';
import type { StoredWatch } from './alerts/look-over.ts';
import type { PipelineSettings } from './settings.ts';
import type { SpeechGate } from './speech-gate.ts';

/** What the stages of the pipeline work with. */
export interface PipelineParts {
  settings: PipelineSettings;
  analysisSettings: AnalysisSettings;
  /** Who speaks on each channel of a call whose sender does not say; undefined when no setting does either. */
  defaultChannels(metadata: CallMetadata): Role[] | undefined;
  /** The kind of a call whose sender does not say, by settings. */
  defaultKind(metadata: CallMetadata): Kind | undefined;
  db: Db;
  objects: ObjectStore;
  audio: Audio;
  speech: Speech;
  gate: SpeechGate;
  /** With every version of a scorecard that is published at this moment. */
  packs(): Promise<readonly Pack[]>;
  /** What may be asked besides the rules; a chain of none when no model is set up. */
  models: LanguageModels;
  modelSettings: ModelSettings;
  /** Questions the rules answer too unlike people, as last measured: `agreementKey`s. */
  lowAgreement(): Promise<ReadonlySet<string>>;
  /** Asked of every call that is judged whether somebody must be told at once. */
  storedWatch: StoredWatch;
  bus: Bus;
  clock: Clock;
  log: Log;
}

export interface StageContext {
  signal: AbortSignal;
  onProgress(share: number): void;
}

/**
 * How a try of a stage ended. What it found is not kept by the stage itself: `save` writes it in the transaction
 * that also ends the stage and queues the next one, so that a stage happens once or not at all.
 */
export type StageOutcome =
  | {
      kind: 'done';
      /** Returns stored objects that thereby belong to no call any more: they are removed after the commit. */
      save(tx: Db): Promise<string[]>;
      /** Called once that is committed. */
      kept?(): void;
    }
  | { kind: 'waiting'; problem: PublicError };

/** One stage: may be run again at any time, and then comes to the same result. */
export type RunStage = (call: CallRow, parts: PipelineParts, context: StageContext) => Promise<StageOutcome>;
