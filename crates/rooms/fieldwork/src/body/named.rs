//! What a body names: households, people, activities, its hamlet.

use base::Uuid;

use super::Body;
use crate::consent::{NewConsent, NewValues};

impl Body {
    /// The answer that it brings.
    pub fn new_consent(&self) -> Option<Uuid> {
        match self {
            Self::Answer(new) => Some(new.consent),
            _ => None,
        }
    }

    /// The household it is about, where the body says so.
    pub fn household(&self) -> Option<Uuid> {
        match self {
            Self::Create(new) => Some(new.household),
            Self::Edit { household, .. }
            | Self::Move { household, .. }
            | Self::Join { household, .. }
            | Self::EditResident { household, .. } => Some(*household),
            Self::Visit { visit, .. } => Some(visit.household),
            Self::Merge(merge) => Some(merge.household),
            Self::Apart { household, .. } => Some(*household),
            Self::Answer(NewConsent { household, .. }) | Self::Keep(NewValues { household, .. }) => Some(*household),
            Self::Remove { .. }
            | Self::Unmerge { .. }
            | Self::Settle { .. }
            | Self::Gathering { .. }
            | Self::RemoveGathering { .. } => None,
        }
    }

    /// The hamlet that it names.
    pub fn hamlet(&self) -> Option<Uuid> {
        match self {
            Self::Create(new) => Some(new.hamlet),
            Self::Move { to, .. } => Some(*to),
            Self::Gathering { gathering, .. } => Some(gathering.hamlet),
            _ => None,
        }
    }

    /// The residents who were at a group activity.
    pub fn gathered(&self) -> Vec<Uuid> {
        match self {
            Self::Gathering { gathering, .. } => gathering.people.clone(),
            _ => Vec::new(),
        }
    }

    /// A second household that it names.
    pub fn other_household(&self) -> Option<Uuid> {
        match self {
            Self::Merge(merge) => Some(merge.into),
            Self::Apart { other, .. } => Some(*other),
            _ => None,
        }
    }

    /// Whether it says which records are one: such a word is judged alone, on what those before it have written.
    pub fn is_merge(&self) -> bool {
        matches!(self, Self::Merge(_) | Self::Unmerge { .. })
    }

    /// The residents that it brings.
    pub fn new_residents(&self) -> Vec<Uuid> {
        match self {
            Self::Create(new) => new.residents.iter().map(|resident| resident.resident).collect(),
            Self::Join { resident, .. } => vec![resident.resident],
            _ => Vec::new(),
        }
    }

    /// The same, each with the household that it joins.
    pub fn brought(&self) -> Vec<(Uuid, Uuid)> {
        let household = self.household();
        self.new_residents().into_iter().filter_map(|resident| Some((resident, household?))).collect()
    }

    /// The visit that it brings.
    pub fn new_visit(&self) -> Option<Uuid> {
        match self {
            Self::Visit { visit, .. } => Some(visit.visit),
            _ => None,
        }
    }

    /// The activities that it names: a new one, an earlier one, or both.
    pub fn activities(&self) -> Vec<Uuid> {
        let new = match self {
            Self::Gathering { gathering, .. } => Some(gathering.activity),
            _ => self.new_visit(),
        };
        new.into_iter().chain(self.earlier_activity()).collect()
    }

    /// An earlier activity that it refers to, a visit or one of a group.
    pub fn earlier_activity(&self) -> Option<Uuid> {
        self.earlier_visit().or_else(|| self.earlier_gathering())
    }

    /// An earlier group activity that it refers to.
    pub fn earlier_gathering(&self) -> Option<Uuid> {
        match self {
            Self::Gathering { corrects, .. } => *corrects,
            Self::RemoveGathering { gathering } => Some(*gathering),
            _ => None,
        }
    }

    /// An earlier visit that it refers to.
    pub fn earlier_visit(&self) -> Option<Uuid> {
        match self {
            Self::Visit { corrects, .. } => *corrects,
            Self::Remove { visit } => Some(*visit),
            _ => None,
        }
    }
}
