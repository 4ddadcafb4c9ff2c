//! What has changed, as lines: a tail of records for who has read before, a snapshot for who has not.

use std::collections::BTreeMap;
use std::sync::Arc;

use base::{Day, Instant, Period, PeriodKind, Uuid};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use db::{Result, Tx};
use serde::Serialize;

use crate::room::{Record, Source};
use crate::snapshot::{self, FRAME, Kept, Piece};
use crate::stream::{self, Kind, Stream};
use crate::wire::{Cursor, Frame};

/// An answer carries at most about this many bytes of JSON; the phone calls again for more.
const ANSWER: usize = 4 << 20;

/// The 22 characters by which a stream is called on the wire.
pub(crate) fn short(id: Uuid) -> String {
    URL_SAFE_NO_PAD.encode(id.as_bytes())
}

pub(crate) fn frame(stream: &Stream, to: Cursor) -> Frame {
    Frame {
        stream: short(stream.id),
        kind: stream.kind.word().into(),
        subject: stream.subject,
        to,
        start: false,
        records: Vec::new(),
        left: Vec::new(),
    }
}

pub(crate) fn encode<T: Serialize>(line: &T) -> Result<String> {
    serde_json::to_string(line).map_err(|e| db::Error::Other(e.to_string()))
}

/// What to read, and from where.
pub(crate) struct Reading<'a> {
    pub sources: &'a [Arc<dyn Source>],
    pub subscribed: &'a [(i64, Kind, Uuid)],
    pub cursors: BTreeMap<String, Cursor>,
    pub period: Option<&'a str>,
    /// When the phone's last whole answer was given; 0: it does not say.
    pub heard: i64,
    pub now: Instant,
    pub today: Day,
}

/// A leader's list of phones is as old as this at most.
const LEAD_SECONDS: i64 = 3_600;

impl Reading<'_> {
    /// Whether what goes with every change has changed by itself since the phone heard: with the period, the day, the hour.
    fn turned(&self, kind: Kind) -> bool {
        let heard = (self.heard > 0).then_some(Instant::from_millis(self.heard));
        match kind {
            Kind::Hamlet => {
                let period = Period::containing(PeriodKind::Month, self.today).key;
                self.period.is_some_and(|held| held != period) || heard.is_some_and(|at| Day::of(at) != self.today)
            }
            Kind::Lead => heard.is_some_and(|at| at.plus_seconds(LEAD_SECONDS) < self.now),
            _ => false,
        }
    }
}

/// The lines of an answer.
#[derive(Default)]
pub(crate) struct Lines {
    pub frames: Vec<String>,
    pub ended: Vec<String>,
    pub more: bool,
    /// Snapshots that were built whole and are worth keeping.
    pub keep: Vec<(Stream, i64, Vec<Piece>)>,
    /// Hamlets whose book is handed over as a whole or in large part, with how many records.
    pub books: Vec<(Stream, usize)>,
    size: usize,
}

impl Lines {
    fn push(&mut self, line: String) {
        self.size += line.len();
        self.frames.push(line);
    }

    fn opened(&mut self, stream: &Stream, records: usize) {
        // One household of a book is no bulk; one of what is protected is looked at all the same.
        let bulk = if stream.kind == Kind::Restricted { 1 } else { 2 };
        if matches!(stream.kind, Kind::Hamlet | Kind::Restricted) && records >= bulk {
            self.books.push((stream.clone(), records));
        }
    }
}

/// Reads all subscribed streams in one snapshot of the database.
pub(crate) fn read(tx: &mut Tx<'_>, reading: &Reading<'_>) -> Result<Lines> {
    let mut lines = Lines::default();
    let mut by_part: BTreeMap<i64, Vec<Uuid>> = BTreeMap::new();
    for (part, kind, subject) in reading.subscribed {
        by_part.entry(*part).or_default().push(stream::stream_id(*kind, *subject));
    }
    let mut existing: BTreeMap<Uuid, Stream> = BTreeMap::new();
    for (part, ids) in by_part {
        existing.extend(stream::existing(tx, part, &ids)?.into_iter().map(|stream| (stream.id, stream)));
    }
    let mut mine = Vec::new();
    for (part, kind, subject) in reading.subscribed {
        let id = stream::stream_id(*kind, *subject);
        let stream = existing.remove(&id).unwrap_or_else(|| Stream::new(*part, *kind, *subject));
        mine.push(short(id));
        let Some(source) = reading.sources.iter().find(|source| source.kind() == *kind) else { continue };
        if lines.size > ANSWER {
            lines.more = true;
            break;
        }
        one(tx, reading, &**source, &stream, &mut lines)?;
    }
    lines.ended = reading.cursors.keys().filter(|key| !mine.contains(key)).cloned().collect();
    if lines.more {
        lines.ended.clear();
    }
    Ok(lines)
}

fn one(tx: &mut Tx<'_>, reading: &Reading<'_>, source: &dyn Source, stream: &Stream, lines: &mut Lines) -> Result<()> {
    match reading.cursors.get(&short(stream.id)) {
        // A cursor ahead of the stream is none of ours: start afresh.
        Some(Cursor::Done(read)) if *read == stream.revision && !reading.turned(stream.kind) => Ok(()),
        Some(Cursor::Done(read)) if *read <= stream.revision => tail(tx, reading, source, stream, *read, lines),
        Some(Cursor::Partway(revision, after)) if *revision <= stream.revision => {
            snapshot(tx, reading, source, stream, Some((*revision, after)), lines)
        }
        _ => snapshot(tx, reading, source, stream, None, lines),
    }
}

/// Records changed after `read`, cut into frames. A tail has no resting place inside: every frame but the last repeats
/// the old cursor, so that a cut transfer asks for the tail again.
fn tail(
    tx: &mut Tx<'_>,
    reading: &Reading<'_>,
    source: &dyn Source,
    stream: &Stream,
    read: i64,
    lines: &mut Lines,
) -> Result<()> {
    let mut changed =
        if stream.revision == read { Vec::new() } else { source.changes(tx, stream, read, reading.today)? };
    changed.extend(source.figures(tx, stream, reading.today)?);
    let left = stream::left(tx, stream, read)?;
    let mut open = frame(stream, Cursor::Done(read));
    open.left = left;
    let mut size = 0;
    for Record { kind, id, content } in changed {
        let Some(content) = content else {
            open.left.push((id, None, reading.today.to_string()));
            continue;
        };
        let bytes = content.to_string().len() + 64;
        if size + bytes > FRAME && !open.records.is_empty() {
            lines.push(encode(&open)?);
            open = frame(stream, Cursor::Done(read));
            size = 0;
        }
        size += bytes;
        open.records.push((kind.into(), id, content));
    }
    open.to = Cursor::Done(stream.revision);
    lines.push(encode(&open)?);
    Ok(())
}

fn snapshot(
    tx: &mut Tx<'_>,
    reading: &Reading<'_>,
    source: &dyn Source,
    stream: &Stream,
    resume: Option<(i64, &String)>,
    lines: &mut Lines,
) -> Result<()> {
    let kept = snapshot::cached(tx, stream)?;
    if let Some(Kept { revision, bytes, records }) = kept {
        let fits = resume.is_none_or(|(at, _)| at == revision);
        // The tail costs about as much as the records it has; past a fifth of the snapshot a new one is made.
        let tail_rows = stream.revision - revision;
        if fits && tail_rows * 600 <= bytes / 5 {
            lines.opened(stream, usize::try_from(records).unwrap_or_default());
            for line in snapshot::cached_after(tx, stream, resume.map(|(_, after)| after.as_str()))? {
                lines.push(line);
            }
            // Also where nothing changed since: the figures in it are of the day it was made.
            return tail(tx, reading, source, stream, revision, lines);
        }
    }
    let (revision, after) =
        resume.map_or((stream.revision, None), |(revision, after)| (revision, Some(after.as_str())));
    let room = ANSWER.saturating_sub(lines.size);
    let (pieces, ended) = snapshot::build(tx, source, stream, (revision, after), (reading.today, room))?;
    lines.opened(stream, pieces.iter().map(|piece| piece.records).sum());
    for piece in &pieces {
        lines.push(piece.line.clone());
    }
    if !ended {
        lines.more = true;
    } else if stream.revision > revision {
        tail(tx, reading, source, stream, revision, lines)?;
    }
    if ended && after.is_none() && stream.kind == Kind::Hamlet && pieces.len() > 1 {
        lines.keep.push((stream.clone(), revision, pieces));
    }
    Ok(())
}
