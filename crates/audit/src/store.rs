use base::{Ids, Instant, Uuid, derived_id};
use db::{Result, Tx, args, json};

use crate::chain::{Entry, Row, content_hash, hex, link};

/// The chains of a part that no stream carries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Chain {
    /// Accounts, sign-ins, devices, invitations.
    Accounts,
    /// Who may what.
    Grants,
    /// Reads of personal data in bulk.
    Reads,
    /// Units, teams, settings.
    Organisation,
}

impl Chain {
    fn name(self) -> &'static str {
        match self {
            Self::Accounts => "accounts",
            Self::Grants => "grants",
            Self::Reads => "reads",
            Self::Organisation => "organisation",
        }
    }
}

/// Writes rows that were linked already; the caller keeps the chain's head.
pub fn write(tx: &mut Tx<'_>, part: i64, rows: &[Row]) -> Result<()> {
    if rows.is_empty() {
        return Ok(());
    }
    let lines: Vec<_> = rows
        .iter()
        .map(|row| {
            let e = &row.entry;
            (row.chain, row.seq, e.at.0, e.actor, e.device, &e.action, e.subject, &e.fields, &e.content_hash, &row.hash)
        })
        .collect();
    tx.exec(
        "insert into audit_entry (part, chain, seq, at, actor, device, action, subject, fields, content_hash, hash)
         select cast($2 as bigint), uuid(r.value->>0), cast(r.value->>1 as bigint), cast(r.value->>2 as bigint),
           uuid(r.value->>3), uuid(r.value->>4), r.value->>5, uuid(r.value->>6), r.value->>7, r.value->>8, r.value->>9
         from {rows:$1}",
        &[json(&lines)?, part.into()],
    )?;
    Ok(())
}

/// Appends entries to a chain of the part, under the chain's own lock.
pub fn append(tx: &mut Tx<'_>, part: i64, chain: Chain, entries: Vec<Entry>) -> Result<()> {
    if entries.is_empty() {
        return Ok(());
    }
    let id = derived_id(&format!("audit {part} {}", chain.name()));
    tx.exec(
        "insert into audit_chain (part, id, name) values ($1, $2, $3) on conflict (part, id) do nothing",
        args![part, id, chain.name()],
    )?;
    let (mut seq, mut head) =
        tx.one("select seq, head from audit_chain where part = $1 and id = $2 {lock}", args![part, id], |row| {
            Ok((row.get::<i64>(0)?, row.get::<String>(1)?))
        })?;
    let mut rows = Vec::with_capacity(entries.len());
    for entry in entries {
        seq += 1;
        let (row, next) = link(id, seq, &head, entry);
        head = next;
        rows.push(row);
    }
    write(tx, part, &rows)?;
    tx.exec("update audit_chain set seq = $3, head = $4 where part = $1 and id = $2", args![part, id, seq, head])?;
    Ok(())
}

/// Appends one entry whose content may have to be erased one day: the row gets a salted hash, the content its own table.
pub fn append_with_content(
    tx: &mut Tx<'_>,
    ids: &dyn Ids,
    part: i64,
    chain: Chain,
    entry: Entry,
    content: &str,
) -> Result<()> {
    let mut salt = [0; 16];
    ids.fill(&mut salt);
    let salt = hex(&salt);
    let entry = Entry { content_hash: content_hash(&salt, content), ..entry };
    append(tx, part, chain, vec![entry])?;
    tx.exec(
        "insert into audit_content (part, chain, seq, salt, content)
         select part, id, seq, $3, $4 from audit_chain where part = $1 and id = $2",
        args![part, derived_id(&format!("audit {part} {}", chain.name())), salt, content],
    )?;
    Ok(())
}

/// Notes that personal data were read in bulk: by whom, of which unit, what, and how many records.
pub fn read_in_bulk(
    tx: &mut Tx<'_>,
    part: i64,
    (at, actor): (Instant, Option<Uuid>),
    (unit, what, records): (Uuid, &str, usize),
) -> Result<()> {
    let entry =
        Entry { fields: format!("{records} records"), ..Entry::plain(at, actor, &format!("read.{what}"), Some(unit)) };
    append(tx, part, Chain::Reads, vec![entry])
}

/// Destroys the content of an entry; the chain stays whole.
pub fn erase(tx: &mut Tx<'_>, part: i64, chain: Uuid, seq: i64) -> Result<()> {
    tx.exec(
        "update audit_content set content = null, salt = '' where part = $1 and chain = $2 and seq = $3",
        args![part, chain, seq],
    )?;
    Ok(())
}
