-- Two households, or two people of one, that turned out to be the same. Facts keep the id that they were recorded under;
-- `merged_into` says which one they count as now: always the one that stands, however many merges lie between. It follows
-- from the merges below that were not undone, so that an undo is exact.
alter table household add column merged_into uuid;
alter table resident add column merged_into uuid;
create index household_merged on household (part, merged_into) where merged_into is not null;
create index resident_merged on resident (part, id) where merged_into is not null;

-- One row a `household.merge`, called by its operation. `household` went into `into_household`; both are the same where only
-- people were joined. `residents` is JSON: [[who, who they are], …].
-- @distributed
create table household_merge (
  part bigint not null,
  id uuid not null,
  hamlet uuid not null,
  household uuid not null,
  into_household uuid not null,
  residents text not null,
  day text not null,
  account uuid not null,
  made_at bigint not null,
  undone_at bigint,
  undone_by uuid,
  primary key (part, id)
);
create index household_merge_from on household_merge (part, household);
create index household_merge_into on household_merge (part, into_household);
create index household_merge_hamlet on household_merge (part, hamlet, made_at);

-- Somebody looked at two that seemed the same and said that they are not. `one` is the smaller id. Who said so, and when, is
-- in the operation.
-- @distributed
create table duplicate_apart (
  part bigint not null,
  one uuid not null,
  other uuid not null,
  hamlet uuid not null,
  operation uuid not null,
  primary key (part, one, other)
);
create index duplicate_apart_hamlet on duplicate_apart (part, hamlet);

-- How a conflict was settled: which of its values stands, and who said so.
alter table conflict add column settled_by uuid;
alter table conflict add column settled_value text check (settled_value in ('kept', 'lost'));
