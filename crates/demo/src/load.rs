use std::sync::Arc;

use base::{Clock, Day, Ids, Instant, ManualClock};
use db::Db;
use sync::{Caller, Service};

use crate::books;
use crate::carrier::{Carrier, Lane};
use crate::chance::Chance;
use crate::error::Error;
use crate::handset::{Fates, Handset};
use crate::join::accept;
use crate::owners;
use crate::progress::Progress;
use crate::setup::{Founded, found};
use crate::year::{Turn, Year};
use crate::{District, Names};

/// The seed of the demonstration that everybody sees.
pub const SEED: u64 = 961;
/// The key of `installation` that says the year is there.
const LOADED: &str = "demo_loaded";
/// The tiers are folded after so many exchanges.
const FOLD_EVERY: u64 = 400;
/// Groups of exchanges that are on their way at a time.
const LANES: usize = 4;

/// Makes the endpoint's service for a clock; whoever wires the rooms knows how.
pub type MakeService<'a> = &'a dyn Fn(Db, Arc<dyn Clock>, Arc<dyn Ids>) -> Service;

/// What was loaded.
#[derive(Debug, Clone, Default)]
pub struct Loaded {
    /// It was there already.
    pub was_there: bool,
    /// Exchanges with the endpoint.
    pub exchanges: u64,
    /// Operations that came in, repeats included.
    pub operations: u64,
    /// How often each fate was given, with the reason where it was not kept.
    pub fates: Fates,
    /// How long it took.
    pub seconds: f64,
}

/// Loads the year that ends before `today`, unless it is there. Blocks; never call it on an async thread. The schema and
/// what an installation is born with have to be there.
pub fn load(db: &Db, seed: u64, today: Day, make: MakeService<'_>) -> Result<Loaded, Error> {
    if db.read_blocking(|tx| places::store::setting(tx, LOADED))?.is_some() {
        return Ok(Loaded { was_there: true, ..Loaded::default() });
    }
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let mut progress = Progress::new();
    let loaded = fill(db, seed, today, make, &runtime, &mut progress)?;
    db.write_blocking(|tx| places::store::set_setting(tx, LOADED, &today.plus(-1).to_string()))?;
    progress.show(1.0, "xong / done");
    progress.done();
    Ok(Loaded { seconds: progress.seconds(), ..loaded })
}

fn fill(
    db: &Db,
    seed: u64,
    today: Day,
    make: MakeService<'_>,
    runtime: &tokio::runtime::Runtime,
    progress: &mut Progress,
) -> Result<Loaded, Error> {
    progress.show(0.0, "đơn vị hành chính, tổ, thành viên / units, teams, members");
    let names = Names::built_in();
    let district = District::generate(seed, &names);
    let first = today.plus(-crate::year::DAYS);
    let dawn = first.start().plus_seconds(5 * 3_600);
    let ids = Arc::new(Chance::new(seed));
    let founded = found(db, &district, dawn, &*ids)?;
    let mut year = Year::new(seed, today.plus(-1), &names, &district, founded.hamlets.clone());
    progress.show(0.01, "danh sách hộ của các xã / the communes' lists of households");
    books::bring_in(db, (&district, &founded), &mut year, dawn, &*ids)?;
    let handsets = join_all(db, (&district, &founded), &year, dawn, &*ids)?;
    let lane = || {
        let clock = Arc::new(ManualClock::new(dawn));
        Lane { service: Arc::new(make(db.clone(), clock.clone(), ids.clone())), clock }
    };
    let carrier = Carrier::new(db.clone(), (0..LANES).map(|_| lane()).collect(), ids.clone(), handsets);
    let mut loader = Loader { db, district: &district, founded: &founded, ids: &*ids, carrier };
    let exchanges = runtime.block_on(loader.run(year, progress))?;
    let carrier = loader.carrier;
    counting::fold::run(db, today.start())?;
    owners::send(db, &founded, (seed, today), &*ids)?;
    Ok(Loaded { exchanges, operations: carrier.operations, fates: carrier.fates, ..Loaded::default() })
}

/// All members of hamlet teams join on the first morning.
fn join_all(
    db: &Db,
    (district, founded): (&District, &Founded),
    year: &Year<'_>,
    now: Instant,
    ids: &dyn Ids,
) -> Result<Vec<Handset>, Error> {
    db.write_blocking(|tx| {
        let mut handsets = Vec::new();
        for place in year.members() {
            let member = founded.hamlet_member(district, place.hamlet, place.place);
            let member = member.ok_or(Error::Missing("a member of the year is in no team"))?;
            let leader = founded.hamlet_member(district, place.hamlet, 0).map(|leader| leader.account);
            let joined = accept(tx, founded.part, member, leader, now, ids)?;
            handsets.push(handset(founded.part, &joined));
        }
        Ok(handsets)
    })
}

fn handset(part: i64, joined: &crate::join::Joined) -> Handset {
    let caller = Caller { part, device: joined.device, account: joined.account, revoked: false };
    Handset::new(caller, joined.token.clone())
}

struct Loader<'a> {
    db: &'a Db,
    district: &'a District,
    founded: &'a Founded,
    ids: &'a dyn Ids,
    carrier: Carrier,
}

impl Loader<'_> {
    async fn run(&mut self, mut year: Year<'_>, progress: &mut Progress) -> Result<u64, Error> {
        let places = year.members().to_vec();
        let (mut exchanges, mut folded) = (0, 0);
        while let Some(turn) = year.next() {
            let at = turn.at();
            match turn {
                Turn::Sync(exchange) => {
                    exchanges += 1;
                    self.carrier.take(exchange).await?;
                }
                Turn::Sealed(exchange) => self.carrier.take_sealed(&exchange).await?,
                Turn::Revoke { member, .. } => {
                    self.carrier.settle().await?;
                    if let Some(handset) = self.carrier.handsets.get(member) {
                        let (part, device) = (handset.caller.part, handset.caller.device);
                        self.db.write(move |tx| access::device::revoke(tx, part, device, at)).await?;
                    }
                }
                Turn::Replace { member, .. } => {
                    self.carrier.settle().await?;
                    self.replace(places.get(member).map(|place| (place.hamlet, place.place)), member, at)?;
                }
            }
            if exchanges - folded >= FOLD_EVERY {
                folded = exchanges;
                let db = self.db.clone();
                // The folding is the server's own, only that here it is called and not left running.
                tokio::task::spawn_blocking(move || counting::fold::run(&db, at))
                    .await
                    .map_err(|_| Error::Missing("folding broke off"))??;
                let words = format!("{} · {} mục / operations", Day::of(at), self.carrier.operations);
                progress.show(0.03 + 0.96 * year.progress(), &words);
            }
        }
        self.carrier.settle().await?;
        Ok(exchanges)
    }

    fn replace(&mut self, place: Option<(usize, usize)>, member: usize, at: Instant) -> Result<(), Error> {
        let (hamlet, place) = place.ok_or(Error::Missing("no such member"))?;
        let joined = std::thread::scope(|scope| {
            let join = || crate::join::join(self.db, (self.district, self.founded), (hamlet, place), at, self.ids);
            scope.spawn(join).join().unwrap_or(Err(Error::Missing("joining broke off")))
        })?;
        if let Some(known) = self.carrier.handsets.get_mut(member) {
            *known = handset(self.founded.part, &joined);
        }
        Ok(())
    }
}
