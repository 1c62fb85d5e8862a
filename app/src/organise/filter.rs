//! Which answers a board shows: in the address, so that a view can be kept,
//! sent, and gone back from.

use domain::{
    day::{Guest, SegmentId, Standing},
    people::{OrganisationId, Role},
};
use leptos_router::params::ParamsMap;

/// What the address asks for. Anything that it asks for and that does not
/// exist is left out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// One segment only.
    pub segment: Option<SegmentId>,
    /// Those who stand here only.
    pub standing: Option<Standing>,
    /// Adepts or mentors only.
    pub role: Option<Role>,
    /// One organisation's people only.
    pub organisation: Option<OrganisationId>,
    /// Names and organisations that contain this.
    pub search: String,
}

/// Text in small letters, as far as Swedish names need it: the tables for all
/// the world's alphabets would have to be downloaded.
pub(crate) fn folded(text: &str) -> String {
    let fold = |c| match c {
        'Å' => 'å',
        'Ä' => 'ä',
        'Ö' => 'ö',
        'É' => 'é',
        'Ü' => 'ü',
        c => c.to_ascii_lowercase(),
    };
    text.chars().map(fold).collect()
}

impl Filter {
    /// Reads it from an address.
    pub fn from_query(query: &ParamsMap) -> Self {
        let get = |name: &str| query.get(name).unwrap_or_default();
        Self {
            segment: get("pass").parse().ok().map(SegmentId),
            standing: Standing::from_name(&get("svar")),
            role: Role::from_name(&get("roll")),
            organisation: get("org").parse().ok().map(OrganisationId),
            search: get("sok"),
        }
    }

    /// Whether a segment's list is shown.
    pub fn opens(&self, segment: SegmentId) -> bool {
        self.segment.is_none_or(|wanted| wanted == segment)
    }

    /// Whether the figures count someone.
    pub fn shows(&self, guest: &Guest) -> bool {
        let wanted = folded(self.search.trim());
        self.role.is_none_or(|role| role == guest.role)
            && self.organisation.is_none_or(|organisation| organisation == guest.organisation)
            && (folded(&guest.name).contains(&wanted) || folded(&guest.organisation_name).contains(&wanted))
    }

    /// Whether the list has someone whom the figures count.
    pub fn lists(&self, guest: &Guest) -> bool {
        self.standing.is_none_or(|standing| standing == guest.standing)
    }

    /// Whether someone is listed who comes from outside: they come, and are of
    /// no role and none of the network's organisations.
    pub fn lists_visitor(&self, name: &str, organisation: &str) -> bool {
        let wanted = folded(self.search.trim());
        self.role.is_none()
            && self.organisation.is_none()
            && self.standing.is_none_or(|standing| standing == Standing::Yes)
            && (folded(name).contains(&wanted) || folded(organisation).contains(&wanted))
    }

    /// The address of the same view with others listed.
    pub(super) fn listing(&self, segment: SegmentId, standing: Option<Standing>) -> String {
        Self { segment: Some(segment), standing, ..self.clone() }.query()
    }

    /// What it adds to an address, such as `?pass=3&svar=yes`; nothing if it
    /// shows everyone.
    pub(super) fn query(&self) -> String {
        let mut query = Vec::new();
        query.extend(self.segment.map(|segment| format!("pass={segment}")));
        query.extend(self.standing.map(|standing| format!("svar={}", standing.name())));
        query.extend(self.role.map(|role| format!("roll={}", role.name())));
        query.extend(self.organisation.map(|organisation| format!("org={organisation}")));
        if !self.search.is_empty() {
            query.push(format!("sok={}", leptos_router::location::Url::escape(&self.search)));
        }
        if query.is_empty() { String::new() } else { format!("?{}", query.join("&")) }
    }
}
