use std::sync::Arc;

use access::{Action, Scope};
use api::{AppState, Failure, Signed, see_all};
use axum::Json;
use axum::http::StatusCode;
use base::{Day, Uuid};
use db::Tx;
use places::{Tier, Unit};
use roster::layout::{self, Layout};
use roster::{Kind, Reading, Settings};
use sheets::Limits;

use super::asked::Said;
use super::did::Did;
use super::form::Upload;
use super::wire::{ListBody, mend};
use crate::import::Import;
use crate::lists::{self, File, ListError, Mistake};

/// Which kind of list, who may bring it in, and whether it is written or only seen.
#[derive(Debug, Clone, Copy)]
pub struct Way {
    /// The kind.
    pub kind: Kind,
    /// What the officer has to be allowed on the commune.
    pub action: Action,
    /// Whether it is written.
    pub write: bool,
}

impl Way {
    /// Looking at households takes no lock: phones go on writing meanwhile. A roster is small, and is looked at by bringing it
    /// in and taking it back.
    fn locks(self) -> bool {
        self.write || self.kind == Kind::Roster
    }
}

/// What is given to whoever brings a list in.
pub struct Given<'a> {
    /// The file, understood.
    pub reading: &'a Reading,
    /// The commune that it goes to.
    pub commune: &'a Unit,
    /// The file, where it is written.
    pub file: Option<File<'a>>,
    /// What the officer said of it.
    pub said: &'a Said,
    /// Time, ids, actor.
    pub by: Import<'a>,
    /// What the officer may.
    pub scope: Arc<Scope>,
}

/// Reads a file and shows it, or brings it in, by `work`; of a file that is only seen nothing stays.
pub async fn take<W>(
    state: AppState,
    signed: Signed,
    (unit, upload): (Uuid, Upload),
    way: Way,
    work: W,
) -> Result<Json<ListBody>, Failure>
where
    W: Fn(&mut Tx<'_>, &Given<'_>) -> Result<(Did, Option<Uuid>), ListError> + Send + Sync + 'static,
{
    let (now, ids, scope) = (state.now(), state.ids.clone(), signed.scope.clone());
    let name = upload.asked.name.clone();
    let said = Arc::new(upload.asked.read().map_err(Failure::form)?);
    let remembered = state.db.read({
        let scope = scope.clone();
        move |tx| {
            let seen = see_all(tx, &scope, &[way.action], unit, Day::of(now))?;
            let headings = lists::headings(tx, &seen.unit, code(way.kind))?;
            Ok::<_, Failure>((commune(seen.unit)?, headings))
        }
    });
    let (commune, headings) = remembered.await?;
    let place = (commune.part, commune.id);
    let settings = Settings {
        this_year: Day::of(now).year().into(),
        kind: Some(way.kind),
        corrections: said.corrections.clone(),
        headings,
        values: said.values.clone(),
    };
    let read = {
        let name = name.clone();
        tokio::task::spawn_blocking(move || understand(&upload.file, &name, &settings, way.kind))
    };
    let (hash, layout, reading) = read.await.map_err(|_| db::Error::Busy("the server is stopping".into()))??;
    let reading = Arc::new(reading);
    let work = {
        let (reading, hash, scope) = (reading.clone(), hash.clone(), scope.clone());
        move |tx: &mut Tx<'_>| {
            // What the officer may is asked again where it is written.
            see_all(tx, &scope, &[way.action], commune.id, Day::of(now))?;
            let given = Given {
                reading: &reading,
                commune: &commune,
                file: way.write.then_some(File { name: &name, hash: &hash, basis: said.basis.as_ref() }),
                said: &said,
                by: Import { now, ids: &*ids, actor: Some(scope.account) },
                scope: scope.clone(),
            };
            let done = bring_in(tx, &given, way, &work)?;
            // One who only looks has gone already.
            lists::keep_layout(tx, (&commune, way.kind), layout.as_ref())?;
            Ok(done)
        }
    };
    let outcome = if way.locks() { state.db.write(work).await } else { state.db.read(work).await };
    let (outcome, list) = match outcome {
        Ok((did, list)) => (Ok(did), list),
        Err(Ended::Preview(did)) => (Ok(*did), None),
        Err(Ended::Mistakes(mistakes)) if way.write => return Err(mend(&mistakes)),
        Err(Ended::Mistakes(mistakes)) => (Err(mistakes), None),
        Err(Ended::Refused(failure)) => return Err(failure),
    };
    // A preview says of people of ours what is known of them.
    let told = outcome.as_ref().ok().filter(|_| !way.write).map_or(0, Did::known);
    let whom = if way.kind == Kind::Roster { "members" } else { "residents" };
    state.note_read(&signed.scope, place, whom, told).await?;
    let reading = Arc::unwrap_or_clone(reading);
    Ok(Json(ListBody { list, ..ListBody::new(hash, reading, outcome) }))
}

/// How a transaction ends that writes nothing.
enum Ended {
    Preview(Box<Did>),
    Mistakes(Vec<Mistake>),
    Refused(Failure),
}

impl From<db::Error> for Ended {
    fn from(error: db::Error) -> Self {
        Self::Refused(error.into())
    }
}

impl From<Failure> for Ended {
    fn from(failure: Failure) -> Self {
        Self::Refused(failure)
    }
}

fn bring_in<W>(tx: &mut Tx<'_>, given: &Given<'_>, way: Way, work: &W) -> Result<(Did, Option<Uuid>), Ended>
where
    W: Fn(&mut Tx<'_>, &Given<'_>) -> Result<(Did, Option<Uuid>), ListError>,
{
    if let Some(mistake) = lists::of_another(tx, &given.reading.records, given.commune)? {
        return Err(Ended::Mistakes(vec![mistake]));
    }
    let done = work(tx, given).map_err(|error| match error {
        ListError::Mistakes(mistakes) => Ended::Mistakes(mistakes),
        ListError::Db(error) => Ended::from(error),
    })?;
    if !way.write {
        return Err(Ended::Preview(Box::new(done.0)));
    }
    lists::remember(tx, (given.commune, code(way.kind)), given.reading, &given.said.corrections)?;
    Ok(done)
}

fn code(kind: Kind) -> &'static str {
    match kind {
        Kind::Roster => lists::ROSTER,
        Kind::Households => lists::HOUSEHOLDS,
    }
}

/// The unit, if it is a commune: whose lists are whose is settled there.
pub fn commune(unit: Unit) -> Result<Unit, Failure> {
    if unit.tier == Tier::Commune {
        return Ok(unit);
    }
    Err(Failure::refused(StatusCode::UNPROCESSABLE_ENTITY, "not_a_commune", "lists come in commune by commune"))
}

fn understand(
    body: &[u8],
    name: &str,
    settings: &Settings,
    kind: Kind,
) -> Result<(String, Option<Layout>, Reading), Failure> {
    let workbook = sheets::read(body, name, &Limits::default(), &mut |_| {})
        .map_err(|refusal| mend(&[Mistake::of_file(refusal.code(), refusal.in_vietnamese(), refusal.to_string())]))?;
    let reading = roster::read(&workbook, settings);
    match lists::unusable(&reading, kind) {
        Some(mistake) => Err(mend(&[mistake])),
        None => Ok((lists::hash(body), layout::of(&workbook, &reading), reading)),
    }
}
