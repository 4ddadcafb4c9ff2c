-- Whether others were ever merged into a household: those of the rest need not be looked for. It never goes back to 0.
alter table household add column has_merged bigint not null default 0;
update household set has_merged = 1 where id in (select m.into_household from household_merge m where m.part = household.part);
