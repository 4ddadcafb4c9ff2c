-- A team's own week is counted at every change of its book: its activities are found by their day.
create index activity_day on activity (part, hamlet, day);
