use std::process::ExitCode;

use access::Role;
use access::grants::NewGrant;
use access::{account, grants, session};
use audit::{Chain, Entry};
use base::{Clock, Day, Ids, SystemClock, SystemIds};
use db::Tx;

use super::Failure;
use crate::cli::Token;
use crate::config::Config;
use crate::start;

pub(super) fn run(what: Token, config: &Config) -> Result<ExitCode, Failure> {
    let Token::Create { role, unit, json } = what;
    let role = super::role(&role, &Role::ALL)?;
    let db = start::open(config)?;
    start::prepare(&db, &SystemClock, &SystemIds)?;
    let made = db.write_blocking(|tx| create(tx, role, unit.as_deref()))?;
    if json {
        println!("{}", serde_json::json!({ "token": made.token }));
    } else {
        println!("{}", made.token);
        eprintln!(
            "{role} on {}; it is shown this once and ends in a year. Send it as: Authorization: Bearer TOKEN",
            made.unit
        );
    }
    Ok(ExitCode::SUCCESS)
}

struct Made {
    token: String,
    unit: String,
}

/// An account of its own for each token, so that what it does has a name in the audit log and can be ended alone.
fn create(tx: &mut Tx<'_>, role: Role, unit: Option<&str>) -> Result<Made, Failure> {
    let now = SystemClock.now();
    let unit = super::unit(tx, unit)?;
    let (part, id) = (unit.part, SystemIds.id(now));
    let label = format!("token: {role} on {}", unit.full_name);
    account::create(tx, part, id, None, &label, now)?;
    let grant = NewGrant {
        id: SystemIds.id(now),
        account: id,
        role,
        unit: unit.id,
        indicators: None,
        membership: None,
        since: Day::of(now),
        until: None,
    };
    grants::put(tx, part, &[grant])?;
    let token = session::open(tx, &SystemIds, now, (part, id), (false, &label))?;
    let entry = Entry {
        at: now,
        actor: None,
        device: None,
        action: "token.create".into(),
        subject: Some(id),
        fields: format!("role={role},unit={}", unit.id),
        content_hash: String::new(),
    };
    audit::append(tx, part, Chain::Grants, vec![entry])?;
    Ok(Made { token, unit: unit.full_name })
}
