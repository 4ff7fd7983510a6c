import type { PublicError } from '../errors.ts';
import type { IncomingFile } from '../ingest/intake.ts';
import type { SourceSocket } from '../ingest/live-intake.ts';
import type { Training } from '../insights/training/training.ts';
import type { ByteSource } from '../lib/bytes.ts';
import type { Clock } from '../lib/clock.ts';
import type { Log } from '../log.ts';
import type { AgreementOverview } from '../model/agreement.ts';
import type {
  CallDetail,
  CallFacets,
  CallList,
  CallQuery,
  KeysOverview,
  LanguageModelList,
  LiveEvent,
  Peaks,
  Problem,
  QueueOverview,
  Received,
  SpeechOverview,
} from '../model/api.ts';
import type { Role } from '../model/call.ts';
import type { Debrief } from '../model/debrief.ts';
import type { HotWordLists, HotWordsInForce } from '../model/hot-words.ts';
import type { CallMetadata } from '../model/intake.ts';
import type { KnowledgeHits } from '../model/knowledge.ts';
import type {
  KeptRemark,
  LiveDetail,
  LiveFeedEvent,
  LiveRemark,
  LiveSummary,
  ServerLoad,
} from '../model/live.ts';
import type { Prompt, PromptReport } from '../model/prompt.ts';
import type { CallReview, ReviewQuery, ReviewQueue, ReviewRequest } from '../model/review.ts';
import type {
  NewScenarioDraft,
  NewTwin,
  ScenarioCheck,
  ScenarioDraftChange,
  ScenarioLibrary,
  ScenarioPublication,
  ScenarioTrial,
  ScenarioVersion,
  TriedScenario,
  TwinLook,
  TwinReview,
} from '../model/scenario-editing.ts';
import type { ScorecardOutline } from '../model/scorecard.ts';
import type {
  Backtest,
  DraftChange,
  GoldenCheck,
  NewDraft,
  Publication,
  ScorecardCheck,
  ScorecardLibrary,
  ScorecardPreview,
  ScorecardVersion,
} from '../model/scorecard-editing.ts';
import type { AlertDesk } from '../pipeline/alerts/desk.ts';
import type { Drills } from '../pipeline/drills/drills.ts';
import type { Knowledge } from '../pipeline/knowledge/knowledge.ts';

/** Stored audio of a call: interleaved signed 16-bit little-endian samples without a header. */
interface PlayableAudio {
  /** Changes when the bytes change: the id of the stored object. */
  objectId: string;
  source: ByteSource;
  sampleRateHz: number;
  channels: number;
  durationMs: number;
}

/** A file as it came in. */
export interface OriginalFile {
  objectId: string;
  source: ByteSource;
  fileName: string;
}

/** A text in any of the transcript formats, under the name its sender gave it. */
export interface GivenTranscript {
  fileName: string;
  text: string;
}

export interface CallParts {
  list(query: CallQuery): Promise<CallList>;
  detail(id: string): Promise<CallDetail | undefined>;
  facets(): Promise<CallFacets>;
  /** Undefined when the call has no stored audio. @throws call_not_found, object_* */
  audio(id: string): Promise<PlayableAudio | undefined>;
  /** The file at `position` (from 0) of those the call came in as; undefined when there is none. @throws call_not_found, object_* */
  original(id: string, position: number): Promise<OriginalFile | undefined>;
  /** Undefined when the call has no stored audio. @throws call_not_found, object_* */
  peaks(id: string): Promise<Peaks | undefined>;
  /** @throws call_not_found, conflict */
  retry(id: string): Promise<void>;
  /** @throws call_not_found, conflict, request_invalid when the number of roles is not that of the legs */
  changeRoles(id: string, roles: Role[]): Promise<void>;
  /** @throws call_not_found, conflict, transcript_malformed */
  attachTranscript(id: string, transcript: GivenTranscript): Promise<void>;
  /** Deletes the call and its files. @throws call_not_found */
  remove(id: string): Promise<void>;
}

/** A file that lies in the object store and belongs to no call yet. */
export interface StagedFile {
  token: string;
  fileName: string;
}

/** What a sender says of a call, before it is read. */
export interface GivenMetadata {
  /** Form fields by name, as text: `channels` is comma separated, `extra` is JSON. */
  fields: Record<string, string>;
  /** The text of a JSON sidecar. */
  sidecar?: string;
  /** In the order of the files; they may say something of the call too. */
  fileNames: string[];
}

/**
 * The ways in for uploads, in two steps: a form may name its fields after its files, so a file is stored before
 * it is known what is said of it. What was staged when the process dies is the object store's to clear away.
 */
export interface UploadParts {
  /** @throws metadata_invalid, metadata_unknown_key */
  parseMetadata(given: GivenMetadata): CallMetadata;
  /**
   * Reads `file.bytes` to its end and stores it. When it throws nothing of it is kept.
   * @throws audio_*, disk_full, storage_unavailable, and whatever `file.bytes` throws
   */
  stage(file: IncomingFile): Promise<StagedFile>;
  /**
   * Makes a call of one recording, or of two files that are its two legs. Takes the staged files over; when it
   * throws, each is discarded, gone already or not.
   * @throws audio_*, transcript_malformed, disk_full, storage_unavailable
   */
  receive(call: {
    channel: string;
    files: [StagedFile] | [StagedFile, StagedFile];
    metadata: CallMetadata;
    transcript?: GivenTranscript;
  }): Promise<Omit<Received, 'fileNames'>>;
  /** Removes a staged file; one that is gone already is no error. */
  discard(file: StagedFile): Promise<void>;
  /** Records a file that was not taken, so that somebody looks. */
  reject(rejection: { channel: string; fileName: string; problem: PublicError }): Promise<void>;
}

export interface ReviewParts {
  queue(query: ReviewQuery): Promise<ReviewQueue>;
  /** @throws call_not_found */
  ofCall(id: string): Promise<CallReview>;
  /**
   * @throws call_not_found, evaluation_not_found, conflict, review_conflict, release_blocked, comment_missing,
   *   request_invalid
   */
  decide(id: string, request: ReviewRequest): Promise<void>;
}

export interface QueueParts {
  overview(): Promise<QueueOverview>;
  /** Tries all failed calls again; resolves with how many. */
  retryFailed(): Promise<number>;
  /** Takes a rejection off the list; one that is gone already is no error. */
  dismissRejection(id: string): Promise<void>;
}

export interface SpeechParts {
  overview(): Promise<SpeechOverview>;
  /** Resolves once the download has begun; its progress shows in the overview. @throws model_unknown, conflict */
  pull(name: string): Promise<void>;
  /** @throws model_unknown */
  cancelPull(name: string): Promise<void>;
  /** Copies a model from a folder of this machine. @throws file_not_found, model_* */
  importFolder(folder: string, known: { languages?: string[] | undefined }): Promise<unknown>;
  /** @throws model_unknown, model_missing, conflict */
  remove(name: string): Promise<void>;
  hotWords(): HotWordsInForce;
  /** For what is heard from now on. */
  changeHotWords(lists: HotWordLists): Promise<void>;
}

/** Which version of which scorecard. */
export interface VersionAddress {
  scorecardId: string;
  version: number;
}

export interface ScorecardParts {
  /** Every version that can judge or did, of each scorecard the one in force first. */
  outlines(): Promise<ScorecardOutline[]>;
  library(): Promise<ScorecardLibrary>;
  /** @throws scorecard_version_not_found */
  version(address: VersionAddress): Promise<ScorecardVersion>;
  /** @throws scorecard_version_not_found, pack_not_found, scorecard_invalid */
  create(draft: NewDraft): Promise<ScorecardVersion>;
  /** @throws scorecard_version_not_found, scorecard_not_draft, scorecard_changed */
  save(address: VersionAddress, change: DraftChange): Promise<ScorecardVersion>;
  /** @throws scorecard_version_not_found, scorecard_not_draft */
  discard(address: VersionAddress): Promise<void>;
  /** @throws scorecard_version_not_found */
  check(address: VersionAddress, yaml: string): Promise<ScorecardCheck>;
  /** @throws scorecard_version_not_found, scorecard_invalid, call_not_found, call_without_transcript */
  preview(address: VersionAddress, asked: { yaml: string; callId: string }): Promise<ScorecardPreview>;
  /** @throws scorecard_version_not_found, scorecard_invalid */
  goldenCheck(address: VersionAddress, yaml: string): Promise<GoldenCheck>;
  /** @throws scorecard_version_not_found, scorecard_invalid */
  startBacktest(address: VersionAddress, asked: { yaml: string; calls: number }): Promise<Backtest>;
  /** @throws backtest_not_found */
  backtest(id: string): Backtest;
  /** @throws backtest_not_found */
  stopBacktest(id: string): void;
  /** @throws scorecard_version_not_found, scorecard_not_draft, scorecard_changed, scorecard_invalid, scorecard_golden_changed */
  publish(address: VersionAddress, publication: Publication): Promise<ScorecardVersion>;
  /** @throws scorecard_version_not_found, scorecard_not_published */
  archive(address: VersionAddress): Promise<ScorecardVersion>;
}

export interface KeyParts {
  overview(): KeysOverview;
  /** Begins to rewrap all objects under the writing master key, unless that is under way. */
  start(): void;
}

export interface LiveParts {
  list(): LiveSummary[];
  load(): ServerLoad;
  /** Undefined when no call of this id is open. */
  detail(id: string): LiveDetail | undefined;
  /** The last half minute of one leg at most, from `fromMs` on; undefined when no such call is open. */
  listen(
    id: string,
    leg: number,
    fromMs: number,
  ): { samples: Int16Array; startMs: number; sampleRateHz: number } | undefined;
  /** Undefined when no such call is open. */
  remark(id: string, remark: LiveRemark): KeptRemark | undefined;
  /** Serves a source of live audio for as long as it is connected. */
  serve(socket: SourceSocket): void;
  /** What happens in open calls, as `events` does it for stored ones. */
  feed(options: {
    signal: AbortSignal;
    afterId?: number;
  }): AsyncIterable<{ id: number; event: LiveFeedEvent }>;
}

export interface KnowledgeParts extends Omit<Knowledge, 'about' | typeof Symbol.asyncDispose> {
  /** What the documents say about an open call; undefined when no such call is open. */
  aboutCall(id: string, limit: number): Promise<KnowledgeHits | undefined>;
}

export interface PromptParts {
  /** Undefined when no such call is open. */
  report(callId: string, report: PromptReport): Promise<Prompt | undefined>;
  ofCall(callId: string): Promise<Prompt[]>;
}

/** Whether each thing the server cannot work without can be reached. */
export interface Readiness {
  ok: boolean;
  parts: Record<string, { ok: boolean; problem: Problem | null }>;
}

export interface ScenarioParts {
  library(): Promise<ScenarioLibrary>;
  version(address: ScenarioAddress): Promise<ScenarioVersion>;
  exported(address: ScenarioAddress): Promise<string>;
  create(draft: NewScenarioDraft): Promise<ScenarioVersion>;
  save(address: ScenarioAddress, change: ScenarioDraftChange): Promise<ScenarioVersion>;
  discard(address: ScenarioAddress): Promise<void>;
  check(address: ScenarioAddress, yaml: string): Promise<ScenarioCheck>;
  publish(address: ScenarioAddress, publication: ScenarioPublication): Promise<ScenarioVersion>;
  archive(address: ScenarioAddress): Promise<ScenarioVersion>;
  try(trial: ScenarioTrial): Promise<TriedScenario>;
  makeTwin(callId: string, twin: NewTwin): Promise<ScenarioVersion>;
  twin(address: ScenarioAddress): Promise<TwinReview>;
  approveTwin(address: ScenarioAddress, look: TwinLook): Promise<TwinReview>;
}

interface ScenarioAddress {
  id: string;
  version: number;
}

/** Everything the server needs of the rest. */
export interface HttpParts {
  calls: CallParts;
  uploads: UploadParts;
  scorecards: ScorecardParts;
  scenarios: ScenarioParts;
  agreement(): Promise<AgreementOverview>;
  queue: QueueParts;
  review: ReviewParts;
  speech: SpeechParts;
  keys: KeyParts;
  languageModels(): Promise<LanguageModelList>;
  live: LiveParts;
  alerts: AlertDesk;
  drills: Omit<Drills, 'recover' | typeof Symbol.asyncDispose>;
  knowledge: KnowledgeParts;
  prompts: PromptParts;
  training: Training;
  /** The debriefing as PDF. */
  printDebrief(debrief: Debrief): Promise<Buffer>;
  /**
   * Live events from now on, or from just after `afterId` as far back as they are kept. Must not wait for its
   * reader without bound.
   */
  events(options: { signal: AbortSignal; afterId?: number }): AsyncIterable<{ id: number; event: LiveEvent }>;
  ready(): Promise<Readiness>;
  /** The built dashboard; need not exist (yet). */
  dashboardFolder: string;
  version: string;
  clock: Clock;
  log: Log;
}
