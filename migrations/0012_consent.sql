-- What a household was asked and what it answered, purpose by purpose (Law on personal data protection 91/2025/QH15, article 9): the
-- text it was asked with, by which form, by whom, on which day, and who asked. Append-only: a withdrawal is a row of its own.
-- @distributed
create table consent (
  part bigint not null,
  id uuid not null,
  household uuid not null,
  purpose text not null,
  version bigint not null,
  answer text not null check (answer in ('given', 'refused', 'withdrawn')),
  form text not null check (form in ('app', 'paper', 'message')),
  given_by uuid,
  day text not null,
  author uuid not null,
  operation uuid not null,
  stamp_ms bigint not null,
  stamp_counter bigint not null,
  received_at bigint not null,
  primary key (part, id)
);
create index consent_household on consent (part, household);

-- What is read to people when they are asked. A text is never changed: another version follows it.
-- @reference
create table consent_text (
  purpose text not null,
  version bigint not null,
  since text not null,
  name_vi text not null,
  name_en text not null,
  text_vi text not null,
  text_en text not null,
  revision bigint not null,
  primary key (purpose, version)
);

-- JSON, the last word on each purpose [answer, day, stamp ms, stamp counter, consent]: what a sync and a new value are judged by.
alter table household add column consents text not null default '{}';

-- Why somebody is no longer there: moved or died; nothing more of it is asked.
alter table household add column left_why text not null default '';
alter table resident add column left_why text not null default '';

-- What is protected of one household or resident. `basis` is the list whose right was recorded, or the consent; what was erased
-- stays as a row without a value, so that phones hear of it. The newest value that stands is shown.
drop index restricted_value_list;
alter table restricted_value rename to restricted_value_of_lists;
-- @distributed
create table restricted_value (
  part bigint not null,
  subject uuid not null,
  field text not null check (field in ('poverty', 'ethnicity', 'phone')),
  basis uuid not null,
  household uuid not null,
  value text,
  said_at bigint not null,
  operation uuid,
  revision bigint not null default 0,
  primary key (part, subject, field, basis)
);
create index restricted_value_basis on restricted_value (part, basis);
create index restricted_value_household on restricted_value (part, household);
insert into restricted_value (part, subject, field, basis, household, value, said_at)
select v.part, v.subject, v.field, v.list, coalesce(p.household, v.subject), v.value, l.at
from restricted_value_of_lists v
join list_import l on l.part = v.part and l.id = v.list
left join resident p on p.part = v.part and p.id = v.subject;
drop table restricted_value_of_lists;
