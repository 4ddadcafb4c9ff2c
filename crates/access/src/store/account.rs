//! Accounts and the names by which one signs in.

use base::{Instant, Uuid};
use db::{Result, Tx, args};

/// An account as the sign-in needs it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// Its part.
    pub part: i64,
    /// Its id.
    pub id: Uuid,
    /// What it is called.
    pub name: String,
    /// The argon2id hash of its password, if it has one.
    pub password_hash: Option<String>,
    /// It may nothing from this moment on.
    pub disabled_at: Option<Instant>,
}

/// Makes an account.
pub fn create(tx: &mut Tx<'_>, part: i64, id: Uuid, person: Option<Uuid>, name: &str, now: Instant) -> Result<()> {
    tx.exec(
        "insert into account (part, id, person, name, created_at) values ($1, $2, $3, $4, $5)",
        args![part, id, person, name, now],
    )?;
    Ok(())
}

/// Gives an account a login name in its one form (see [`crate::normalise`]). False: the name is another account's.
pub fn add_login(tx: &mut Tx<'_>, part: i64, account: Uuid, login: &str) -> Result<bool> {
    tx.exec(
        "insert into account_login (login, part, account) values ($1, $2, $3) on conflict (login) do nothing",
        args![login, part, account],
    )?;
    let owner = tx.one("select account from account_login where login = $1", args![login], |row| row.get::<Uuid>(0))?;
    Ok(owner == account)
}

/// The account of a login name.
pub fn by_login(tx: &mut Tx<'_>, login: &str) -> Result<Option<Account>> {
    tx.opt(
        "select a.part, a.id, a.name, a.password_hash, a.disabled_at from account_login l
         join account a on a.part = l.part and a.id = l.account where l.login = $1",
        args![login],
        read,
    )
}

/// An account whose part is not known: there are few parts, and each is asked by key.
pub fn find(tx: &mut Tx<'_>, id: Uuid) -> Result<Option<Account>> {
    tx.opt(
        "select a.part, a.id, a.name, a.password_hash, a.disabled_at
         from part p {lead} join account a on a.part = p.part and a.id = $1",
        args![id],
        read,
    )
}

/// The names by which an account signs in.
pub fn logins(tx: &mut Tx<'_>, part: i64, id: Uuid) -> Result<Vec<String>> {
    tx.all("select login from account_login where part = $1 and account = $2 order by login", args![part, id], |row| {
        row.get(0)
    })
}

/// An account by id.
pub fn by_id(tx: &mut Tx<'_>, part: i64, id: Uuid) -> Result<Option<Account>> {
    tx.opt(
        "select part, id, name, password_hash, disabled_at from account where part = $1 and id = $2",
        args![part, id],
        read,
    )
}

fn read(row: &db::Row<'_>) -> Result<Account> {
    Ok(Account {
        part: row.get(0)?,
        id: row.get(1)?,
        name: row.get(2)?,
        password_hash: row.get(3)?,
        disabled_at: row.get::<Option<i64>>(4)?.map(Instant),
    })
}

/// Sets the password's hash. Which sessions end is the caller's to say.
pub fn set_password(tx: &mut Tx<'_>, part: i64, account: Uuid, hash: &str) -> Result<()> {
    tx.exec(
        "update account set password_hash = $3, revision = revision + 1 where part = $1 and id = $2",
        args![part, account, hash],
    )?;
    Ok(())
}

/// Forgets the password: until another one is set, the account comes in by invitation only.
pub fn clear_password(tx: &mut Tx<'_>, part: i64, account: Uuid) -> Result<()> {
    tx.exec(
        "update account set password_hash = null, revision = revision + 1 where part = $1 and id = $2",
        args![part, account],
    )?;
    Ok(())
}

/// Writes down that an account was used, so that it is still known when the session is long gone.
pub(super) fn used(tx: &mut Tx<'_>, part: i64, account: Uuid, at: Instant) -> Result<()> {
    tx.exec("update account set used_at = $3 where part = $1 and id = $2", args![part, account, at])?;
    Ok(())
}

/// Holds an account's row until the transaction ends, so that what is read of it next stays so.
pub fn hold(tx: &mut Tx<'_>, part: i64, account: Uuid) -> Result<()> {
    tx.exec("update account set revision = revision where part = $1 and id = $2", args![part, account])?;
    Ok(())
}

/// Ends an account: from this moment on it may nothing and its phones are no longer trusted. What it did stays.
pub fn disable(tx: &mut Tx<'_>, part: i64, account: Uuid, at: Instant) -> Result<()> {
    tx.exec(
        "update account set disabled_at = $3, revision = revision + 1 where part = $1 and id = $2",
        args![part, account, at],
    )?;
    tx.exec("delete from session where part = $1 and account = $2", args![part, account])?;
    Ok(())
}
