-- What somebody is told of at once. An alert may be raised before its call is kept, so it does not refer to the row
-- of the call; it goes with it all the same.
create table alerts (
  id uuid primary key,
  rule_id text not null,
  title text not null,
  severity text not null,
  team text not null,
  state text not null default 'open',
  reason text not null,
  call_id uuid not null,
  call_title text,
  source text not null,
  kind text,
  at_ms double precision not null,
  turn integer,
  -- What counts as the same again.
  same_key text not null,
  raised_at timestamptz not null,
  last_at timestamptz not null,
  repeats integer not null default 0,
  acknowledged_at timestamptz,
  acknowledged_by text,
  resolved_at timestamptz,
  escalated_at timestamptz,
  -- Of an open call: when it ended.
  call_ended_at timestamptz
);
create index alerts_by_time on alerts (raised_at desc, id desc);
create index alerts_not_resolved on alerts (state, severity) where state <> 'resolved';
create index alerts_of_call on alerts (call_id);
create index alerts_same on alerts (same_key, last_at);
create index alerts_of_rule on alerts (rule_id, raised_at);

create table alert_feedback (
  alert_id uuid primary key references alerts on delete cascade,
  verdict text not null,
  author text,
  at timestamptz not null
);

-- Written together with what it tells of, before anything is sent: word of an alert arrives at least once.
create table alert_deliveries (
  id uuid primary key,
  alert_id uuid not null references alerts on delete cascade,
  channel text not null,
  signal text not null,
  state text not null default 'pending',
  tries integer not null default 0,
  next_try_at timestamptz,
  sent_at timestamptz,
  problem jsonb,
  created_at timestamptz not null,
  unique (alert_id, channel, signal)
);
create index alert_deliveries_by_channel on alert_deliveries (channel, state);
create index alert_deliveries_dead on alert_deliveries (alert_id) where state = 'dead';

-- What of a rule was set on top of its file.
create table alert_rules (
  rule_id text primary key,
  change jsonb not null,
  author text,
  changed_at timestamptz not null
);

create function remove_alerts_of_call() returns trigger language plpgsql as $$
begin
  delete from alerts where call_id = old.id;
  return null;
end $$;
create trigger alerts_go_with_call after delete on calls for each row execute function remove_alerts_of_call();
