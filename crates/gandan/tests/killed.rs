//! The server is killed (-9) in the middle of pushes, again and again, on both engines: what it acknowledged is there, what
//! it did not is sent once more and counted once, and a recount agrees.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::mpsc::channel;
use std::thread::spawn;
use std::time::Duration;

use access::Role;
use base::{Clock, Ids, Uuid};
use counting::Deltas;
use counting::reach::ReachRows;
use counting::verify::Recount;
use db::{Engine, Tx};
use org::OrgRecount;
use serde_json::json;
use sync::wire::{Head, SyncRequest};
use testkit::{Pocket, TestDb, World};

const ROUNDS: usize = 4;
/// The part of the small tree.
const PART: i64 = 7;
const BATCH: usize = 25;
const PATIENCE: Duration = Duration::from_secs(30);

struct Server {
    process: Child,
    address: String,
    /// Open as long as the server writes to it.
    _said: BufReader<ChildStdout>,
}

impl Server {
    fn start(url: &str) -> Self {
        let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let address = format!("127.0.0.1:{port}");
        let mut process = Command::new(env!("CARGO_BIN_EXE_gandan"))
            .args(["serve", "--listen", &address, "--database-url", url])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("the server starts");
        // It says its address once everything is ready.
        let mut said = BufReader::new(process.stdout.take().unwrap());
        let mut line = String::new();
        assert!(said.read_line(&mut line).is_ok_and(|length| length > 0), "the server said that it is ready");
        let ready = ureq::get(format!("http://{address}/readyz")).call().expect("it is ready");
        assert_eq!(ready.status(), 200);
        Self { process, address, _said: said }
    }

    fn kill(mut self) {
        self.process.kill().expect("kill -9");
        self.process.wait().expect("it is gone");
    }
}

/// Posts a request and gives the head of the answer, or None where the server died meanwhile.
fn post(address: &str, token: &str, request: &SyncRequest) -> Option<(Head, Vec<String>)> {
    let body = serde_json::to_string(request).unwrap();
    let sent = ureq::post(format!("http://{address}/api/sync"))
        .config()
        .timeout_global(Some(PATIENCE))
        .build()
        .header("authorization", format!("Bearer {token}"))
        .header("content-type", "application/json")
        .send(body);
    let text = sent.ok()?.body_mut().read_to_string().ok()?;
    let lines: Vec<String> = text.lines().map(str::to_owned).collect();
    Some((serde_json::from_str(lines.first()?).ok()?, lines))
}

fn write_visits(world: &World, phone: &mut Pocket, household: Uuid, people: &[Uuid]) {
    for n in 0..400_i64 {
        let day = format!("2026-{:02}-{:02}", 2 + n % 9, 1 + n % 28);
        let practised = [(people[0], "vneid", n % 7)];
        phone.visit(&world.clock, &*world.ids, (household, people), (&day, &practised));
    }
}

/// The small tree is laid without the import that would have counted its hamlets.
fn count_hamlets(tx: &mut Tx<'_>, world: &World) -> db::Result<()> {
    let mut deltas = Deltas::default();
    OrgRecount.recount(tx, PART, &mut deltas, &mut ReachRows::default())?;
    counting::write::apply(tx, PART, &deltas, world.ids.id(world.clock.now()), world.clock.now())
}

fn survives(engine: Engine) {
    let place = TestDb::on(engine);
    let world = World::new(&place.db, 99);
    place.db.write_blocking(fieldwork::ensure_catalogue).unwrap();
    place.db.write_blocking(|tx| count_hamlets(tx, &world)).unwrap();
    let hamlet = world.hamlets[0];
    let (member, token) = world.member_with_token(&place.db, Role::Leader, hamlet, ("2026-01-01", None));
    let mut phone = Pocket::new(member);
    let id = || Ids::id(&*world.ids, world.clock.now());
    let (household, person) = (id(), id());
    let body = json!({ "household": household, "hamlet": hamlet, "name": "Hộ thử", "made_on": "2026-01-02",
        "residents": [{ "resident": person, "name": "Trần Thị Thử", "head": 1 }] });
    phone.write(&world.clock, &*world.ids, "household.create", body);
    write_visits(&world, &mut phone, household, &[person]);
    let mut acknowledged: BTreeMap<Uuid, String> = BTreeMap::new();
    for round in 0..ROUNDS {
        let server = Server::start(&place.url);
        let (address, token) = (server.address.clone(), token.clone());
        let batches: Vec<SyncRequest> = phone
            .outbox
            .chunks(BATCH)
            .map(|ops| SyncRequest { ops: ops.to_vec(), ..phone.request(&world.clock, 0) })
            .collect();
        let (sender, receiver) = channel();
        let pusher = spawn(move || {
            for batch in batches {
                match post(&address, &token, &batch) {
                    Some((head, _)) => sender.send(head).unwrap(),
                    None => break,
                }
            }
        });
        // The next batch is on its way, or being written, when the server dies.
        let first: Vec<Head> = receiver.iter().take(1 + round).collect();
        server.kill();
        pusher.join().unwrap();
        let heads: Vec<Head> = first.into_iter().chain(receiver.try_iter()).collect();
        assert!(heads.len() * BATCH < phone.outbox.len(), "the server died before it had everything");
        acknowledged.extend(heads.into_iter().flat_map(|head| head.fates).map(|fate| (fate.id, fate.fate)));
    }
    assert!(!acknowledged.is_empty(), "something was acknowledged before the kills");
    let server = Server::start(&place.url);
    for batch in phone.outbox.chunks(200) {
        let request = SyncRequest { ops: batch.to_vec(), ..phone.request(&world.clock, 0) };
        let (head, _) = post(&server.address, &token, &request).expect("an answer");
        for fate in head.fates {
            assert_eq!(fate.fate, "kept", "{fate:?}");
            assert!(acknowledged.get(&fate.id).is_none_or(|word| word == "kept"));
        }
    }
    let visits = place
        .db
        .read_blocking(|tx| tx.one("select cast(count(*) as bigint) from activity", &[], |row| row.get::<i64>(0)));
    assert_eq!(visits.unwrap(), 400, "every visit is there once");
    let verify =
        Command::new(env!("CARGO_BIN_EXE_gandan")).args(["verify", "--database-url", &place.url]).output().unwrap();
    let said = String::from_utf8_lossy(&verify.stdout).into_owned();
    assert!(verify.status.success(), "{said}");
    assert!(said.lines().last().is_some_and(|line| line.starts_with("verify: all agree")), "{said}");
    server.kill();
}

#[test]
fn what_was_acknowledged_survives_being_killed_on_sqlite() {
    survives(Engine::Sqlite);
}

#[test]
fn what_was_acknowledged_survives_being_killed_on_postgresql() {
    survives(Engine::Postgres);
}
