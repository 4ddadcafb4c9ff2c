use std::process::ExitCode;

use access::{Role, account, secret};
use base::{Clock, Day, SystemClock, SystemIds};
use db::{Db, Tx};
use people::invite;
use people::office::{self, Given, Official};

use super::Failure;
use crate::cli::Account;
use crate::config::Config;
use crate::start;

pub(super) fn run(what: Account, config: &Config) -> Result<ExitCode, Failure> {
    let (given, json) = match what {
        Account::Create { name, login, role, unit, indicators, json } => {
            let offices: Vec<Role> = Role::ALL.into_iter().filter(|role| !role.is_of_team()).collect();
            let role = super::role(&role, &offices)?;
            let db = open(config)?;
            (db.write_blocking(|tx| create(tx, (&name, &login), (role, &indicators), unit.as_deref()))?, json)
        }
        Account::Reset { login, json } => (open(config)?.write_blocking(|tx| reset(tx, &login))?, json),
    };
    tell(&given, json, config);
    Ok(ExitCode::SUCCESS)
}

fn open(config: &Config) -> Result<Db, Failure> {
    let db = start::open(config)?;
    start::prepare(&db, &SystemClock, &SystemIds)?;
    Ok(db)
}

fn create(
    tx: &mut Tx<'_>,
    (name, login): (&str, &str),
    (role, indicators): (Role, &[String]),
    unit: Option<&str>,
) -> Result<Given, Failure> {
    let unit = super::unit(tx, unit)?;
    let official = Official { name, login, role, unit: &unit, until: None, indicators };
    Ok(office::give(tx, (&SystemIds, SystemClock.now()), None, &official)?)
}

fn reset(tx: &mut Tx<'_>, login: &str) -> Result<Given, Failure> {
    let nobody = || {
        Failure::both(
            format!("--login {login}: không có tài khoản nào đăng nhập bằng tên này"),
            format!("--login {login}: no account signs in by this"),
        )
    };
    let login = access::normalise(login).map_err(|_| nobody())?;
    let found = account::by_login(tx, &login)?.filter(|found| found.disabled_at.is_none()).ok_or_else(nobody)?;
    let made = office::renew(tx, (&SystemIds, SystemClock.now()), (found.part, found.id), None)?;
    Ok(Given { account: found.id, name: found.name, login, invitation: Some(made) })
}

/// The link goes to standard output alone, so that it can be piped on.
fn tell(given: &Given, json: bool, config: &Config) {
    let Given { account, name, login, invitation } = given;
    let url = invitation.as_ref().map(|(code, _)| invite::desk_url(&config.public_url, code));
    if json {
        let code = invitation.as_ref().map(|(code, _)| secret::shown(code));
        let expires_at = invitation.as_ref().map(|(_, expires)| expires.millis());
        let told = serde_json::json!({ "account": account, "login": login, "url": url, "code": code, "expires_at": expires_at });
        println!("{told}");
        return;
    }
    match (url, invitation) {
        (Some(url), Some((_, expires))) => {
            println!("{url}");
            eprintln!("{name} ({login}) sets a password by this link, once, until {}", Day::of(*expires));
        }
        _ => eprintln!("{name} ({login}) has a password already and signs in with it; no link is needed"),
    }
}
