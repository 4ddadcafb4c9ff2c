//! The decisions about a team, in one list: the founding one, which stands with the team and goes by its id, and what came
//! after it.

use audit::{Chain, Entry};
use base::{Day, Uuid};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use db::Tx;

use super::hold::{Hold, hold};
use super::refusal::{EditError, refusal, wrong_day};
use super::{rules, teams};
use crate::import::Import;
use crate::model::Team;
use crate::store;

/// The largest paper.
pub const FILE_BYTES: usize = 5 << 20;

/// A decision of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decided {
    /// Its id; the team's for the founding one.
    pub id: Uuid,
    /// Its team.
    pub team: Uuid,
    /// founding, renewal, members, dissolution.
    pub kind: String,
    /// Number and symbol.
    pub number: String,
    /// The day it was signed.
    pub day: Option<String>,
    /// Who decided.
    pub issuer: Option<String>,
    /// The last day of the term that it gives.
    pub valid_until: Option<String>,
    /// Rises with every change.
    pub revision: i64,
    /// Its paper: name, type, bytes.
    pub file: Option<(String, String, i64)>,
}

/// A decision as a form says it.
#[derive(Debug, Clone, Default)]
pub struct DecisionForm {
    /// renewal, members, dissolution.
    pub kind: String,
    /// Number and symbol.
    pub number: String,
    /// The day it was signed.
    pub day: String,
    /// Who decided.
    pub issuer: String,
    /// The last day of the term that it gives.
    pub valid_until: String,
}

/// A paper on its way out.
pub struct Paper {
    /// Its name.
    pub name: String,
    /// Its type, as its bytes said.
    pub kind: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// Adds a decision about a team.
pub fn decide(tx: &mut Tx<'_>, team: Uuid, form: &DecisionForm, by: &Import<'_>) -> Result<Uuid, EditError> {
    let held = hold(tx, team, &[])?;
    let id = by.ids.id(by.now);
    let decided = Decided { id, ..checked(&held.team, form, by.today())? };
    write(tx, &held, &decided, ("decision.create", by))?;
    Ok(id)
}

/// Changes a decision after the founding one.
pub fn redecide(
    tx: &mut Tx<'_>,
    (id, saw): (Uuid, i64),
    form: &DecisionForm,
    by: &Import<'_>,
) -> Result<(), EditError> {
    let (held, known) = hold_decision(tx, (id, saw))?;
    let decided = Decided { id, revision: known.revision + 1, ..checked(&held.team, form, by.today())? };
    write(tx, &held, &decided, ("decision.edit", by))
}

/// Takes a decision after the founding one off the list, with its paper.
pub fn take_away(tx: &mut Tx<'_>, (id, saw): (Uuid, i64), by: &Import<'_>) -> Result<(), EditError> {
    let (held, _) = hold_decision(tx, (id, saw))?;
    store::papers::remove(tx, held.team.part, id)?;
    note(tx, held.team.part, (id, "decision.remove", "number,day"), by)
}

fn hold_decision(tx: &mut Tx<'_>, (id, saw): (Uuid, i64)) -> Result<(Hold, Decided), EditError> {
    let (_, team) = store::papers::team_of(tx, id)?.ok_or(EditError::Absent)?;
    let held = hold(tx, team, &[])?;
    let known = store::papers::of_teams(tx, held.team.part, &[team])?.into_iter().find(|one| one.id == id);
    match known {
        Some(known) if known.revision == saw => Ok((held, known)),
        _ => Err(refusal("changed_meanwhile", "somebody else changed this meanwhile; look at it again")),
    }
}

fn checked(team: &Team, form: &DecisionForm, today: Day) -> Result<Decided, EditError> {
    let text = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let (number, issuer) = (text(&form.number), text(&form.issuer));
    if number.is_empty() || number.chars().count() > 80 || issuer.chars().count() > 200 {
        return Err(wrong_day(
            "number",
            "viết số quyết định, ví dụ 47/QĐ-UBND",
            "write the number, such as 47/QĐ-UBND",
        ));
    }
    let day = form.day.parse::<Day>().ok().filter(|day| *day <= today && *day >= team.founded_on.plus(-3_660));
    let Some(day) = day else {
        return Err(wrong_day("decision_date", "ngày ký chưa đúng hoặc chưa tới", "the day is wrong or to come"));
    };
    if !["renewal", "members", "dissolution"].contains(&form.kind.as_str()) {
        return Err(wrong_day("kind", "chọn loại quyết định", "choose the kind of decision"));
    }
    Ok(Decided {
        id: Uuid::nil(),
        team: team.id,
        kind: form.kind.clone(),
        number,
        day: Some(day.to_string()),
        issuer: Some(issuer).filter(|text| !text.is_empty()),
        valid_until: teams::term_end(&form.valid_until, &form.day)?,
        revision: 1,
        file: None,
    })
}

fn write(tx: &mut Tx<'_>, held: &Hold, decided: &Decided, (action, by): (&str, &Import<'_>)) -> Result<(), EditError> {
    store::papers::put(tx, held.team.part, decided)?;
    note(tx, held.team.part, (decided.id, action, "kind,number,day,issuer,valid_until"), by)
}

fn note(
    tx: &mut Tx<'_>,
    part: i64,
    (id, action, fields): (Uuid, &str, &str),
    by: &Import<'_>,
) -> Result<(), EditError> {
    let entry = Entry { fields: fields.into(), ..Entry::plain(by.now, by.actor, action, Some(id)) };
    Ok(audit::append(tx, part, Chain::Organisation, vec![entry])?)
}

/// Puts the paper of a decision in place of the one before.
pub fn attach(tx: &mut Tx<'_>, decision: Uuid, (name, bytes): (&str, &[u8]), by: &Import<'_>) -> Result<(), EditError> {
    let (part, team) = store::papers::team_of(tx, decision)?.ok_or(EditError::Absent)?;
    if bytes.len() > FILE_BYTES {
        return Err(refusal("file_too_large", "a paper has at most 5 MB"));
    }
    let Some(kind) = rules::paper_type(bytes) else {
        return Err(refusal("file_type_wrong", "only PDF, JPEG and PNG are taken"));
    };
    store::edit::hold(tx, part, team)?;
    let (name, content) = (rules::file_name(name), STANDARD.encode(bytes));
    store::papers::attach(tx, (part, decision), (&name, kind, bytes.len() as i64, &content), (by.now, by.actor))?;
    note(tx, part, (decision, "decision.attach", "file"), by)
}

/// The paper of a decision.
pub fn paper(tx: &mut Tx<'_>, part: i64, decision: Uuid) -> Result<Paper, EditError> {
    let (name, kind, content) = store::papers::file(tx, part, decision)?.ok_or(EditError::Absent)?;
    let bytes = STANDARD.decode(content).map_err(|error| db::Error::Other(format!("a paper: {error}")))?;
    Ok(Paper { name, kind, bytes })
}
