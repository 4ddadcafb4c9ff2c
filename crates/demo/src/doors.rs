//! Six ways in, one for each kind of user, so that whoever tries the demo sees what each of them sees.

use access::grants::{self, NewGrant};
use access::{Role, account, invitation, password};
use base::{Day, Ids, Instant, Uuid};
use db::{Db, Tx};

use crate::district::{District, Seat};
use crate::error::Error;
use crate::names::Names;
use crate::owners;
use crate::setup::{self, Founded, Seated};

/// The password of all six. The demo holds invented people only.
pub const PASSWORD: &str = "gan-dan-961";

/// A way in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Door {
    /// Who it is, in Vietnamese.
    pub who_vi: &'static str,
    /// Who it is, in English.
    pub who_en: &'static str,
    /// The name of the person.
    pub name: String,
    /// What to type at the desk.
    pub login: &'static str,
    /// For those who work in the field: the code of an invitation to a phone, made anew at every start.
    pub code: Option<String>,
}

/// Gives the six their login and password where they have none, the two of the field a fresh invitation, and says who they
/// are. The year has to be loaded.
pub fn doors(db: &Db, seed: u64, now: Instant, ids: &dyn Ids) -> Result<Vec<Door>, Error> {
    let district = District::generate(seed, &Names::built_in());
    let mut salt = [0; 16];
    ids.fill(&mut salt);
    let hash = password::hash_blocking(PASSWORD, &salt).ok_or(Error::Missing("no password can be made"))?;
    db.write_blocking(|tx| {
        let founded = setup::read(tx, &district)?;
        let way = Way { part: founded.part, hash: &hash, now, ids };
        let leader = seated(&district, &founded, Seat::Hamlet(0), 0)?;
        let member = seated(&district, &founded, Seat::Hamlet(0), 2)?;
        let commune = seated(&district, &founded, Seat::Commune(0), 1)?;
        let district_officer = seated(&district, &founded, Seat::District, 1)?;
        Ok(vec![
            way.field(tx, ("Thành viên tổ ấp", "Member"), member, leader, "thanhvien")?,
            way.field(tx, ("Tổ trưởng tổ ấp", "Leader"), leader, leader, "totruong")?,
            way.desk(tx, ("Cán bộ xã", "Commune officer"), commune, "canboxa")?,
            way.desk(tx, ("Cán bộ huyện", "District officer"), district_officer, "canbohuyen")?,
            way.police(tx, founded.district)?,
            way.administrator(tx, founded.country)?,
        ])
    })
}

fn seated<'a>(district: &District, founded: &'a Founded, seat: Seat, place: usize) -> Result<&'a Seated, Error> {
    let team = district.teams.iter().position(|team| team.seat == seat);
    let found = team.and_then(|team| founded.teams.get(team)?.get(place));
    found.ok_or(Error::Missing("a team has too few members"))
}

struct Way<'a> {
    part: i64,
    hash: &'a str,
    now: Instant,
    ids: &'a dyn Ids,
}

impl Way<'_> {
    /// Into a phone by invitation, and to the desk.
    fn field(
        &self,
        tx: &mut Tx<'_>,
        who: (&'static str, &'static str),
        person: &Seated,
        leader: &Seated,
        login: &'static str,
    ) -> Result<Door, Error> {
        let whom = (self.part, person.account, Some(person.membership));
        let (code, _) = invitation::make(tx, self.ids, self.now, whom, (false, Some(leader.account)))?;
        Ok(Door { code: Some(code), ..self.desk(tx, who, person, login)? })
    }

    fn desk(
        &self,
        tx: &mut Tx<'_>,
        (who_vi, who_en): (&'static str, &'static str),
        person: &Seated,
        login: &'static str,
    ) -> Result<Door, Error> {
        self.open(tx, person.account, login)?;
        Ok(Door { who_vi, who_en, name: person.name.clone(), login, code: None })
    }

    fn police(&self, tx: &mut Tx<'_>, district: Uuid) -> Result<Door, Error> {
        let id = owners::police(tx, (self.part, district), (self.now, self.ids))?;
        self.open(tx, id, owners::LOGIN)?;
        let name = owners::NAME.to_owned();
        Ok(Door {
            who_vi: "Công an gửi số", who_en: "Police, sending figures", name, login: owners::LOGIN, code: None
        })
    }

    fn administrator(&self, tx: &mut Tx<'_>, country: Uuid) -> Result<Door, Error> {
        let (login, name) = ("quantri", "Quản trị");
        if account::by_login(tx, login)?.is_none() {
            let id = self.ids.id(self.now);
            account::create(tx, self.part, id, None, name, self.now)?;
            let grant = NewGrant {
                id: self.ids.id(self.now),
                account: id,
                role: Role::Administrator,
                unit: country,
                indicators: None,
                membership: None,
                since: Day::of(self.now),
                until: None,
            };
            grants::put(tx, self.part, &[grant])?;
            self.open(tx, id, login)?;
        }
        Ok(Door { who_vi: "Người quản trị", who_en: "Administrator", name: name.into(), login, code: None })
    }

    /// A password that somebody has changed meanwhile stays.
    fn open(&self, tx: &mut Tx<'_>, id: Uuid, login: &str) -> db::Result<()> {
        account::add_login(tx, self.part, id, login)?;
        if account::by_id(tx, self.part, id)?.is_some_and(|account| account.password_hash.is_none()) {
            account::set_password(tx, self.part, id, self.hash)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use base::{Instant, SeededIds};
    use testkit::TestDb;

    use super::*;

    #[test]
    fn six_come_in_and_a_changed_password_stays() {
        let (test, ids, now) = (TestDb::sqlite(), SeededIds::new(5), Instant::from_millis(1_795_453_200_000));
        let district = District::generate(crate::SEED, &Names::built_in());
        setup::found(&test.db, &district, now, &ids).expect("the district is founded");
        let first = doors(&test.db, crate::SEED, now, &ids).expect("there are six doors");
        assert_eq!(first.iter().filter(|door| door.code.is_some()).count(), 2);
        let known = |login: &str| {
            test.db.read_blocking(|tx| account::by_login(tx, login)).expect("it is read").expect("it is there")
        };
        let member = known("thanhvien");
        test.db
            .write_blocking(|tx| account::set_password(tx, member.part, member.id, "another"))
            .expect("it is changed");
        let again = doors(&test.db, crate::SEED, now.plus_seconds(60), &ids).expect("they are there already");
        assert_eq!(
            again.iter().map(|door| &door.name).collect::<Vec<_>>(),
            first.iter().map(|door| &door.name).collect::<Vec<_>>()
        );
        assert_ne!(again[0].code, first[0].code);
        assert_eq!(known("thanhvien").password_hash.as_deref(), Some("another"));
    }
}
