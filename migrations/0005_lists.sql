-- Lists that came in from an office's spreadsheet: which file, by whom, and what each of its rows became. So every value
-- knows where it came from, and a list can be taken back within a day.
-- @distributed
create table list_import (
  part bigint not null,
  id uuid not null,
  unit uuid not null,
  kind text not null,
  file_name text not null,
  file_hash text not null,
  at bigint not null,
  account uuid,
  created bigint not null,
  changed bigint not null,
  teams text not null,
  undone_at bigint,
  undone_by uuid,
  primary key (part, id)
);
create index list_import_unit on list_import (part, unit, at);

-- `subject` is the membership; `before` and `after` are it in full, `phone` the number that it brought, so that taking back
-- is exact.
-- @distributed
create table list_import_row (
  part bigint not null,
  list uuid not null,
  subject uuid not null,
  sheet text not null,
  source_row bigint not null,
  before text,
  after text not null,
  phone text,
  primary key (part, list, subject)
);
create index list_import_row_subject on list_import_row (part, subject);

-- What an officer said that a heading means, remembered for that office and kind of list.
-- @distributed
create table list_heading (
  part bigint not null,
  unit uuid not null,
  kind text not null,
  heading text not null,
  meaning text not null,
  primary key (part, unit, kind, heading)
);
