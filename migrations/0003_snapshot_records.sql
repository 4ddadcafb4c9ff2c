-- How many records a kept frame has, for the audit log. What is kept is made again: its records had an older form.
delete from stream_snapshot;
alter table stream_snapshot add column records bigint not null default 0;
