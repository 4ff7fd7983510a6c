-- The centre's own documents, cut into passages that a search finds.
create table knowledge_documents (
  id uuid primary key,
  title text not null,
  file_name text not null,
  format text not null,
  size_bytes integer not null,
  -- SHA-256 of the file, in hex: the same file is not taken twice.
  content_hash text not null unique,
  added_at timestamptz not null,
  changed_at timestamptz not null
);

create table knowledge_passages (
  id uuid primary key,
  document_id uuid not null references knowledge_documents on delete cascade,
  position integer not null,
  headings text[] not null,
  text text not null,
  -- Headings weigh A, the title B, the text D; each word as its English stem and as it is written, for names and codes.
  words tsvector not null,
  unique (document_id, position)
);
create index knowledge_passages_words on knowledge_passages using gin (words) with (fastupdate = off);

-- What words there are, to find the one that was meant. In the order of their letters, whatever the locale says.
create table knowledge_vocabulary (
  word text collate "C" not null,
  document_id uuid not null references knowledge_documents on delete cascade,
  primary key (word, document_id)
);
create index knowledge_vocabulary_of_document on knowledge_vocabulary (document_id);

-- What the screen of an open call put before the call taker, and what became of it. It is told while the call is
-- open, before there is a row of the call; it goes with it all the same.
create table prompts (
  id uuid primary key,
  call_id uuid not null,
  kind text not null,
  -- What it is about, within its kind; with a grade, so that what gets worse is another prompt.
  code text not null,
  grade text not null,
  text text not null,
  shown_at_ms double precision not null,
  outcome text,
  outcome_at_ms double precision,
  unique (call_id, kind, code, grade)
);

create function remove_prompts_of_call() returns trigger language plpgsql as $$
begin
  delete from prompts where call_id = old.id;
  return null;
end $$;
create trigger prompts_go_with_call after delete on calls for each row execute function remove_prompts_of_call();
