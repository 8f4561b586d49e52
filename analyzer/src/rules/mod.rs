//! The rules: one file and one page each.

use crate::report::Severity;

/// A family of rules that can be configured together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Group {
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
}

impl Group {
    /// The group's name in configuration.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Syntax => "syntax",
            Self::Names => "names",
            Self::References => "references",
            Self::Duplicates => "duplicates",
            Self::Governance => "governance",
            Self::Locations => "locations",
        }
    }
}

/// What is known about a rule without running it.
#[derive(Clone, Copy, Debug)]
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
}

impl Rule {
    /// Where the page is published.
    pub fn url(&self) -> String {
        format!(
            "https://github.com/datasurface-ls/datasurface-ls/blob/main/analyzer/docs/rules.md#{}",
            self.code
        )
    }
}

/// Every rule, sorted by code.
pub fn all_rules() -> &'static [&'static Rule] {
    // TEST DOUBLE, to be dropped.
    static UNKNOWN_DATASET: Rule = Rule {
        code: "unknown-dataset",
        group: Group::References,
        severity: Severity::Error,
        since: "0.1.0",
        page: "# A sink names a dataset that does not exist\n\nPlaceholder page.\n",
    };
    static ALL: [&Rule; 1] = [&UNKNOWN_DATASET];
    &ALL
}

/// The rule with this code.
pub fn find_rule(code: &str) -> Option<&'static Rule> {
    all_rules().iter().copied().find(|rule| rule.code == code)
}
