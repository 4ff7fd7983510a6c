-- What was given to trainees to do. How far they are follows from their drills.
create table assignments (
  id uuid primary key,
  title text not null,
  note text not null,
  -- Ids of scenarios, in the order of a course.
  scenarios jsonb not null,
  in_order boolean not null,
  due_at timestamptz,
  seed jsonb not null,
  mode text,
  attempts integer,
  until text not null,
  -- The criterion of a call taker that is watched on real calls.
  watch jsonb,
  created_by text not null,
  created_at timestamptz not null,
  withdrawn_by text,
  withdrawn_at timestamptz
);
create index assignments_by_time on assignments (created_at desc);

create table assignment_trainees (
  assignment_id uuid not null references assignments on delete cascade,
  position integer not null,
  trainee text not null,
  reminded_by text,
  reminded_at timestamptz,
  primary key (assignment_id, position)
);
create index assignment_trainees_by_name on assignment_trainees (lower(trim(trainee)));
create index drills_of_assignment on drills (assignment_id) where assignment_id is not null;

-- What was decided about the level of a trainee: rows are added and never changed, and the newest says where they are.
create table trainee_levels (
  id uuid primary key,
  trainee text not null,
  from_level integer not null,
  -- What was proposed, or set by hand.
  to_level integer not null,
  decision text not null,
  comment text not null,
  by text not null,
  at timestamptz not null
);
create index trainee_levels_by_name on trainee_levels (lower(trim(trainee)), at desc);
