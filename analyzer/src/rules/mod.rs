//! The rules: one file and one page each, and one line in the list below.
//!
//! A rule looks at one thing at a time and looks everything else up through [`Cx`], which
//! remembers what was looked up: the rule runs again when one of those facts changes, and not
//! before.

mod cx;
mod duplicate;
mod exception;
mod mistake;
pub(crate) mod runner;

use crate::eval::frame::Problem;
use crate::model::entity::{Datastore, EntityId, LocationUse, Workspace};
use crate::report::Severity;
use crate::syntax::ir::SyntaxError;

pub(crate) use cx::{Cx, Finding, Findings};

/// A family of rules that can be configured together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Group {
    /// What constructors are given.
    Arguments,
    /// Text that is not Python.
    Syntax,
    /// Names of objects.
    Names,
    /// Names that must refer to something.
    References,
    /// Names that must be unique.
    Duplicates,
    /// Policies.
    Governance,
    /// Vendors and locations.
    Locations,
    /// Python that stops while the model is loaded.
    Python,
}

impl Group {
    /// The group's name in configuration.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Arguments => "arguments",
            Self::Syntax => "syntax",
            Self::Names => "names",
            Self::References => "references",
            Self::Duplicates => "duplicates",
            Self::Governance => "governance",
            Self::Locations => "locations",
            Self::Python => "python",
        }
    }
}

/// What a rule looks at.
#[derive(Clone, Copy)]
pub(crate) enum Check {
    /// Text that does not parse.
    Source(fn(&SyntaxError) -> String),
    /// Something the evaluator noticed while an object was made.
    Problem(fn(&Cx<'_>, &Problem, &mut Findings)),
    /// A datastore.
    Datastore(fn(&Cx<'_>, EntityId, &Datastore, &mut Findings)),
    /// A workspace with its groups and sinks.
    Workspace(fn(&Cx<'_>, &Workspace, &mut Findings)),
    /// A location key of any container.
    Location(fn(&Cx<'_>, &LocationUse, &mut Findings)),
}

/// A rule: what is known about it without running it, and how it is run.
#[derive(Clone, Copy)]
pub struct Rule {
    /// Kebab-case code that names the problem.
    pub code: &'static str,
    /// The family it belongs to.
    pub group: Group,
    /// Severity unless configured otherwise.
    pub severity: Severity,
    /// Version that brought it.
    pub since: &'static str,
    /// Its page, in Markdown.
    pub page: &'static str,
    pub(crate) checks: &'static [Check],
}

impl std::fmt::Debug for Rule {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Rule")
            .field("code", &self.code)
            .finish_non_exhaustive()
    }
}

impl Rule {
    /// Where the page is published.
    pub fn url(&self) -> String {
        format!(
            "https://github.com/datasurface-ls/datasurface-ls/blob/main/analyzer/docs/rules.md#{}",
            self.code
        )
    }

    /// The page's title: the sentence that says what the rule finds.
    pub fn title(&self) -> &'static str {
        self.page
            .lines()
            .find_map(|line| line.strip_prefix("> "))
            .unwrap_or(self.code)
    }
}

macro_rules! rules {
    ($($group:ident: $($rule:ident),+;)+) => {
        $(mod $group { $(pub(super) mod $rule;)+ })+

        /// Every rule, sorted by group and code.
        pub fn all_rules() -> &'static [&'static Rule] {
            static ALL: &[&Rule] = &[$($(&$group::$rule::RULE),+),+];
            ALL
        }
    };
}

// `cargo xtask new-rule` adds its line here.
rules! {
    arguments: abstract_class, attribute_set_twice, empty_documentation, ignored_argument, malformed_schema, misplaced_object, unexpected_object, unhashable_element;
    duplicates: duplicate_column, duplicate_container, duplicate_dataset, duplicate_datastore, duplicate_declaration, duplicate_group, duplicate_location, duplicate_platform, duplicate_policy, duplicate_sink, duplicate_vendor, duplicate_workspace;
    governance: contradictory_policy, location_not_allowed, replaced_policy;
    locations: malformed_location_key, unknown_location;
    names: invalid_identifier;
    python: failed_import, uncaught_exception, undefined_name, unknown_attribute, wrong_arguments;
    references: unknown_column, unknown_dataset, unknown_object;
    syntax: syntax_error;
}

/// The rule with this code.
pub fn find_rule(code: &str) -> Option<&'static Rule> {
    all_rules().iter().copied().find(|rule| rule.code == code)
}
