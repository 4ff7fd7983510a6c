-- Lists and search. Figures are of 100,000 calls with 3 million turns in the embedded server on two cores
-- (`npm run bench -- search`): with what follows, 95 of 100 lists take up to 25 ms and searches up to 46 ms.

-- The order of each sort, from both ends. A sort's nulls come last either way, and are walked by id.
create index calls_by_received_at on calls (received_at, id);
create index calls_by_started_at on calls (started_at, id);
create index calls_by_duration_ms on calls (duration_ms, id);
create index calls_by_score on calls (score, id);
-- The filters that pick few calls.
create index calls_by_agent on calls (agent, received_at, id);
create index calls_by_queue on calls (queue, received_at, id);
create index calls_by_time on calls (coalesce(started_at, received_at));
create index calls_unfinished on calls (state, received_at, id) where state <> 'done';
create index calls_flagged on calls (received_at, id) where flagged;

-- The words of a text as search knows them. Typographic marks are no part of a word, whatever the locale says.
create function spoken_words(spoken text) returns tsvector
  language sql immutable strict parallel safe
  return to_tsvector('english', translate(spoken, '’‘“”…–—', '''''     '));

-- A lexeme for every two words that follow each other: their hash in 16 bits, behind a sign no word begins with.
-- An index of words knows no order: without these a phrase of two frequent words ("credit card") had its order
-- looked up in every call that holds both, 14 µs each. Of the pairs themselves there are too many: the index took
-- 930 MB and four minutes to build, with hashes it takes 137 MB and 44 s, for 300 calls looked at in vain.
-- A tsvector drops what comes twice.
create function word_pairs(words tsvector) returns text[]
  language sql immutable strict parallel safe
  return (
    select array_agg('#' || to_hex(hashtextextended(lexeme || ' ' || next, 0) & 65535))
    from (
      select lexeme, lead(lexeme) over (order by position, lexeme) as next
      from unnest(words) as word (lexeme, positions, weights), unnest(positions) as position
    ) as followed
    where next is not null
  );

create function search_words(spoken text) returns tsvector
  language sql immutable strict parallel safe
  return (
    select words || array_to_tsvector(coalesce(word_pairs(words), '{}')) from spoken_words(spoken) as words
  );

-- What a phrase demands beside its words: every pair in it.
create function phrase_query(phrase text) returns tsquery
  language sql immutable strict parallel safe
  return (
    select coalesce(string_agg(quote_literal(pair), ' & '), '')::tsquery
    from unnest(word_pairs(spoken_words(phrase))) as pair
  );

-- One row for each call with a transcript: its words, and copies of what lists filter and sort by. The copies save
-- a visit to `calls` for each match (1.5 µs, of up to 100,000). None of them is indexed but those that never
-- change, so that changing them leaves the index of words alone.
create table call_search (
  call_id uuid primary key references calls on delete cascade,
  received_at timestamptz not null,
  started_at timestamptz,
  duration_ms double precision,
  score double precision,
  state text not null,
  source text not null,
  kind text,
  agent text,
  queue text,
  flagged boolean not null,
  words tsvector not null
) with (fillfactor = 90);
-- Uncompressed and out of line: rows stay narrow, and looking into the words of one takes no decompression.
alter table call_search alter column words set storage external;
-- Statistics on the 1,000 most frequent words decide between this index and a filter's.
alter table call_search alter column words set statistics 1000;

-- Every entry goes where it belongs at once: a list of pending entries would be read by every search.
create index call_search_words on call_search using gin (words) with (fastupdate = off);
create index call_search_agent on call_search (agent);
create index call_search_queue on call_search (queue);

create function copy_to_call_search() returns trigger language plpgsql as $$
begin
  update call_search set
    received_at = new.received_at, started_at = new.started_at, duration_ms = new.duration_ms, score = new.score,
    state = new.state, source = new.source, kind = new.kind, agent = new.agent, queue = new.queue,
    flagged = new.flagged
  where call_id = new.id;
  return null;
end $$;

create trigger calls_copy_to_call_search
  after update of received_at, started_at, duration_ms, score, state, source, kind, agent, queue, flagged on calls
  for each row
  when (
    (old.received_at, old.started_at, old.duration_ms, old.score, old.state, old.source, old.kind, old.agent,
      old.queue, old.flagged)
    is distinct from
    (new.received_at, new.started_at, new.duration_ms, new.score, new.state, new.source, new.kind, new.agent,
      new.queue, new.flagged)
  )
  execute function copy_to_call_search();
