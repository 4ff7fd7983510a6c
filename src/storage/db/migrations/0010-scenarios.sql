-- Versions of scenarios made in the dashboard, beside those that ship.
create table scenario_versions (
  id uuid primary key,
  scenario_id text not null,
  version integer not null,
  status text not null check (status in ('draft', 'published', 'archived')),
  title text not null,
  yaml text not null,
  -- SHA-256 of the text: who saves has to have seen what they replace.
  digest text not null,
  note text,
  author text,
  -- Raised whenever the version begins or ceases to be played. Their sum tells every process whether to read anew.
  revision integer not null default 0,
  -- Made of a real call: published only with an approval of this very text. When the call is deleted, so is the way
  -- back to it.
  twin boolean not null default false,
  twin_of uuid references calls (id) on delete set null,
  left_out jsonb,
  approval jsonb,
  created_at timestamptz not null default clock_timestamp(),
  changed_at timestamptz not null default clock_timestamp(),
  published_at timestamptz,
  archived_at timestamptz,
  unique (scenario_id, version)
);
create index scenario_versions_twin on scenario_versions (twin_of) where twin_of is not null;
