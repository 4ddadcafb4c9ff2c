use access::grants::NewGrant;
use access::{Role, account, device, grants};
use base::{Day, Ids, Instant, ManualClock, SeededIds, Uuid, derived_id};
use db::{Db, Result, Tx, args};
use sync::Caller;

/// The hamlets of the small tree.
pub const HAMLETS: [&str; 3] = ["Ấp Giồng Tra", "Ấp 17", "Ấp Cây Gừa"];

/// A small tree with people: a country, a province, a district, a commune, three hamlets, members with phones.
pub struct World {
    /// The clock that everything goes by; 24 November 2026, eight in the morning in Viet Nam.
    pub clock: std::sync::Arc<ManualClock>,
    /// Ids from a seed.
    pub ids: std::sync::Arc<SeededIds>,
    /// The hamlets, in the order of [`HAMLETS`].
    pub hamlets: Vec<Uuid>,
    /// The units above: country, province, district, commune.
    pub above: [Uuid; 4],
}

/// Somebody with an account and a phone.
#[derive(Debug, Clone, Copy)]
pub struct Member {
    /// The account and device, as the sync service sees them.
    pub caller: Caller,
    /// The hamlet.
    pub hamlet: Uuid,
}

/// The part of the small tree.
const PART: i64 = 7;

impl World {
    /// Lays the tree into an empty database.
    pub fn new(db: &Db, seed: u64) -> Self {
        let clock = ManualClock::new("2026-11-24".parse::<Day>().expect("a day").start().plus_seconds(8 * 3600));
        let above = ["country", "province", "district", "commune"].map(|tier| derived_id(&format!("world {tier}")));
        let hamlets: Vec<Uuid> = HAMLETS.iter().map(|name| derived_id(&format!("world {name}"))).collect();
        let world = Self { clock: clock.into(), ids: SeededIds::new(seed).into(), hamlets, above };
        db.write_blocking(|tx| world.lay(tx)).expect("the small tree is laid");
        world
    }

    /// The day in this world.
    pub fn today(&self) -> Day {
        use base::Clock;
        Day::of(self.clock.now())
    }

    fn lay(&self, tx: &mut Tx<'_>) -> Result<()> {
        tx.exec("insert into part (part, province_code, made_at) values ($1, '95', 0)", args![PART])?;
        let upper = [
            ("country", "Việt Nam"),
            ("province", "Tỉnh Bạc Liêu"),
            ("district", "Huyện Hòa Bình"),
            ("commune", "Xã Vĩnh Hậu A"),
        ];
        for (at, (tier, name)) in upper.into_iter().enumerate() {
            self.unit(tx, (self.above[at], tier, name), &self.above[..at])?;
        }
        for (id, name) in self.hamlets.iter().zip(HAMLETS) {
            self.unit(tx, (*id, "hamlet", name), &self.above)?;
            tx.exec(
                "insert into atom (part, id, unit, made_on) values ($1, $2, $3, '2020-01-01')",
                args![PART, derived_id(&format!("atom {id}")), *id],
            )?;
        }
        places::store::set_setting(tx, "map_in_force", "2024")?;
        places::store::draw_epoch(tx, &*self.ids)?;
        Ok(())
    }

    fn unit(&self, tx: &mut Tx<'_>, (id, tier, name): (Uuid, &str, &str), above: &[Uuid]) -> Result<()> {
        tx.exec(
            "insert into unit (id, tier, code, vintage, part, kind, valid_from) values ($1, $2, null, null, $3, $4, '2000-01-01')",
            args![id, tier, PART, name.split(' ').next().unwrap_or_default()],
        )?;
        tx.exec(
            "insert into unit_name (unit, valid_from, name, full_name, search, sort_key) values ($1, '2000-01-01', $2, $2, $3, $4)",
            args![id, name, base::fold(name), base::sort_key(name, false)],
        )?;
        for (depth, ancestor) in std::iter::once(&id).chain(above.iter().rev()).enumerate() {
            tx.exec(
                "insert into unit_link (map, unit, ancestor, depth, valid_from) values (2024, $1, $2, $3, '2000-01-01')",
                args![id, *ancestor, depth as i64],
            )?;
        }
        Ok(())
    }

    /// An account with a role on a unit and a phone. `since` and `until` bound the role.
    pub fn member(&self, db: &Db, role: Role, unit: Uuid, days: (&str, Option<&str>)) -> Member {
        self.member_with_token(db, role, unit, days).0
    }

    /// The same with the phone's token, for a server that is asked over the wire.
    pub fn member_with_token(
        &self,
        db: &Db,
        role: Role,
        unit: Uuid,
        (since, until): (&str, Option<&str>),
    ) -> (Member, String) {
        let day = |text: &str| text.parse::<Day>().expect("a day");
        let now = Instant(0);
        let (account, grant) = (self.ids.id(now), self.ids.id(now));
        let (device, token) = db
            .write_blocking(|tx| {
                account::create(tx, PART, account, None, &format!("{role} {}", account.simple()), now)?;
                let grant = NewGrant {
                    id: grant,
                    account,
                    role,
                    unit,
                    indicators: None,
                    membership: None,
                    since: day(since),
                    until: until.map(day),
                };
                grants::put(tx, PART, &[grant])?;
                device::register(tx, &*self.ids, now, (PART, account), ("test", "AAAA"))
            })
            .expect("the member is made");
        (Member { caller: Caller { part: PART, device, account, revoked: false }, hamlet: unit }, token)
    }
}
