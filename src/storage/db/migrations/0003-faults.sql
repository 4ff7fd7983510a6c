-- What the marks alone add up to, how grave the faults are, and what fails a call as a whole.
alter table evaluations
  add column raw_score double precision,
  add column faults jsonb not null default '{"critical": 0, "major": 0, "moderate": 0, "minor": 0}',
  add column auto_fails jsonb not null default '[]';
update evaluations set raw_score = score;
alter table marks
  add column fault text not null default 'none',
  add column items jsonb not null default '[]';
