-- What rule and model each said of a criterion, and what asking models cost. No words of a call.
alter table marks add column opinions jsonb not null default '[]';

create table model_calls (
  id uuid primary key,
  provider text not null,
  model text not null,
  outcome text not null,
  input_tokens integer not null,
  output_tokens integer not null,
  cost double precision not null,
  took_ms double precision not null,
  at timestamptz not null
);
create index model_calls_of_day on model_calls (provider, model, at);
