-- Who looks after a household: a membership of its hamlet's team.
alter table household add column keeper uuid;

-- The founding decision stays with its team; this is the end of its term.
alter table team add column decision_until text;

-- Decisions after the founding one. `revision` rises with every change.
-- @distributed
create table decision (
  part bigint not null,
  id uuid not null,
  team uuid not null,
  kind text not null check (kind in ('renewal', 'members', 'dissolution')),
  number text not null,
  day text not null,
  issuer text,
  valid_until text,
  revision bigint not null default 1,
  primary key (part, id),
  foreign key (part, team) references team (part, id)
);
create index decision_team on decision (part, team);

-- The paper of a decision, in base64. The founding decision goes by the id of its team.
-- @distributed
create table decision_file (
  part bigint not null,
  decision uuid not null,
  name text not null,
  type text not null,
  bytes bigint not null,
  content text not null,
  at bigint not null,
  account uuid,
  primary key (part, decision)
);

-- The number that a row of a list gave, also where it names somebody else: two people cannot sign in by one.
alter table list_import_row add column given text;
