use std::collections::{BTreeMap, BTreeSet};

use base::{Uuid, derived_id};
use db::{Result, Row, Tx, args};
use serde::Serialize;

/// The closed list of streams: one audience each, everyone subscribed sees all of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Skills and other catalogues; its subject is nil.
    Catalogue,
    /// A commune's hamlets, teams and members.
    Commune,
    /// A hamlet's households, visits and figures.
    Hamlet,
    /// What is protected of a hamlet's households and people.
    Restricted,
    /// What a hamlet's leader has to look at.
    Lead,
    /// What concerns one account alone.
    Person,
}

impl Kind {
    /// The word in the database and on the wire.
    pub fn word(self) -> &'static str {
        match self {
            Self::Catalogue => "catalogue",
            Self::Commune => "commune",
            Self::Hamlet => "hamlet",
            Self::Restricted => "restricted",
            Self::Lead => "lead",
            Self::Person => "person",
        }
    }

    fn from_word(word: &str) -> Option<Self> {
        [Self::Catalogue, Self::Commune, Self::Hamlet, Self::Restricted, Self::Lead, Self::Person]
            .into_iter()
            .find(|k| k.word() == word)
    }
}

/// The id of the stream of this kind about this subject.
pub fn stream_id(kind: Kind, subject: Uuid) -> Uuid {
    derived_id(&format!("stream {} {subject}", kind.word()))
}

/// One stream as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stream {
    /// Its part.
    pub part: i64,
    /// Its id.
    pub id: Uuid,
    /// Its kind.
    pub kind: Kind,
    /// What it is about.
    pub subject: Uuid,
    /// The number of changes so far.
    pub revision: i64,
    /// The end of its audit chain.
    pub audit_seq: i64,
    /// The hash at the end of its audit chain.
    pub audit_head: String,
}

impl Stream {
    /// A stream that has no row yet.
    pub fn new(part: i64, kind: Kind, subject: Uuid) -> Self {
        let id = stream_id(kind, subject);
        Self { part, id, kind, subject, revision: 0, audit_seq: 0, audit_head: String::new() }
    }

    pub(crate) fn read(row: &Row<'_>) -> Result<Self> {
        let word: String = row.get(2)?;
        Ok(Self {
            part: row.get(0)?,
            id: row.get(1)?,
            kind: Kind::from_word(&word).ok_or(db::Error::Column { index: 2, message: word })?,
            subject: row.get(3)?,
            revision: row.get(4)?,
            audit_seq: row.get(5)?,
            audit_head: row.get(6)?,
        })
    }
}

/// Streams of one part that a transaction has locked. Revisions are raised here and written back at its end.
#[derive(Debug, Default)]
pub struct Streams {
    held: BTreeMap<Uuid, Stream>,
    changed: BTreeSet<Uuid>,
}

impl Streams {
    /// Locks these streams, in key order, making the rows that are missing.
    pub fn lock(tx: &mut Tx<'_>, part: i64, wanted: &BTreeSet<(Kind, Uuid)>) -> Result<Self> {
        #[derive(Serialize)]
        struct Line {
            id: Uuid,
            kind: &'static str,
            subject: Uuid,
        }
        let mut lines: Vec<Line> = wanted
            .iter()
            .map(|(kind, subject)| Line { id: stream_id(*kind, *subject), kind: kind.word(), subject: *subject })
            .collect();
        lines.sort_by_key(|line| line.id);
        let mut held = Self::read_locked(tx, part, &lines)?;
        if held.len() < lines.len() {
            tx.exec(
                "insert into stream (part, id, kind, subject)
                 select cast($2 as bigint), uuid(r.value->>'id'), r.value->>'kind', uuid(r.value->>'subject')
                 from {rows:$1} where true on conflict (part, id) do nothing",
                &[db::json(&lines)?, part.into()],
            )?;
            held = Self::read_locked(tx, part, &lines)?;
        }
        Ok(Self { held: held.into_iter().map(|stream| (stream.id, stream)).collect(), changed: BTreeSet::new() })
    }

    fn read_locked<L: Serialize>(tx: &mut Tx<'_>, part: i64, lines: &[L]) -> Result<Vec<Stream>> {
        tx.all(
            "select part, id, kind, subject, revision, audit_seq, audit_head from stream
             where part = $2 and id in (select uuid(r.value->>'id') from {rows:$1}) order by id {lock}",
            &[db::json(lines)?, part.into()],
            Stream::read,
        )
    }

    /// Whether the stream is among the locked ones.
    pub fn holds(&self, kind: Kind, subject: Uuid) -> bool {
        self.held.contains_key(&stream_id(kind, subject))
    }

    /// Raises a stream's revision and gives the new one. Only what was locked can change.
    pub fn bump(&mut self, kind: Kind, subject: Uuid) -> Result<i64> {
        let stream = self.get_mut(kind, subject)?;
        stream.revision += 1;
        Ok(stream.revision)
    }

    /// The stream, to extend its audit chain; it is written back.
    pub fn get_mut(&mut self, kind: Kind, subject: Uuid) -> Result<&mut Stream> {
        let id = stream_id(kind, subject);
        self.changed.insert(id);
        // Not locked means that a row moved between the first look and the lock: the whole transaction is done again.
        self.held.get_mut(&id).ok_or_else(|| db::Error::Repeat(format!("stream {} was not locked", kind.word())))
    }

    /// Writes back what changed.
    pub fn save(&mut self, tx: &mut Tx<'_>, part: i64) -> Result<()> {
        #[derive(Serialize)]
        struct Line<'a> {
            id: Uuid,
            k: &'static str,
            s: Uuid,
            n: i64,
            q: i64,
            h: &'a str,
        }
        let changed = self.changed.iter().filter_map(|id| self.held.get(id));
        let lines: Vec<Line<'_>> = changed
            .map(|s| Line { id: s.id, k: s.kind.word(), s: s.subject, n: s.revision, q: s.audit_seq, h: &s.audit_head })
            .collect();
        if lines.is_empty() {
            return Ok(());
        }
        tx.exec(
            // The rows are there and locked: this is an update that looks each of them up by its key.
            "insert into stream (part, id, kind, subject, revision, audit_seq, audit_head)
             select cast($2 as bigint), uuid(r.value->>'id'), r.value->>'k', uuid(r.value->>'s'),
               cast(r.value->>'n' as bigint), cast(r.value->>'q' as bigint), r.value->>'h'
             from {rows:$1} where true
             on conflict (part, id) do update set revision = excluded.revision, audit_seq = excluded.audit_seq,
               audit_head = excluded.audit_head",
            &[db::json(&lines)?, part.into()],
        )?;
        Ok(())
    }
}

/// The streams of a part that exist among these ids.
pub(crate) fn existing(tx: &mut Tx<'_>, part: i64, ids: &[Uuid]) -> Result<Vec<Stream>> {
    let rows = db::json(&ids.iter().map(|id| [id]).collect::<Vec<_>>())?;
    tx.all(
        "select part, id, kind, subject, revision, audit_seq, audit_head from stream
         where part = $2 and id in (select uuid(r.value->>0) from {rows:$1})",
        &[rows, part.into()],
        Stream::read,
    )
}

/// What left a stream after a revision: (record, name of the unit it went to, day).
pub(crate) fn left(tx: &mut Tx<'_>, stream: &Stream, since: i64) -> Result<Vec<(Uuid, Option<String>, String)>> {
    tx.all(
        "select l.record, n.full_name, l.day from stream_left l
         left join unit_name n on n.unit = l.to_unit and n.valid_to = '9999-12-31'
         where l.part = $1 and l.stream = $2 and l.revision > $3",
        args![stream.part, stream.id, since],
        |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
    )
}
