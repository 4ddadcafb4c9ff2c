-- The schema that everything stands on. One text for SQLite and PostgreSQL; the rules that keep it fit for a
-- sharded cluster are in ARCHITECTURE.md ("Growing past one machine") and held by crates/db/tests/schema_rules.rs.
--
-- A line "-- @reference" or "-- @distributed" stands before each table: reference tables are small, written rarely
-- and copied to every node; distributed tables belong to one `part`, which leads every key.
-- Instants are microseconds since 1970 (`*_at`), days are 'YYYY-MM-DD' text, ids are UUIDv7, flags are 0/1 in bigint.
-- Statements end with a semicolon at the end of a line; the runner sends them one by one.

-- ---------------------------------------------------------------- installation

-- One row a fact about this database: epoch, map_in_force, safe_through, server keys.
-- @reference
create table installation (
  key text primary key,
  value text not null
);

-- Guessing is throttled by counting attempts in a window; rows are overwritten, never read for anything else.
-- @reference
create table attempt (
  bucket text primary key,
  window_start_at bigint not null,
  count bigint not null
);

-- ---------------------------------------------------------------- places

-- A part is given once, one for each province of the day the atom was made, and means nothing by itself.
-- @reference
create table part (
  part bigint primary key,
  province_code text not null,
  made_at bigint not null
);

-- A unit is one node of the administrative tree on one map. (code, vintage) names it; hamlets have no code.
-- @reference
create table unit (
  id uuid primary key,
  tier text not null check (tier in ('country', 'province', 'district', 'commune', 'hamlet')),
  code text,
  vintage bigint,
  part bigint not null,
  kind text not null,
  valid_from text not null,
  valid_to text not null default '9999-12-31'
);
create unique index unit_code on unit (code, vintage);

-- @reference
create table unit_name (
  unit uuid not null references unit (id),
  valid_from text not null,
  valid_to text not null default '9999-12-31',
  name text not null,
  full_name text not null,
  search text not null,
  sort_key text not null,
  primary key (unit, valid_from)
);
create index unit_name_search on unit_name (search);

-- The closure of the tree, one for each map (2024, 2025), a unit being its own ancestor at depth 0.
-- No other table stores ancestors.
-- @reference
create table unit_link (
  map bigint not null,
  unit uuid not null references unit (id),
  ancestor uuid not null references unit (id),
  depth bigint not null,
  valid_from text not null,
  valid_to text not null default '9999-12-31',
  primary key (map, unit, ancestor, valid_from)
);
create index unit_link_down on unit_link (map, ancestor, depth);

-- @reference
create table unit_succession (
  predecessor uuid not null references unit (id),
  successor uuid not null references unit (id),
  relation text not null,
  day text not null,
  decision text not null,
  is_default bigint not null,
  note text not null,
  primary key (predecessor, successor)
);
create index unit_succession_back on unit_succession (successor);

-- The smallest piece of land that was never split: a hamlet at first.
-- @distributed
create table atom (
  part bigint not null,
  id uuid not null,
  unit uuid not null references unit (id),
  made_on text not null,
  closed_on text,
  primary key (part, id)
);
create index atom_unit on atom (part, unit);

-- ---------------------------------------------------------------- people and access

-- @distributed
create table team (
  part bigint not null,
  id uuid not null,
  unit uuid not null references unit (id),
  kind text not null check (kind in ('team', 'committee')),
  name text not null,
  decision_number text,
  decision_date text,
  decision_issuer text,
  founded_on text not null,
  closed_on text,
  revision bigint not null default 0,
  primary key (part, id)
);
create index team_unit on team (part, unit);

-- @distributed
create table person (
  part bigint not null,
  id uuid not null,
  name text not null,
  search text not null,
  sort_key text not null,
  birth_year bigint,
  sex text check (sex in ('m', 'f')),
  primary key (part, id)
);

-- @distributed
create table membership (
  part bigint not null,
  id uuid not null,
  team uuid not null,
  person uuid not null,
  role text not null check (role in ('leader', 'deputy', 'secretary', 'member')),
  post text not null,
  since text not null,
  until text,
  revision bigint not null default 0,
  primary key (part, id),
  foreign key (part, team) references team (part, id),
  foreign key (part, person) references person (part, id)
);
create index membership_team on membership (part, team);
create index membership_person on membership (part, person);

-- `revision` rises with every change to what the account may do; caches are keyed by it.
-- @distributed
create table account (
  part bigint not null,
  id uuid not null,
  person uuid,
  name text not null,
  password_hash text,
  created_at bigint not null,
  disabled_at bigint,
  revision bigint not null default 0,
  primary key (part, id)
);
create index account_person on account (part, person);

-- A user name or a phone number (in the form +84…) names one account in the whole installation.
-- @reference
create table account_login (
  login text primary key,
  part bigint not null,
  account uuid not null
);

-- `indicators` is a JSON list for a data owner, null for every other role.
-- @distributed
create table access_grant (
  part bigint not null,
  id uuid not null,
  account uuid not null,
  role text not null check (role in ('member', 'deputy', 'leader', 'commune_officer', 'commune_leader',
    'district_officer', 'province_officer', 'data_owner', 'read_only', 'administrator')),
  unit uuid not null references unit (id),
  indicators text,
  membership uuid,
  since text not null,
  until text,
  primary key (part, id)
);
create index access_grant_account on access_grant (part, account);
create index access_grant_unit on access_grant (part, unit);

-- The old token stays valid until the new one is seen. `mac_key` proves author and device inside a sealed copy.
-- `announced` is how many operations the phone said it still held at its last sync.
-- @distributed
create table device (
  part bigint not null,
  id uuid not null,
  account uuid not null,
  label text not null,
  token_hash text not null,
  next_token_hash text,
  token_at bigint not null,
  mac_key text not null,
  created_at bigint not null,
  seen_at bigint not null,
  announced bigint not null default 0,
  revoked_at bigint,
  primary key (part, id)
);
create index device_account on device (part, account);

-- Cookies of the desk and API tokens of scripts. `kind` is 'cookie' or 'token'; `id` is the hash of the secret.
-- @distributed
create table session (
  part bigint not null,
  id text not null,
  handle uuid not null,
  account uuid not null,
  kind text not null check (kind in ('cookie', 'token')),
  label text not null,
  created_at bigint not null,
  seen_at bigint not null,
  expires_at bigint not null,
  primary key (part, id)
);
create index session_account on session (part, account);

-- A link or a code that the leader shows. Reading it changes nothing; accepting it uses it up.
-- @distributed
create table invitation (
  part bigint not null,
  id text not null,
  account uuid not null,
  membership uuid,
  kind text not null check (kind in ('join', 'reset')),
  made_by uuid,
  made_at bigint not null,
  expires_at bigint not null,
  used_at bigint,
  device uuid,
  primary key (part, id)
);
create index invitation_account on invitation (part, account);

-- ---------------------------------------------------------------- streams and operations

-- `revision` goes up by one with each change, under this row's lock, in the transaction that makes the change.
-- `audit_seq` and `audit_head` are the end of the stream's audit chain.
-- @distributed
create table stream (
  part bigint not null,
  id uuid not null,
  kind text not null check (kind in ('catalogue', 'commune', 'hamlet', 'restricted', 'lead', 'person')),
  subject uuid not null,
  revision bigint not null default 0,
  audit_seq bigint not null default 0,
  audit_head text not null default '',
  primary key (part, id)
);

-- What left a stream, and where to: the only thing that a stream keeps about it.
-- @distributed
create table stream_left (
  part bigint not null,
  stream uuid not null,
  record uuid not null,
  to_stream uuid,
  to_unit uuid,
  day text not null,
  revision bigint not null,
  primary key (part, stream, record)
);
create index stream_left_revision on stream_left (part, stream, revision);

-- A cached snapshot: its frames as they go over the wire, made at `revision`.
-- @distributed
create table stream_snapshot (
  part bigint not null,
  stream uuid not null,
  frame bigint not null,
  revision bigint not null,
  last text not null,
  bytes bigint not null,
  body text not null,
  primary key (part, stream, frame)
);

-- The server's lasting answer to an operation (its receipt) with its content. Lives under the part of the device, is
-- never purged; erasure empties `body` and leaves the hash. `revision` is that of the author's person stream, 0 for what
-- was kept at once.
-- @distributed
create table operation (
  part bigint not null,
  id uuid not null,
  device uuid not null,
  account uuid not null,
  kind text not null,
  version bigint not null,
  stamp_ms bigint not null,
  stamp_counter bigint not null,
  body text,
  body_hash text not null,
  received_at bigint not null,
  fate text not null check (fate in ('kept', 'refused', 'waiting')),
  reason text,
  reason_params text,
  waits_for uuid,
  hamlet uuid,
  settled_by uuid,
  settled_at bigint,
  revision bigint not null default 0,
  primary key (part, id)
);
create index operation_waiting on operation (part, waits_for) where waits_for is not null;
create index operation_author on operation (part, account, revision) where revision > 0;

-- What a hamlet's leader has to look at: refused and quarantined work, work handed over from elsewhere. It lives under
-- the hamlet's part and points at the operation, which lives under the device's.
-- @distributed
create table attention (
  part bigint not null,
  id uuid not null,
  hamlet uuid not null,
  kind text not null check (kind in ('refused', 'quarantine', 'handed')),
  operation_part bigint not null,
  operation uuid not null,
  author uuid not null,
  made_at bigint not null,
  settled_at bigint,
  settled_by uuid,
  revision bigint not null,
  primary key (part, id)
);
create index attention_hamlet on attention (part, hamlet, revision);
create index attention_operation on attention (part, operation);

-- The same id with another body: refused, and both are kept.
-- @distributed
create table operation_clash (
  part bigint not null,
  id uuid not null,
  body_hash text not null,
  body text,
  device uuid not null,
  received_at bigint not null,
  primary key (part, id, body_hash)
);

-- The losing value of a concurrent edit, kept for the leader to settle.
-- @distributed
create table conflict (
  part bigint not null,
  id uuid not null,
  hamlet uuid not null,
  subject_kind text not null check (subject_kind in ('household', 'resident')),
  subject uuid not null,
  field text not null,
  kept_value text,
  lost_value text,
  kept_operation uuid not null,
  lost_operation uuid not null,
  found_at bigint not null,
  settled_at bigint,
  revision bigint not null default 0,
  primary key (part, id)
);
create index conflict_hamlet on conflict (part, hamlet, revision);

-- ---------------------------------------------------------------- audit

-- `chain` is a stream, or one of a few chains of the part for accounts, grants and reads. A row holds ids, field names
-- and salted hashes; what can be erased lies in audit_content.
-- @distributed
create table audit_entry (
  part bigint not null,
  chain uuid not null,
  seq bigint not null,
  at bigint not null,
  actor uuid,
  device uuid,
  action text not null,
  subject uuid,
  fields text not null,
  content_hash text not null,
  hash text not null,
  primary key (part, chain, seq)
);

-- @distributed
create table audit_content (
  part bigint not null,
  chain uuid not null,
  seq bigint not null,
  salt text not null,
  content text,
  primary key (part, chain, seq)
);

-- The chains of a part that no stream carries.
-- @distributed
create table audit_chain (
  part bigint not null,
  id uuid not null,
  name text not null,
  seq bigint not null default 0,
  head text not null default '',
  primary key (part, id)
);

-- Once an hour all heads of a part are hashed into one line that can be printed or sent away.
-- @distributed
create table audit_anchor (
  part bigint not null,
  at bigint not null,
  heads bigint not null,
  hash text not null,
  primary key (part, at)
);

-- ---------------------------------------------------------------- field work

-- What is taught, versioned. The ladder is the same for all: 0 no device … 6 does it alone, -1 does not want it.
-- @reference
create table skill (
  code text primary key,
  position bigint not null,
  name_vi text not null,
  name_en text not null,
  about_vi text not null,
  about_en text not null,
  icon text not null,
  since text not null,
  until text,
  revision bigint not null
);

-- `edits` is JSON, per field [revision, stamp ms, stamp counter, device, operation]: what an edit is judged against.
-- Next step and last visit are derived from the visits and kept here so that a sync reads one row a household.
-- Connectivity: null is "not asked", which is not 0.
-- @distributed
create table household (
  part bigint not null,
  id uuid not null,
  atom uuid not null,
  hamlet uuid not null references unit (id),
  name text not null,
  cluster text not null default '',
  note text not null default '',
  smartphones bigint,
  computers bigint,
  line text check (line in ('none', 'fixed')),
  signal text check (signal in ('none', 'weak', 'good')),
  surveyed_on text,
  next_step text,
  next_day text,
  next_note text not null default '',
  last_visit_day text,
  last_visit uuid,
  last_met_day text,
  made_on text not null,
  left_on text,
  moved_from uuid,
  edits text not null default '{}',
  revision bigint not null,
  primary key (part, id),
  foreign key (part, atom) references atom (part, id)
);
create index household_hamlet on household (part, hamlet, revision);
create index household_order on household (part, hamlet, id);
create index household_atom on household (part, atom);

-- `levels` is JSON, per skill [level, day, why, stamp ms, stamp counter, activity]: the top of the resident's ladder events,
-- kept so that a sync and the counting of a fresh visit read one row a resident. A skill that is absent was not asked.
-- @distributed
create table resident (
  part bigint not null,
  id uuid not null,
  household uuid not null,
  name text not null,
  birth_year bigint,
  sex text check (sex in ('m', 'f')),
  relation text not null default '',
  is_head bigint not null default 0,
  made_on text not null,
  left_on text,
  levels text not null default '{}',
  edits text not null default '{}',
  primary key (part, id),
  foreign key (part, household) references household (part, id)
);
create index resident_household on resident (part, household);

-- What a team did. Append-only: a correction is a new operation that sets `removed_by` here and adds another row.
-- `day` is the counting day; device, corrected and received times are all kept. `people` and
-- `practised` are JSON: the residents met, and [resident, skill, rung] as the visit was told.
-- @distributed
create table activity (
  part bigint not null,
  id uuid not null,
  atom uuid not null,
  hamlet uuid not null,
  kind text not null check (kind in ('visit')),
  household uuid,
  author uuid not null,
  operation uuid not null,
  day text not null,
  met bigint not null,
  people text not null,
  practised text not null default '[]',
  next_step text,
  next_day text,
  next_note text not null default '',
  note text not null default '',
  flags text not null default '',
  stamp_ms bigint not null,
  stamp_counter bigint not null,
  device_at bigint not null,
  corrected_at bigint not null,
  received_at bigint not null,
  removed_by uuid,
  revision bigint not null,
  primary key (part, id)
);
create index activity_hamlet on activity (part, hamlet, revision);
create index activity_household on activity (part, household);

-- A resident practised a skill in an activity and stood on this rung afterwards. These are the facts of the ladder.
-- @distributed
create table ladder_event (
  part bigint not null,
  resident uuid not null,
  skill text not null,
  activity uuid not null,
  household uuid not null,
  atom uuid not null,
  day text not null,
  level bigint not null check (level between -1 and 6),
  why text not null default '',
  stamp_ms bigint not null,
  stamp_counter bigint not null,
  removed bigint not null default 0,
  primary key (part, resident, skill, activity)
);

-- Where a household was counted, from day to day: opened when it was made or moved in, closed when it left.
-- @distributed
create table stay (
  part bigint not null,
  household uuid not null,
  since text not null,
  atom uuid not null,
  until text,
  primary key (part, household, since)
);

-- ---------------------------------------------------------------- counting

-- One row for a subject that was reached on a day. The distinct count in [a, b] is the rows with a <= day <= b and
-- previous_day < a ('' is: never before).
-- @distributed
create table reach (
  part bigint not null,
  indicator text not null,
  item text not null,
  subject uuid not null,
  day text not null,
  previous_day text not null,
  atom uuid not null,
  sex text not null,
  age text not null,
  primary key (part, indicator, item, subject, day)
);
create index reach_day on reach (part, indicator, item, day);

-- Figures of an atom, kept in the transaction of its facts. `bucket` is a day, a period of the calendar ('m:2026-11',
-- 'q:2026-4', 'y:2026') or 'all'. Breakdowns are marginals, "not known" a column of its own.
-- @distributed
create table figure (
  part bigint not null,
  atom uuid not null,
  indicator text not null,
  item text not null,
  bucket text not null,
  total bigint not null,
  male bigint not null,
  female bigint not null,
  sex_unknown bigint not null,
  age_0_17 bigint not null,
  age_18_39 bigint not null,
  age_40_59 bigint not null,
  age_60 bigint not null,
  age_unknown bigint not null,
  primary key (part, atom, indicator, item, bucket)
);

-- The same for every unit above, folded from the queue by one worker a part.
-- @distributed
create table unit_figure (
  part bigint not null,
  unit uuid not null,
  indicator text not null,
  item text not null,
  bucket text not null,
  total bigint not null,
  male bigint not null,
  female bigint not null,
  sex_unknown bigint not null,
  age_0_17 bigint not null,
  age_18_39 bigint not null,
  age_40_59 bigint not null,
  age_60 bigint not null,
  age_unknown bigint not null,
  primary key (part, unit, indicator, item, bucket)
);

-- Deltas that wait to be folded, as JSON: {"atoms": [[atom, indicator, item, bucket, nine numbers]], "units": [[unit, …]]}.
-- @distributed
create table fold_queue (
  part bigint not null,
  id uuid not null,
  queued_at bigint not null,
  body text not null,
  primary key (part, id)
);

-- `version` rises with every fold that touched the unit; open screens are told (unit, version) and nothing else.
-- @distributed
create table unit_version (
  part bigint not null,
  unit uuid not null,
  version bigint not null,
  folded_at bigint not null,
  primary key (part, unit)
);

-- The row that a fold worker locks: one a part.
-- @distributed
create table fold_state (
  part bigint primary key,
  folded_at bigint not null,
  version bigint not null
);

-- What was published or typed by someone, to stand beside the counted figure.
-- @distributed
create table published_figure (
  part bigint not null,
  unit uuid not null,
  indicator text not null,
  item text not null,
  as_of text not null,
  value bigint not null,
  source text not null,
  primary key (part, unit, indicator, item, as_of)
);
