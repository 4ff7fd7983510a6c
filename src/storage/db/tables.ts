import type { ColumnType, Generated, Kysely } from 'kysely';
import type { PublicError } from '../../errors.ts';
import type { Alert, AlertRuleChange, DeliveryState, Signal, Verdict } from '../../model/alert.ts';
import type { StageRecord } from '../../model/api.ts';
import type { CallState, Direction, Kind, Role, RoleSource, Source, Span, Stage } from '../../model/call.ts';
import type { DrillScore, EndReason, ScenarioOutline } from '../../model/drill.ts';
import type { CallerWords } from '../../model/drill-phrasing.ts';
import type { DrillMode, DrillPhase, DrillSummary } from '../../model/drills.ts';
import type { CallMetadata } from '../../model/intake.ts';
import type {
  Answer,
  AutoFail,
  EvaluationState,
  Evidence,
  FaultClass,
  FaultCounts,
  Finding,
  Mark,
  MarkItem,
  MarkSource,
  Opinion,
  Severity,
} from '../../model/judgement.ts';
import type { DocumentFormat } from '../../model/knowledge.ts';
import type { CallMetrics } from '../../model/metrics.ts';
import type { PromptKind, PromptOutcome } from '../../model/prompt.ts';
import type { ReviewEntry, ReviewReason } from '../../model/review.ts';
import type { TwinApproval } from '../../model/scenario-editing.ts';
import type { LevelDecision } from '../../model/skills.ts';
import type { NewAssignment, SeedPolicy, Watch } from '../../model/training.ts';

/** A json column: read as a value, written as the text `toJson` makes. */
type Json<T> = ColumnType<T, string, string>;
type Optional<T> = ColumnType<T | null, T | null | undefined, T | null>;

export interface CallsTable {
  id: string;
  source: Source;
  kind: Optional<Kind>;
  channel: string;
  content_hash: string;
  state: ColumnType<CallState, CallState | undefined, CallState>;
  stage: Optional<Stage>;
  progress: Optional<number>;
  problem: ColumnType<PublicError | null, string | null | undefined, string | null>;
  title: Optional<string>;
  started_at: Optional<Date>;
  received_at: Date;
  duration_ms: Optional<number>;
  agent: Optional<string>;
  customer_number: Optional<string>;
  queue: Optional<string>;
  direction: Optional<Direction>;
  language: Optional<string>;
  external_id: Optional<string>;
  score: Optional<number>;
  band: Optional<string>;
  scorecard_id: Optional<string>;
  flagged: Generated<boolean>;
}

interface CallIntakesTable {
  call_id: string;
  metadata: Json<CallMetadata>;
  transcript_file_name: string | null;
  transcript_text: string | null;
}

export type FilePurpose = 'original' | 'audio';

interface CallFilesTable {
  call_id: string;
  purpose: FilePurpose;
  position: number;
  object_id: string;
  file_name: string | null;
  /** bigint: the driver reads it as text. */
  bytes: ColumnType<string, number, number>;
  sha256: string;
  sample_rate_hz: number | null;
  channels: number | null;
}

interface CallStagesTable {
  call_id: string;
  stage: Stage;
  state: Generated<StageRecord['state']>;
  tries: Generated<number>;
  started_at: Optional<Date>;
  ended_at: Optional<Date>;
  problem: ColumnType<PublicError | null, string | null | undefined, string | null>;
}

interface CallPeaksTable {
  call_id: string;
  step_ms: number;
  channels: number;
  levels: Buffer;
}

interface CallAudioNotesTable {
  call_id: string;
  notes: Json<unknown>;
}

interface CallMetricsTable {
  call_id: string;
  metrics: Json<CallMetrics>;
}

interface LegsTable {
  call_id: string;
  index: number;
  channel: number;
  mixed: boolean;
  role: Role;
  role_source: RoleSource;
  role_confidence: number;
  certainty: number;
  speech: Json<Span[]>;
}

/** One word as stored: text, startMs, endMs, confidence. */
export type StoredWord = [string, number, number, number | null];

interface TranscriptsTable {
  call_id: string;
  language: string | null;
  engine: string;
  words: ColumnType<StoredWord[][] | null, string | null, string | null>;
}

interface TurnsTable {
  call_id: string;
  index: number;
  leg: number;
  role: Role;
  start_ms: number;
  end_ms: number;
  text: string;
  confidence: number | null;
}

interface FindingsTable {
  call_id: string;
  stage: Stage;
  position: number;
  kind: string;
  type: string;
  value: string | null;
  status: Finding['status'];
  turn: number | null;
  char_start: number | null;
  char_end: number | null;
  start_ms: number;
  end_ms: number;
  confidence: number;
  source: MarkSource;
}

interface EvaluationsTable {
  id: string;
  call_id: string;
  scorecard_id: string;
  scorecard_version: number;
  scorecard_title: string;
  score: number | null;
  raw_score: Optional<number>;
  coverage: number;
  band: string | null;
  faults: Json<FaultCounts>;
  auto_fails: Json<AutoFail[]>;
  state: EvaluationState;
  weak: Json<string[]>;
  /** Ids of auto-fails that two people found not to stand. */
  overturned: ColumnType<string[], string | undefined, string>;
  created_at: Generated<Date>;
  superseded_at: Optional<Date>;
}

interface MarksTable {
  evaluation_id: string;
  position: number;
  criterion_id: string;
  answer: Json<Answer>;
  points: number | null;
  weight: number;
  source: MarkSource;
  confidence: number;
  reason: string;
  evidence: Json<Evidence[]>;
  fault: FaultClass;
  items: Json<MarkItem[]>;
  opinions: Json<Opinion[]>;
  /** The mark as it stands where a person answered; null where the machine's does. */
  standing: ColumnType<Mark | null, string | null | undefined, string | null>;
}

interface ReviewEntriesTable {
  id: string;
  call_id: string;
  scorecard_id: string | null;
  scorecard_version: number | null;
  author: string | null;
  event: Json<ReviewEntry['event']>;
  score: number | null;
  at: Date;
}

interface ReviewWaitsTable {
  call_id: string;
  position: number;
  reason: ReviewReason;
  urgency: number;
  scorecard_id: string | null;
  criterion_ids: Json<string[]>;
  flags: Json<string[]>;
  text: string;
  blocks_release: boolean;
  since: Date;
}

export interface ModelCallsTable {
  id: string;
  provider: string;
  model: string;
  outcome: string;
  input_tokens: number;
  output_tokens: number;
  cost: number;
  took_ms: number;
  at: Date;
}

export type VersionStatus = 'draft' | 'published' | 'archived';

/** What versions of all texts made in the dashboard have. */
export interface TextVersionsTable {
  id: string;
  version: number;
  status: VersionStatus;
  title: string;
  yaml: string;
  digest: string;
  note: Optional<string>;
  author: Optional<string>;
  revision: Generated<number>;
  created_at: Generated<Date>;
  changed_at: Generated<Date>;
  published_at: Optional<Date>;
  archived_at: Optional<Date>;
}

export interface ScorecardVersionsTable extends TextVersionsTable {
  pack_id: string;
  scorecard_id: string;
  /** What it uses, as it was when it was published; null for a draft. */
  uses: ColumnType<unknown, string | null | undefined, string | null>;
}

export interface ScenarioVersionsTable extends TextVersionsTable {
  scenario_id: string;
  /** Made of a real call, and not to be published before somebody has looked at it. */
  twin: Generated<boolean>;
  /** That call; null when it is gone, and for what is no twin. */
  twin_of: Optional<string>;
  /** Turns of the call of which something was left out. */
  left_out: ColumnType<number[] | null, string | null | undefined, string | null>;
  /** Who looked at which text of it. */
  approval: ColumnType<TwinApproval | null, string | null | undefined, string | null>;
}

interface FlagsTable {
  call_id: string;
  position: number;
  code: string;
  severity: Severity;
  reason: string;
  scorecard_id: string | null;
  criteria: Json<string[]>;
}

export interface AlertsTable {
  id: string;
  rule_id: string;
  title: string;
  severity: Severity;
  team: string;
  state: ColumnType<Alert['state'], Alert['state'] | undefined, Alert['state']>;
  reason: string;
  call_id: string;
  call_title: string | null;
  source: Source;
  kind: Kind | null;
  at_ms: number;
  turn: number | null;
  same_key: string;
  raised_at: Date;
  last_at: Date;
  repeats: Generated<number>;
  acknowledged_at: Optional<Date>;
  acknowledged_by: Optional<string>;
  resolved_at: Optional<Date>;
  escalated_at: Optional<Date>;
  call_ended_at: Optional<Date>;
}

interface AlertFeedbackTable {
  alert_id: string;
  verdict: Verdict;
  author: string | null;
  at: Date;
}

export interface AlertDeliveriesTable {
  id: string;
  alert_id: string;
  channel: string;
  signal: Signal;
  state: ColumnType<DeliveryState, DeliveryState | undefined, DeliveryState>;
  tries: Generated<number>;
  next_try_at: Optional<Date>;
  sent_at: Optional<Date>;
  problem: ColumnType<PublicError | null, string | null | undefined, string | null>;
  created_at: Date;
}

interface AlertRulesTable {
  rule_id: string;
  change: Json<AlertRuleChange>;
  author: string | null;
  changed_at: Date;
}

export interface DrillsTable {
  id: string;
  scenario_id: string;
  scenario: Json<ScenarioOutline>;
  scenario_version: number;
  scenario_digest: Optional<string>;
  mode: DrillMode;
  seed: number;
  voice: string;
  words: Generated<CallerWords>;
  trainee: string;
  assignment_id: string | null;
  phase: ColumnType<DrillPhase, DrillPhase | undefined, DrillPhase>;
  call_id: Optional<string>;
  created_at: Date;
  answered_at: Optional<Date>;
  ended_at: Optional<Date>;
  duration_ms: Generated<number>;
  ended: Optional<EndReason>;
  total: Optional<number>;
  result: Optional<DrillScore['result']>;
  report: ColumnType<unknown, string | null | undefined, string | null>;
  signed_off: ColumnType<DrillSummary['signedOff'], string | null | undefined, string | null>;
  exemplary: Generated<boolean>;
}

interface DrillEventsTable {
  drill_id: string;
  seq: number;
  at_ms: number;
  event: Json<unknown>;
  at: Date;
}

export interface KnowledgeDocumentsTable {
  id: string;
  title: string;
  file_name: string;
  format: DocumentFormat;
  size_bytes: number;
  content_hash: string;
  added_at: Date;
  changed_at: Date;
}

interface KnowledgePassagesTable {
  id: string;
  document_id: string;
  position: number;
  headings: string[];
  text: string;
  /** A tsvector. */
  words: string;
}

interface KnowledgeVocabularyTable {
  word: string;
  document_id: string;
}

export interface PromptsTable {
  id: string;
  call_id: string;
  kind: PromptKind;
  code: string;
  grade: string;
  text: string;
  shown_at_ms: number;
  outcome: Optional<PromptOutcome>;
  outcome_at_ms: Optional<number>;
}

interface TraineeLevelsTable {
  id: string;
  trainee: string;
  from_level: number;
  to_level: number;
  decision: LevelDecision['decision'];
  comment: string;
  by: string;
  at: Date;
}

export interface AssignmentsTable {
  id: string;
  title: string;
  note: string;
  scenarios: Json<string[]>;
  in_order: boolean;
  due_at: Optional<Date>;
  seed: Json<SeedPolicy>;
  mode: NewAssignment['mode'];
  attempts: number | null;
  until: NewAssignment['until'];
  watch: ColumnType<Watch | null, string | null, string | null>;
  created_by: string;
  created_at: Date;
  withdrawn_by: Optional<string>;
  withdrawn_at: Optional<Date>;
}

export interface AssignmentTraineesTable {
  assignment_id: string;
  position: number;
  trainee: string;
  reminded_by: Optional<string>;
  reminded_at: Optional<Date>;
}

interface RejectionsTable {
  id: string;
  channel: string;
  file_name: string;
  problem: Json<PublicError>;
  at: Date;
  dismissed_at: Optional<Date>;
}

interface KeptValuesTable {
  key: string;
  value: Json<unknown>;
}

interface WorkersTable {
  id: string;
  last_seen_at: Date;
}

/**
 * The tables, as Kysely sees them. The truth is `migrations/`. `call_search` is left out: it is only ever written and
 * read in plain SQL.
 */
export interface Tables {
  calls: CallsTable;
  call_intakes: CallIntakesTable;
  call_files: CallFilesTable;
  call_stages: CallStagesTable;
  call_peaks: CallPeaksTable;
  call_audio_notes: CallAudioNotesTable;
  call_metrics: CallMetricsTable;
  legs: LegsTable;
  transcripts: TranscriptsTable;
  turns: TurnsTable;
  findings: FindingsTable;
  evaluations: EvaluationsTable;
  marks: MarksTable;
  flags: FlagsTable;
  scorecard_versions: ScorecardVersionsTable;
  scenario_versions: ScenarioVersionsTable;
  review_entries: ReviewEntriesTable;
  review_waits: ReviewWaitsTable;
  model_calls: ModelCallsTable;
  alerts: AlertsTable;
  alert_feedback: AlertFeedbackTable;
  alert_deliveries: AlertDeliveriesTable;
  alert_rules: AlertRulesTable;
  drills: DrillsTable;
  drill_events: DrillEventsTable;
  knowledge_documents: KnowledgeDocumentsTable;
  knowledge_passages: KnowledgePassagesTable;
  knowledge_vocabulary: KnowledgeVocabularyTable;
  prompts: PromptsTable;
  assignments: AssignmentsTable;
  assignment_trainees: AssignmentTraineesTable;
  trainee_levels: TraineeLevelsTable;
  rejections: RejectionsTable;
  kept_values: KeptValuesTable;
  workers: WorkersTable;
}

/** What every query takes last: the database, or a transaction under way. */
export type Db = Kysely<Tables>;
