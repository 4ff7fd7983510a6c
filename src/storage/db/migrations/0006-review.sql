-- Review by people. What judging found stays as it is; a mark a person answered stands beside it.
alter table marks add column standing jsonb;
alter table evaluations add column overturned jsonb not null default '[]';
update evaluations set state = 'resolved' where state = 'closed';
update marks set opinions = (
  select jsonb_agg(opinion || '{"person": null}') from jsonb_array_elements(opinions) as opinion
) where opinions <> '[]';

-- Who changed what and when: rows are added and never changed. They belong to a version of a scorecard and not to
-- one judging, so that a call that is judged again keeps them. Null for what is about the call's flags alone.
create table review_entries (
  id uuid primary key,
  call_id uuid not null references calls on delete cascade,
  scorecard_id text,
  scorecard_version integer,
  author text,
  event jsonb not null,
  score double precision,
  at timestamptz not null
);
create index review_entries_of_call on review_entries (call_id, id);
create index review_entries_of_marks on review_entries (scorecard_id, scorecard_version, call_id)
  where event ->> 'kind' = 'mark';

-- What waits for a person, worked out whenever a call is flagged or reviewed.
create table review_waits (
  call_id uuid not null references calls on delete cascade,
  position integer not null,
  reason text not null,
  -- 1 is the most urgent.
  urgency integer not null,
  scorecard_id text,
  criterion_ids jsonb not null,
  flags jsonb not null,
  text text not null,
  blocks_release boolean not null,
  since timestamptz not null,
  primary key (call_id, position)
);
create index review_waits_by_urgency on review_waits (urgency, since, call_id);
