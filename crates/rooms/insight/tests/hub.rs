//! News for open screens, on both engines.

mod common;

use std::time::Duration;

use common::World;
use db::Db;
use insight::Hub;
use tokio_stream::StreamExt;

const LONG: Duration = Duration::from_secs(60);

fn run(test: impl AsyncFn(&Db, &World)) {
    testkit::on_both(|db| {
        let world = World::new(db, 1, 1);
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(test(db, &world));
    });
}

async fn bump(db: &Db, world: &World) {
    let (district, commune) = (world.district, world.communes[0]);
    let text = "insert into unit_version (part, unit, version, folded_at) values (95, $1, 1, 0)
        on conflict (part, unit) do update set version = unit_version.version + 1";
    let write = move |tx: &mut db::Tx<'_>| {
        tx.exec(text, db::args![district])?;
        tx.exec(text, db::args![commune])
    };
    db.write(write).await.unwrap();
}

#[test]
fn a_screen_hears_the_present_version_then_each_change_of_its_unit() {
    run(async |db, world| {
        let hub = Hub::new();
        bump(db, world).await;
        let mut district = hub.news(world.district, LONG);
        hub.ask(db).await.unwrap();
        assert_eq!(district.next().await, Some(1));
        let mut late = hub.news(world.district, LONG);
        assert_eq!(late.next().await, Some(1), "known already");
        hub.ask(db).await.unwrap();
        let nothing = tokio::time::timeout(Duration::from_millis(50), district.next()).await;
        assert!(nothing.is_err(), "nothing changed: {nothing:?}");
        for _ in 0..3 {
            bump(db, world).await;
        }
        hub.ask(db).await.unwrap();
        assert_eq!((district.next().await, late.next().await), (Some(4), Some(4)), "one message for all that changed");
    });
}

#[test]
fn news_end_when_the_server_stops_and_when_their_time_is_over() {
    run(async |db, world| {
        let hub = Hub::new();
        let mut short = hub.news(world.district, Duration::from_millis(20));
        assert_eq!(short.next().await, None);
        let mut news = hub.news(world.district, LONG);
        hub.run(db.clone(), tokio::time::sleep(Duration::from_millis(300))).await;
        assert_eq!(news.next().await, Some(0), "asked at once when it starts");
        assert_eq!(news.next().await, None);
        assert_eq!(hub.news(world.district, LONG).next().await, None);
    });
}
