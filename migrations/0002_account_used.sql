-- When somebody last worked at the desk, to about five minutes. Sessions say it too, but not for long: they are swept.
alter table account add column used_at bigint;
create index account_login_account on account_login (part, account);
