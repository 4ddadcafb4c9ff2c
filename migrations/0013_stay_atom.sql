-- The households behind a hamlet's figures are those that were ever counted in its atoms.
create index stay_atom on stay (part, atom);
