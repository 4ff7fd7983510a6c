-- Calls and everything known of them. Enumerated words (state, stage, role …) are text: the model checks them.
-- Instants are timestamptz; times on a call's own clock are milliseconds.

create table calls (
  id uuid primary key,
  source text not null,
  kind text,
  channel text not null,
  content_hash text not null unique,
  state text not null default 'queued',
  stage text,
  progress real,
  problem jsonb,
  title text,
  started_at timestamptz,
  received_at timestamptz not null,
  duration_ms double precision,
  agent text,
  customer_number text,
  queue text,
  direction text,
  language text,
  external_id text,
  -- Of the main evaluation.
  score double precision,
  band text,
  scorecard_id text,
  -- Kept in step with call_flags.
  flagged boolean not null default false
);

-- What came with a call, as it was given. Apart from `calls`, so that its rows stay narrow.
create table call_intakes (
  call_id uuid primary key references calls on delete cascade,
  metadata jsonb not null,
  transcript_file_name text,
  transcript_text text
);

create table call_files (
  call_id uuid not null references calls on delete cascade,
  purpose text not null,
  position integer not null,
  object_id text not null,
  file_name text,
  bytes bigint not null,
  sha256 text not null,
  sample_rate_hz integer,
  channels integer,
  primary key (call_id, purpose, position)
);

create table call_stages (
  call_id uuid not null references calls on delete cascade,
  stage text not null,
  state text not null default 'pending',
  tries integer not null default 0,
  started_at timestamptz,
  ended_at timestamptz,
  problem jsonb,
  primary key (call_id, stage)
);

-- Levels for drawing: per channel, one after the other, unsigned 16-bit big-endian, 65535 for full scale.
create table call_peaks (
  call_id uuid primary key references calls on delete cascade,
  step_ms double precision not null,
  channels integer not null,
  levels bytea not null
);

create table call_audio_notes (
  call_id uuid primary key references calls on delete cascade,
  notes jsonb not null
);

create table call_metrics (
  call_id uuid primary key references calls on delete cascade,
  metrics jsonb not null
);

create table legs (
  call_id uuid not null references calls on delete cascade,
  index integer not null,
  channel integer not null,
  mixed boolean not null,
  role text not null,
  role_source text not null,
  role_confidence real not null,
  certainty real not null,
  speech jsonb not null,
  primary key (call_id, index)
);

create table transcripts (
  call_id uuid primary key references calls on delete cascade,
  language text,
  engine text not null,
  -- By turn, then by word: [text, startMs, endMs, confidence]. json and not jsonb: it is only read whole, and
  -- compresses to half of what jsonb takes.
  words json
);

create table turns (
  call_id uuid not null references calls on delete cascade,
  index integer not null,
  leg integer not null,
  role text not null,
  start_ms double precision not null,
  end_ms double precision not null,
  text text not null,
  confidence real,
  primary key (call_id, index)
);

create table findings (
  call_id uuid not null references calls on delete cascade,
  -- The stage that noticed it: each stage replaces its own.
  stage text not null,
  position integer not null,
  kind text not null,
  type text not null,
  value text,
  status text,
  turn integer,
  char_start integer,
  char_end integer,
  start_ms double precision not null,
  end_ms double precision not null,
  confidence real not null,
  source text not null,
  primary key (call_id, stage, position)
);

create table evaluations (
  id uuid primary key,
  call_id uuid not null references calls on delete cascade,
  scorecard_id text not null,
  scorecard_version integer not null,
  scorecard_title text not null,
  score double precision,
  coverage double precision not null,
  band text,
  state text not null,
  weak jsonb not null,
  created_at timestamptz not null default clock_timestamp(),
  -- Set when a later judging on the same scorecard took its place.
  superseded_at timestamptz
);
create unique index evaluations_current on evaluations (call_id, scorecard_id) where superseded_at is null;
create index evaluations_of_call on evaluations (call_id);

create table marks (
  evaluation_id uuid not null references evaluations on delete cascade,
  position integer not null,
  criterion_id text not null,
  -- A word, or a rating from 1 to 5.
  answer jsonb not null,
  points double precision,
  weight double precision not null,
  source text not null,
  confidence double precision not null,
  reason text not null,
  evidence jsonb not null,
  primary key (evaluation_id, position)
);

create table flags (
  call_id uuid not null references calls on delete cascade,
  position integer not null,
  code text not null,
  severity text not null,
  reason text not null,
  scorecard_id text,
  criteria jsonb not null,
  primary key (call_id, position)
);

create table rejections (
  id uuid primary key,
  channel text not null,
  file_name text not null,
  problem jsonb not null,
  at timestamptz not null,
  dismissed_at timestamptz
);
create index rejections_open on rejections (at desc) where dismissed_at is null;

-- Small things that must outlive a restart, by name.
create table kept_values (
  key text primary key,
  value jsonb not null
);

-- Who works on jobs: the jobs of one that is not seen any more are given back.
create table workers (
  id text primary key,
  last_seen_at timestamptz not null
);
