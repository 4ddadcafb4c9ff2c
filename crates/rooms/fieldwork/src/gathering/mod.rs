//! Group activities: village meetings, help points, duty shifts, broadcasts. They belong to a hamlet and to no household; what
//! residents practised in one goes into the same ladders as what they practise in a visit, and makes no household visited.

pub mod body;
mod shown;
pub mod store;
mod words;

use std::collections::{BTreeMap, BTreeSet, HashSet};

use base::{Day, Uuid};
use counting::{Deltas, Place, plain};

pub(crate) use shown::record;
pub(crate) use words::{ensure as ensure_words, records as word_records};

/// The skill that warnings of fraud are about.
const SAFETY: &str = "safety";
/// Channels and places that the figures keep apart; whatever else the catalogue gains counts as other.
const CHANNELS: [&str; 3] = ["loudspeaker", "zalo", "leaflet"];
const DUTY_PLACES: [&str; 2] = ["service_centre", "hall"];
const OTHER: &str = "other";

/// What was done with many people at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// A village meeting.
    Meeting,
    /// A session at a help point.
    HelpPoint,
    /// A duty shift at the service centre or the hall.
    Duty,
    /// Over the loudspeaker, by Zalo, on paper: to people who are not seen.
    Broadcast,
}

impl Form {
    const ALL: [(Self, &'static str); 4] = [
        (Self::Meeting, "meeting"),
        (Self::HelpPoint, "help_point"),
        (Self::Duty, "duty"),
        (Self::Broadcast, "broadcast"),
    ];

    /// By its name.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, known)| *known == word).map(|(form, _)| *form)
    }

    /// Its name on the wire, in rows and as an item of figures.
    pub fn word(self) -> &'static str {
        Self::ALL.iter().find(|(form, _)| *form == self).map_or("", |(_, word)| word)
    }
}

/// A row of `activity` that is no visit.
#[derive(Debug, Clone)]
pub struct Gathering {
    /// Its id.
    pub id: Uuid,
    /// Where it is counted.
    pub atom: Uuid,
    /// In whose book.
    pub hamlet: Uuid,
    /// What it was.
    pub form: Form,
    /// By whom it was recorded.
    pub author: Uuid,
    /// The operation that brought it.
    pub operation: Uuid,
    /// The counting day.
    pub day: Day,
    /// Over what, for a broadcast.
    pub channel: Option<String>,
    /// At which kind of place.
    pub place: Option<String>,
    /// Where that is.
    pub place_note: String,
    /// With whom.
    pub partners: Vec<String>,
    /// What was shown or told: skills, and topics of the catalogue.
    pub topics: Vec<String>,
    /// How many came; None: nobody counted.
    pub came: Option<i64>,
    /// How many times somebody was helped; None: nobody counted.
    pub contacts: Option<i64>,
    /// Files handed in with the team's help; None: nobody counted.
    pub files: Option<i64>,
    /// Residents who were there, as far as they are named.
    pub people: Vec<Uuid>,
    /// Who practised what, and stood on which rung.
    pub practised: Vec<(Uuid, String, i64)>,
    /// A few words.
    pub note: String,
    /// `late`, `clock`, or both.
    pub flags: String,
    /// The author's stamp.
    pub stamp: (i64, i64),
    /// Device, corrected and received time, microseconds.
    pub times: [i64; 3],
    /// The operation that took it back or stands for it.
    pub removed_by: Option<Uuid>,
    /// The hamlet stream's revision of its last change.
    pub revision: i64,
}

/// What a push does to group activities.
#[derive(Debug, Default)]
pub struct Gathered {
    /// Those in hand, by id.
    pub(crate) rows: BTreeMap<Uuid, Gathering>,
    /// Those to write.
    pub(crate) changed: BTreeSet<Uuid>,
    /// Those that stood before the push and stand no longer.
    pub(crate) gone: Vec<Uuid>,
    /// Those that the push brought and that still stand.
    pub(crate) come: Vec<Uuid>,
    /// Ids of activities of any kind that are on file.
    pub(crate) taken: HashSet<Uuid>,
    /// Words of the catalogue: (kind, code).
    pub(crate) words: HashSet<(String, String)>,
}

impl Gathered {
    /// Adds one that the push brought.
    pub(crate) fn bring(&mut self, new: Gathering) {
        self.taken.insert(new.id);
        self.changed.insert(new.id);
        self.come.push(new.id);
        self.rows.insert(new.id, new);
    }

    /// Takes one back.
    pub(crate) fn take_back(&mut self, id: Uuid, by: Uuid, revision: i64) {
        let Some(row) = self.rows.get_mut(&id) else { return };
        (row.removed_by, row.revision) = (Some(by), revision);
        self.changed.insert(id);
        match self.come.iter().position(|come| *come == id) {
            Some(at) => _ = self.come.remove(at),
            None => self.gone.push(id),
        }
    }

    /// Counts what the push took away and what it brought.
    pub(crate) fn count(&self, deltas: &mut Deltas) {
        for gone in self.gone.iter().filter_map(|id| self.rows.get(id)) {
            deltas.take_away(|deltas| contribute(gone, deltas));
        }
        for come in self.come.iter().filter_map(|id| self.rows.get(id)) {
            contribute(come, deltas);
        }
    }
}

/// Adds the figures of one group activity that stands. What its residents practised counts with their households.
pub fn contribute(gathering: &Gathering, deltas: &mut Deltas) {
    let form = gathering.form.word();
    let mut both = |indicator: &'static str, item: &str, count: i64| {
        for item in ["", item] {
            deltas.flow(Place::Atom(gathering.atom), indicator, item, gathering.day, &plain(count));
        }
    };
    match gathering.form {
        Form::Duty => both("duty_shifts", one_of(&DUTY_PLACES, gathering.place.as_deref()), 1),
        Form::Broadcast => both("outreach_sessions", one_of(&CHANNELS, gathering.channel.as_deref()), 1),
        Form::Meeting | Form::HelpPoint => both("outreach_sessions", form, 1),
    }
    let stated = [
        ("session_people", gathering.came),
        ("session_contacts", gathering.contacts),
        ("dvc_assisted", gathering.files),
        ("scam_alerts", gathering.topics.iter().any(|topic| topic == SAFETY).then_some(1)),
    ];
    for (indicator, count) in stated {
        // Nobody counted: no figure, and no zero.
        if let Some(count) = count {
            both(indicator, form, count);
        }
    }
}

fn one_of(known: &[&'static str], word: Option<&str>) -> &'static str {
    known.iter().find(|one| Some(**one) == word).unwrap_or(&OTHER)
}

/// What the ladders need to know of the occasion on which somebody practised.
#[derive(Debug, Clone, Copy)]
pub struct Occasion {
    /// The activity.
    pub id: Uuid,
    /// Where it is counted.
    pub atom: Uuid,
    /// The counting day.
    pub day: Day,
    /// The author's stamp.
    pub stamp: (i64, i64),
    /// The household that a visit named; None: each resident's own.
    pub household: Option<Uuid>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_is_counted_is_an_item_of_the_catalogue() {
        let item = |code: &str, item: &str| counting::catalogue::find(code).is_some_and(|one| one.has_item(item, &[]));
        let others = [&CHANNELS[..], &[OTHER, "", "meeting", "help_point"]].concat();
        assert!(others.iter().all(|word| item("outreach_sessions", word)));
        let places = [&DUTY_PLACES[..], &[OTHER, ""]].concat();
        assert!(places.iter().all(|word| item("duty_shifts", word)));
        for (form, word) in Form::ALL {
            assert_eq!(Form::parse(word), Some(form));
            let seen = form != Form::Broadcast;
            assert!(["session_people", "session_contacts", "dvc_assisted"].iter().all(|code| item(code, word) == seen));
            assert!(item("scam_alerts", word));
        }
    }

    #[test]
    fn the_words_of_the_catalogue_have_what_is_counted_apart() {
        let words: BTreeSet<(String, String)> = words::list().unwrap().into_iter().map(|one| one.key()).collect();
        let known = |kind: &str, code: &str| words.contains(&(kind.to_owned(), code.to_owned()));
        assert!(CHANNELS.iter().chain([&OTHER]).all(|code| known("channel", code)));
        assert!(DUTY_PLACES.iter().chain([&OTHER]).all(|code| known("place", code)));
    }
}
