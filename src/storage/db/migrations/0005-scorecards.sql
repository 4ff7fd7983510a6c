-- Versions of scorecards made in the dashboard, beside those of the packs' files.
create table scorecard_versions (
  id uuid primary key,
  pack_id text not null,
  scorecard_id text not null,
  version integer not null,
  status text not null check (status in ('draft', 'published', 'archived')),
  title text not null,
  yaml text not null,
  -- SHA-256 of the text: who saves has to have seen what they replace.
  digest text not null,
  -- The files it uses, as they were when it was published: later changes of the pack do not change its marks.
  uses jsonb,
  note text,
  author text,
  -- Raised whenever the version begins or ceases to judge. Their sum tells every process whether to read anew.
  revision integer not null default 0,
  created_at timestamptz not null default clock_timestamp(),
  changed_at timestamptz not null default clock_timestamp(),
  published_at timestamptz,
  archived_at timestamptz,
  unique (scorecard_id, version),
  check ((status = 'draft') = (uses is null))
);
