-- Figures that other offices have and send: the police, the service centre, statistics. They are only ever added to: a
-- correction is the next revision, and one without a value takes the figure back. `as_of` is the last day that it covers,
-- `sender` the name of whoever entered it, as it was then.
-- @distributed
create table entered_figure (
  part bigint not null,
  unit uuid not null,
  indicator text not null,
  item text not null,
  period text not null,
  revision bigint not null,
  as_of text not null,
  value bigint,
  document text not null,
  sender text not null,
  account uuid not null,
  at bigint not null,
  primary key (part, unit, indicator, item, period, revision)
);
