-- Drills. What happened in one is its events, added and never changed; the row says what lists need, and once it has
-- ended what it came to. What the scenario was is kept with it: its file may change.
create table drills (
  id uuid primary key,
  scenario_id text not null,
  scenario jsonb not null,
  scenario_version integer not null,
  mode text not null,
  seed integer not null,
  voice text not null,
  trainee text not null,
  assignment_id uuid,
  phase text not null default 'ringing',
  -- The call it is, open or stored.
  call_id uuid,
  created_at timestamptz not null,
  answered_at timestamptz,
  ended_at timestamptz,
  duration_ms double precision not null default 0,
  ended text,
  total double precision,
  result text,
  report jsonb,
  signed_off jsonb,
  exemplary boolean not null default false
);
create index drills_by_time on drills (id desc);
create index drills_of_trainee on drills (trainee, id desc);
create index drills_of_scenario on drills (scenario_id, id desc);
create index drills_not_ended on drills (phase) where phase <> 'ended';
create index drills_of_call on drills (call_id);

create table drill_events (
  drill_id uuid not null references drills on delete cascade,
  seq integer not null,
  -- On the clock of the drill.
  at_ms double precision not null,
  event jsonb not null,
  at timestamptz not null,
  primary key (drill_id, seq)
);

-- A call that is deleted takes the words of its drill with it; that there was one, and its score, stay.
create function strip_drill_of_call() returns trigger language plpgsql as $$
begin
  delete from drill_events where drill_id in (select id from drills where call_id = old.id);
  update drills set call_id = null, report = null where call_id = old.id;
  return null;
end $$;
create trigger drills_lose_call after delete on calls for each row execute function strip_drill_of_call();
