//! What an organiser enters of guests and speakers.

use serde::{Deserialize, Serialize};

use super::check_in::{NewVisitor, Visitor};
use crate::{input::FieldError, merge::merge_fields};

/// What is entered of someone who is expected, as its form sends it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct VisitorForm {
    /// A [`VisitorKind`](super::check_in::VisitorKind)'s name.
    pub kind: String,
    /// Their name.
    pub name: String,
    /// Where they come from.
    pub organisation: String,
}

merge_fields!(VisitorForm: kind, name, organisation);

impl VisitorForm {
    /// Checks the whole form.
    ///
    /// # Errors
    /// Those of [`NewVisitor::expected`].
    pub fn parse(&self) -> Result<NewVisitor, Vec<FieldError>> {
        NewVisitor::expected(&self.kind, &self.name, &self.organisation)
    }
}

impl From<&Visitor> for VisitorForm {
    fn from(visitor: &Visitor) -> Self {
        let Visitor { kind, name, organisation, .. } = visitor.clone();
        Self { kind: kind.name().to_owned(), name, organisation }
    }
}
