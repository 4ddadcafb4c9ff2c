-- Rows that every push writes again: PostgreSQL keeps a new version beside the old one and leaves the indexes alone (a HOT
-- update) where the page has room. Measured: a fifth of these updates found it, with room left four fifths do.
{postgres} alter table figure set (fillfactor = 50);
{postgres} alter table unit_figure set (fillfactor = 50);
{postgres} alter table resident set (fillfactor = 70);

-- Nobody looks a household up by its atom, and every visit paid for it.
drop index household_atom;
