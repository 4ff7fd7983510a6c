-- Who puts what the caller says into words: the lines of the scenario as they are written, or a language model.
alter table drills add column words text not null default 'written';
