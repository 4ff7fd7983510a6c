create table call_search (
  call_id uuid primary key references calls on delete cascade,
  words tsvector not null
);
create index call_search_words on call_search using gin (words);
