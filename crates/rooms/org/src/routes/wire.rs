use base::Uuid;
use places::{Succession, Tier, Unit, UnitRef};
use serde::Serialize;
use utoipa::ToSchema;

use crate::edit::Decided;

/// A unit in a line of crumbs.
#[derive(Serialize, ToSchema)]
pub struct Crumb {
    id: Uuid,
    /// With its kind: "Xã Vĩnh Mỹ".
    name: String,
    /// country, province, district, commune or hamlet.
    tier: &'static str,
}

impl From<&UnitRef> for Crumb {
    fn from(unit: &UnitRef) -> Self {
        Self { id: unit.id, name: unit.full_name.clone(), tier: unit.tier.as_str() }
    }
}

/// What became of a unit.
#[derive(Serialize, ToSchema)]
pub struct Successor {
    #[serde(flatten)]
    unit: Crumb,
    /// whole, part, dissolved and the like.
    relation: String,
    /// The first day of the new unit.
    day: String,
    /// The decision; empty where it is not known.
    decision: String,
    /// The one that work is routed to.
    is_default: bool,
}

impl From<&Succession> for Successor {
    fn from(one: &Succession) -> Self {
        let (relation, day, decision) = (one.relation.clone(), one.day.clone(), one.decision.clone());
        Self { unit: Crumb::from(&one.unit), relation, day, decision, is_default: one.is_default }
    }
}

/// A unit. Its code means something only together with its vintage, the year of the map.
#[derive(Serialize, ToSchema)]
pub struct UnitBody {
    id: Uuid,
    /// country, province, district, commune or hamlet.
    tier: &'static str,
    code: Option<String>,
    vintage: Option<i64>,
    /// The bare name.
    name: String,
    /// With its kind.
    full_name: String,
    /// Xã, Phường, Ấp, …
    kind: String,
    /// The unit above.
    parent: Option<Uuid>,
    /// All above, the country first.
    ancestors: Vec<Crumb>,
    /// What became of it on a later map.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    successors: Vec<Successor>,
}

impl UnitBody {
    pub(super) fn new(unit: Unit, above: &[UnitRef], successors: &[Succession]) -> Self {
        Self {
            id: unit.id,
            tier: unit.tier.as_str(),
            code: unit.code,
            vintage: unit.vintage,
            name: unit.name,
            full_name: unit.full_name,
            kind: unit.kind,
            parent: above.last().map(|unit| unit.id),
            ancestors: above.iter().map(Crumb::from).collect(),
            successors: successors.iter().map(Successor::from).collect(),
        }
    }
}

/// By which decision a team was founded.
#[derive(Serialize, ToSchema)]
pub struct DecisionBody {
    pub(super) number: String,
    pub(super) date: Option<String>,
    pub(super) issuer: Option<String>,
}

/// A decision of a team's list.
#[derive(Serialize, ToSchema)]
pub struct DecidedBody {
    /// Its id; the founding one goes by that of the team.
    id: Uuid,
    /// founding, renewal, members or dissolution.
    kind: String,
    number: String,
    day: Option<String>,
    issuer: Option<String>,
    /// The last day of the term that it gives.
    valid_until: Option<String>,
    revision: i64,
    /// Its paper.
    file: Option<PaperBody>,
}

/// The paper of a decision.
#[derive(Serialize, ToSchema)]
pub struct PaperBody {
    name: String,
    /// application/pdf, image/jpeg or image/png.
    #[serde(rename = "type")]
    kind: String,
    bytes: i64,
}

impl From<Decided> for DecidedBody {
    fn from(one: Decided) -> Self {
        let file = one.file.map(|(name, kind, bytes)| PaperBody { name, kind, bytes });
        let Decided { id, kind, number, day, issuer, valid_until, revision, .. } = one;
        Self { id, kind, number, day, issuer, valid_until, revision, file }
    }
}

/// Somebody in a team.
#[derive(Serialize, ToSchema)]
pub struct MemberBody {
    /// The membership.
    pub(super) id: Uuid,
    pub(super) person: Uuid,
    pub(super) name: String,
    /// leader, deputy, secretary or member.
    pub(super) role: String,
    /// The post in Vietnamese.
    pub(super) post: String,
    /// The post in English.
    pub(super) post_en: String,
    /// The post's code.
    pub(super) post_code: String,
    /// For who manages people here, as phone and sex.
    pub(super) birth_year: Option<i64>,
    pub(super) sex: Option<String>,
    /// The number by which they sign in.
    pub(super) phone: Option<String>,
    pub(super) account: Option<Uuid>,
    pub(super) since: String,
    /// What an edit says that it saw.
    pub(super) revision: i64,
    /// A phone or a password has been set up.
    pub(super) joined: bool,
    /// An invitation is open.
    pub(super) invited: bool,
}

/// A team. Who may not see names gets the count alone.
#[derive(Serialize, ToSchema)]
pub struct TeamBody {
    pub(super) id: Uuid,
    pub(super) name: String,
    /// team or committee.
    pub(super) kind: String,
    /// The unit it belongs to.
    pub(super) unit: Uuid,
    pub(super) founded_on: String,
    pub(super) decision: Option<DecisionBody>,
    /// All decisions about it, the founding one first.
    pub(super) decisions: Vec<DecidedBody>,
    /// What an edit says that it saw.
    pub(super) revision: i64,
    pub(super) member_count: usize,
    pub(super) members: Vec<MemberBody>,
}

/// A tier in a query.
pub(super) fn tier(text: Option<&str>) -> Result<Option<Tier>, api::Failure> {
    text.map(str::parse).transpose().map_err(api::Failure::form)
}
