-- How an office lays its lists out, as its last file had it: titles, headings, columns, where hamlets stand. Words of forms
-- only, nothing of people; what goes out again looks as it came in.
-- @distributed
create table list_layout (
  part bigint not null,
  unit uuid not null,
  kind text not null,
  body text not null,
  primary key (part, unit, kind)
);
