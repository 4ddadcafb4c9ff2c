-- Teams also meet many people at once: village meetings, help points, duty shifts, broadcasts. They stand beside the visits
-- and have no household. A check cannot be widened on both engines, so the column is made anew: until now all were visits.
alter table activity drop column kind;
alter table activity add column kind text not null default 'visit'
  check (kind in ('visit', 'meeting', 'help_point', 'duty', 'broadcast'));

-- Words of the catalogue, null or empty where nothing was said. `partners` and `topics` are JSON lists of codes.
alter table activity add column channel text;
alter table activity add column place text;
alter table activity add column place_note text not null default '';
alter table activity add column partners text not null default '[]';
alter table activity add column topics text not null default '[]';

-- Stated by the team, null where nobody counted: who came, how many times somebody was helped, files that were handed in.
alter table activity add column came bigint;
alter table activity add column contacts bigint;
alter table activity add column files bigint;
create index activity_group on activity (part, id) where kind <> 'visit';

-- What can be picked when a group activity is told: where it was, with whom, over what, about what besides the skills.
-- @reference
create table activity_word (
  kind text not null check (kind in ('place', 'partner', 'channel', 'topic')),
  code text not null,
  position bigint not null,
  name_vi text not null,
  name_en text not null,
  since text not null,
  until text,
  revision bigint not null,
  primary key (kind, code)
);
