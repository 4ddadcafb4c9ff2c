//! What a sync costs on the wire: the first one of a whole hamlet, one visit, and nothing to say.

use std::time::Duration;

use anyhow::Result;
use base::{Clock, SystemClock, SystemIds};

use crate::phone::{Counts, Phone};
use crate::server::Server;
use crate::stage::Stage;
use crate::work::{SKILLS, Writer, render};

pub(crate) struct Outcome {
    pub first: Counts,
    pub delta: Counts,
    pub noop: Counts,
}

/// A hamlet of 400 households and 1,600 residents, each asked about all skills and visited once.
pub(crate) fn measure(stage: &Stage) -> Result<Outcome> {
    let server = Server::start("serve", &stage.data, None, Duration::from_secs(60))?;
    let now = SystemClock.now();
    let [.., first, second] = &stage.tickets[..] else { anyhow::bail!("two phones of one hamlet are needed") };
    let mut phone = Phone::new(&server.host, &first.token)?;
    let mut writer = Writer::new(&SystemIds, 99);
    let (made, homes) = writer.households((&stage.district, first.hamlet), first.unit, 400, Some(4), now);
    for batch in made.chunks(100) {
        phone.sync(now.millis(), &render(batch))?;
    }
    for homes in homes.chunks(50) {
        let mut batch = Vec::new();
        for home in homes {
            batch.push(writer.survey(home, now));
            let days = writer.dice.between(1, 50);
            batch.push(writer.visit(home, 4, |_| SKILLS.to_vec(), now, days));
        }
        phone.sync(now.millis(), &render(&batch))?;
    }
    // The second member's phone comes new to all of it.
    let mut other = Phone::new(&server.host, &second.token)?;
    other.sync(SystemClock.now().millis(), "")?;
    let first_sync = other.reset();
    // A visit as the app sends it, from a phone that is up to date.
    let now = SystemClock.now();
    let visit = writer.visit(&homes[7], 1, |_| vec!["vneid"], now, 0);
    other.sync(now.millis(), &render(&[visit]))?;
    let delta = other.reset();
    other.sync(SystemClock.now().millis(), "")?;
    Ok(Outcome { first: first_sync, delta, noop: other.reset() })
}
