-- Lists of households come in at the desk too. By what right an office keeps what is protected in one: null where only counts
-- are kept, else what it rests on and the number of the document.
alter table list_import add column basis text check (basis in ('consent', 'law'));
alter table list_import add column basis_document text;

-- How many households or people of a hamlet a list says are so: counts, no names. `kind` is poverty or ethnicity. The
-- newest list that was not taken back stands.
-- @distributed
create table hamlet_count (
  part bigint not null,
  hamlet uuid not null references unit (id),
  list uuid not null,
  kind text not null check (kind in ('poverty', 'ethnicity')),
  item text not null,
  count bigint not null,
  primary key (part, hamlet, list, kind, item)
);

-- What is protected of one household or resident: kept only from a list whose basis was recorded, gone with that list.
-- @distributed
create table restricted_value (
  part bigint not null,
  subject uuid not null,
  field text not null check (field in ('poverty', 'ethnicity', 'phone')),
  list uuid not null,
  hamlet uuid not null references unit (id),
  value text not null,
  primary key (part, subject, field, list)
);
create index restricted_value_list on restricted_value (part, list);
