//! Phones and their tokens, on both engines.

use access::{Role, account, device};
use base::{Clock, Instant};
use db::Db;
use testkit::{Member, World, on_both};

const WEEK: i64 = 7 * 86_400;

struct Phone<'a> {
    db: &'a Db,
    world: World,
    member: Member,
}

impl<'a> Phone<'a> {
    fn new(db: &'a Db) -> (Self, String) {
        let world = World::new(db, 5);
        let member = world.member(db, Role::Member, world.hamlets[0], ("2025-01-01", None));
        let caller = member.caller;
        db.write_blocking(|tx| places::store::set_setting(tx, "server_key_secret", "a secret of the server")).unwrap();
        let now = world.clock.now();
        let made = db.write_blocking(|tx| {
            device::register(tx, &*world.ids, now, (caller.part, caller.account), ("phone", "AAAA"))
        });
        (Self { db, world, member }, made.unwrap().1)
    }

    fn now(&self) -> Instant {
        self.world.clock.now()
    }

    /// One call with a token. None: the token is not good; else the next token, if one came.
    fn call(&self, token: &str) -> Option<Option<String>> {
        let now = self.now();
        self.db
            .write_blocking(|tx| {
                let Some((device, next)) = device::by_token(tx, token)? else { return Ok(None) };
                if !device::has_news(&device, next, 0, now) {
                    return Ok(Some(None));
                }
                device::called(tx, &*self.world.ids, now, (&device, next), 0).map(Some)
            })
            .unwrap_or_else(|error: db::Error| panic!("{error}"))
    }
}

#[test]
fn a_token_is_replaced_after_a_week_and_the_old_one_lasts_until_the_new_one_is_seen() {
    on_both(|db| {
        let (phone, first) = Phone::new(db);
        assert_eq!(phone.call(&first), Some(None));
        phone.world.clock.advance_seconds(WEEK + 1);
        let second = phone.call(&first).unwrap().expect("a new token");
        assert_eq!(phone.call(&first), Some(Some(second.clone())), "the answer was lost: the same again");
        assert_eq!(phone.call(&second), Some(None));
        assert_eq!(phone.call(&first), None, "the new one was seen");
        phone.world.clock.advance_seconds(WEEK + 1);
        let third = phone.call(&second).unwrap().expect("a newer token");
        assert_ne!(third, second);
        assert_eq!(phone.call(&third), Some(None));
        assert_eq!(phone.call(&second), None);
    });
}

#[test]
fn only_the_whole_token_opens() {
    on_both(|db| {
        let (phone, token) = Phone::new(db);
        let (id, secret) = token.split_once('.').unwrap();
        let other = phone.world.member(db, Role::Member, phone.world.hamlets[1], ("2025-01-01", None)).caller.device;
        let stolen = format!("{}.{secret}", other.simple());
        for wrong in ["", ".", id, secret, &stolen, &format!("{id}.{}", &secret[1..]), &token.to_uppercase()] {
            assert_eq!(phone.call(wrong), None, "{wrong}");
        }
    });
}

#[test]
fn a_phone_is_no_longer_trusted_when_it_or_its_owner_is_ended() {
    on_both(|db| {
        let (phone, token) = Phone::new(db);
        let (part, account) = (phone.member.caller.part, phone.member.caller.account);
        let revoked = || db.read_blocking(|tx| device::by_token(tx, &token)).unwrap().unwrap().0.revoked_at;
        assert_eq!(revoked(), None);
        let now = phone.now();
        db.write_blocking(|tx| account::disable(tx, part, account, now)).unwrap();
        assert_eq!(revoked(), Some(now));
        phone.world.clock.advance_seconds(60);
        assert_eq!(db.write_blocking(|tx| device::revoke_all(tx, part, account, phone.now())).unwrap(), 2);
        assert_eq!(db.write_blocking(|tx| device::revoke_all(tx, part, account, phone.now())).unwrap(), 0);
    });
}
