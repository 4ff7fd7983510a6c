-- What the scenario was by its content: what ships may change without another version. Of earlier drills nobody knows.
alter table drills add column scenario_digest text;
