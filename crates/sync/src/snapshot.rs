//! Snapshots: a stream from the beginning, in frames of at most 64 KB that each carry their own cursor, kept ready with
//! the revision they were made at.

use base::{Day, Uuid};
use db::{Result, Tx, args};
use serde_json::Value;

use crate::pull::{encode, frame};
use crate::room::Source;
use crate::stream::Stream;
use crate::wire::Cursor;

/// The largest frame, in bytes of JSON.
pub(crate) const FRAME: usize = 60_000;
/// Rows that a page reads at once.
const PAGE: i64 = 120;

/// A frame as it goes over the wire, the key of its last record, and how many it has.
#[derive(Debug, Clone)]
pub(crate) struct Piece {
    pub last: String,
    pub records: usize,
    pub line: String,
}

/// A snapshot that was kept.
pub(crate) struct Kept {
    pub revision: i64,
    pub bytes: i64,
    pub records: i64,
}

/// The snapshot that is kept of a stream, if there is one.
pub(crate) fn cached(tx: &mut Tx<'_>, stream: &Stream) -> Result<Option<Kept>> {
    let found = tx.opt(
        "select min(revision), cast(coalesce(sum(bytes), 0) as bigint), cast(coalesce(sum(records), 0) as bigint)
         from stream_snapshot where part = $1 and stream = $2",
        args![stream.part, stream.id],
        |row| Ok((row.get::<Option<i64>>(0)?, row.get(1)?, row.get(2)?)),
    )?;
    Ok(found.and_then(|(revision, bytes, records)| Some(Kept { revision: revision?, bytes, records })))
}

/// The cached frames after a key.
pub(crate) fn cached_after(tx: &mut Tx<'_>, stream: &Stream, after: Option<&str>) -> Result<Vec<String>> {
    tx.all(
        "select s.body from stream_snapshot s where s.part = $1 and s.stream = $2 and s.frame > coalesce((
           select k.frame from stream_snapshot k where k.part = $1 and k.stream = $2 and k.last = $3), -1)
         order by s.frame",
        args![stream.part, stream.id, after.unwrap_or_default()],
        |row| row.get(0),
    )
}

/// Builds frames from the rows, after a key, that bring a phone to `revision`. Stops when `room` bytes are full; the second
/// value says whether the end was reached.
pub(crate) fn build(
    tx: &mut Tx<'_>,
    source: &dyn Source,
    stream: &Stream,
    (revision, after): (i64, Option<&str>),
    (today, room): (Day, usize),
) -> Result<(Vec<Piece>, bool)> {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut total = 0;
    let mut records: Vec<(String, Uuid, Value)> = Vec::new();
    let mut size = 0;
    let mut last = after.map(str::to_owned);
    let mut start = after.is_none();
    loop {
        let page = source.page(tx, stream, last.as_deref(), PAGE, today)?;
        let ended = page.is_empty();
        for (key, record) in page {
            let Some(content) = record.content else {
                last = Some(key);
                continue;
            };
            let bytes = content.to_string().len() + record.kind.len() + 48;
            if size + bytes > FRAME && !records.is_empty() {
                let to = Cursor::Partway(revision, last.clone().unwrap_or_default());
                pieces.push(piece(stream, to, &mut start, &mut records, last.as_deref())?);
                total += size;
                size = 0;
            }
            size += bytes;
            records.push((record.kind.into(), record.id, content));
            last = Some(key);
        }
        if ended {
            records.extend(
                source.figures(tx, stream, today)?.into_iter().filter_map(|r| Some((r.kind.into(), r.id, r.content?))),
            );
            let end = "~";
            pieces.push(piece(stream, Cursor::Done(revision), &mut start, &mut records, Some(end))?);
            return Ok((pieces, true));
        }
        if total + size > room && !pieces.is_empty() {
            return Ok((pieces, false));
        }
    }
}

fn piece(
    stream: &Stream,
    to: Cursor,
    start: &mut bool,
    records: &mut Vec<(String, Uuid, Value)>,
    last: Option<&str>,
) -> Result<Piece> {
    let mut made = frame(stream, to);
    made.start = std::mem::take(start);
    made.records = std::mem::take(records);
    Ok(Piece { last: last.unwrap_or_default().to_owned(), records: made.records.len(), line: encode(&made)? })
}

/// Keeps a whole snapshot ready. Runs in a write of its own, so that reading a stream never waits for a writer.
pub(crate) fn keep(tx: &mut Tx<'_>, stream: &Stream, revision: i64, pieces: &[Piece]) -> Result<()> {
    let newer = cached(tx, stream)?.is_some_and(|kept| kept.revision >= revision);
    if newer {
        return Ok(());
    }
    tx.exec("delete from stream_snapshot where part = $1 and stream = $2", args![stream.part, stream.id])?;
    for (number, piece) in pieces.iter().enumerate() {
        tx.exec(
            "insert into stream_snapshot (part, stream, frame, revision, last, records, bytes, body)
             values ($1, $2, $3, $4, $5, $6, $7, $8)",
            args![
                stream.part,
                stream.id,
                number as i64,
                revision,
                &piece.last,
                piece.records as i64,
                piece.line.len() as i64,
                &piece.line
            ],
        )?;
    }
    Ok(())
}
