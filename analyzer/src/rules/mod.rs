//! The rules: one file and one page each, and one line in the list below.
//!
//! A rule looks at one thing at a time and looks everything else up through [`Cx`], which
//! remembers what was looked up: the rule runs again when one of those facts changes, and not
//! before.

pub(crate) mod change;
mod cx;
mod duplicate;
mod exception;
pub(crate) mod fix;
mod mistake;
pub(crate) mod objection;
mod platform_kinds;
mod policy;
mod restore;
pub(crate) mod runner;
mod tables;
mod unclassified;
mod walk;
mod wording;
mod yellow_work;

use crate::diff::Change;
use crate::eval::frame::Problem;
use crate::model::entity::{
    Datastore, Ecosystem, Environment, Name, Provider, Team, Workspace, Zone,
};
use crate::model::mapping::Mapping;
use crate::report::Severity;
use crate::syntax::ir::SyntaxError;
use objection::Objection;

pub(crate) use change::ChangeCx;
pub(crate) use cx::{Cx, Finding, Findings, Part, Subject};

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
    /// Repositories and branches.
    Repositories,
    /// What every datastore and dataset needs.
    Datastores,
    /// Columns, keys and types.
    Schema,
    /// How data is captured and when.
    Ingestion,
    /// What every workspace, group and sink needs.
    Workspaces,
    /// Things on their way out.
    Deprecation,
    /// Transformers and what they make.
    Transformers,
    /// Which platform serves which group.
    Assignment,
    /// Platforms and their providers.
    Platforms,
    /// Runtime environments and what refers to them.
    Environments,
    /// Documentation and credentials.
    Credentials,
    /// Who may change what.
    Ownership,
    /// Changes that break whoever reads the data.
    Compatibility,
    /// What follows from the model as a whole.
    Graph,
    /// Ways of writing that are known to go wrong.
    Idioms,
    /// What Yellow platforms take on.
    Yellow,
    /// Comments to this program.
    Comments,
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
            Self::Repositories => "repositories",
            Self::Datastores => "datastores",
            Self::Schema => "schema",
            Self::Ingestion => "ingestion",
            Self::Workspaces => "workspaces",
            Self::Deprecation => "deprecation",
            Self::Transformers => "transformers",
            Self::Assignment => "assignment",
            Self::Platforms => "platforms",
            Self::Environments => "environments",
            Self::Credentials => "credentials",
            Self::Ownership => "ownership",
            Self::Compatibility => "compatibility",
            Self::Graph => "graph",
            Self::Idioms => "idioms",
            Self::Yellow => "yellow",
            Self::Comments => "comments",
        }
    }
}

/// What a rule looks at.
#[derive(Clone, Copy)]
pub(crate) enum Check {
    /// Text that does not parse.
    Source(fn(&SyntaxError) -> String),
    /// A comment that asks for silence and should not.
    Comment(fn(&Objection) -> Option<String>),
    /// Something the evaluator noticed while an object was made.
    Problem(fn(&Cx<'_>, &Problem, &mut Findings)),
    /// The ecosystem.
    Ecosystem(fn(&Cx<'_>, &Subject<'_, Ecosystem>, &mut Findings)),
    /// A governance zone.
    Zone(fn(&Cx<'_>, &Subject<'_, Zone>, &mut Findings)),
    /// A team.
    Team(fn(&Cx<'_>, &Subject<'_, Team>, &mut Findings)),
    /// A datastore.
    Datastore(fn(&Cx<'_>, &Subject<'_, Datastore>, &mut Findings)),
    /// A workspace with its groups and sinks.
    Workspace(fn(&Cx<'_>, &Subject<'_, Workspace>, &mut Findings)),
    /// A runtime environment.
    Environment(fn(&Cx<'_>, &Subject<'_, Environment>, &mut Findings)),
    /// A platform services provider.
    Provider(fn(&Cx<'_>, &Subject<'_, Provider>, &mut Findings)),
    /// A JSON file beside the model.
    Mapping(fn(&Cx<'_>, &Mapping, &mut Findings)),
    /// A location key of a container that the model uses, and the container's name.
    Location(fn(&Cx<'_>, &Name, Option<&str>, &mut Findings)),
    /// An object of this class or one below it, wherever an entity holds it. Entities themselves
    /// are not shown.
    Object(&'static str, fn(&Cx<'_>, &Part<'_>, &mut Findings)),
    /// Something that is different from the baseline.
    Change(fn(&ChangeCx<'_>, &Change<'_>, &mut Findings)),
    /// The working model beside the baseline as a whole.
    Comparison(fn(&ChangeCx<'_>, &mut Findings)),
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
    assignment: assigned_group_without_chooser, invalid_mapping_file, misnamed_mapping_file, missing_chooser, missing_legacy_chooser, repeated_assignment, unassigned_group, unknown_assigned_group, unknown_assigned_platform, unknown_ingested_datastore, unserved_retention;
    comments: invalid_ignore, unused_ignore;
    compatibility: changed_classification, changed_source, incompatible_schema, removed_data, weakened_classification;
    credentials: undocumented_vendor, unusable_credential, wrong_credential_type;
    datastores: classified_twice, empty_datastore, missing_capture, missing_schema, unclassified_dataset, unclassified_production_dataset;
    deprecation: deprecated_dataset, deprecated_dataset_accepted, deprecated_policy;
    duplicates: duplicate_column, duplicate_container, duplicate_dataset, duplicate_datastore, duplicate_declaration, duplicate_group, duplicate_location, duplicate_platform, duplicate_policy, duplicate_sink, duplicate_vendor, duplicate_workspace, shadowed_platform;
    environments: environment_without_provider, invalid_release_pattern, missing_environment_map, mixed_environment, undeclared_provider, unknown_environment, unknown_environment_key;
    governance: classification_against_own_zone, classification_not_allowed, contradictory_policy, foreign_storage_policy, location_against_own_zone, location_not_allowed, platform_location_not_allowed, platform_not_allowed, replaced_policy, unapproved_consumer, undefined_zone, unknown_approval, unknown_policy_entry, unsatisfiable_policies, vendor_not_allowed;
    graph: decommissioned_assignment, latency_not_met, shared_container_name, transformer_cycle, unused_dataset, unused_datastore, unused_platform, unused_transformer, workspace_without_container;
    idioms: disagreeing_versions, empty_loop, environment_read, mislabelled_schedule, placeholder_repository;
    ingestion: incomplete_capture, invalid_table_mapping, invalid_watermark;
    locations: malformed_location_key, unknown_location;
    names: differs_only_by_case, invalid_cron, invalid_host, invalid_identifier, invalid_namespace, invalid_port, invalid_storage_size, trailing_line_break;
    ownership: not_authorized, undecided_change, unknown_source;
    platforms: exclusive_git_cache, hint_scope, impossible_limits, invalid_access_mode, invalid_aws_account, invalid_batch_count, misnamed_hint, otlp_port, unknown_hint_target, unknown_replica_workspace;
    python: failed_import, uncaught_exception, undefined_name, unknown_attribute, wrong_arguments;
    references: unknown_column, unknown_dataset, unknown_fixed_platform, unknown_object, unknown_platform;
    repositories: invalid_repository, missing_live_repository, owner_is_live_repository;
    schema: empty_table, invalid_avro_key, invalid_element_type, invalid_type, key_flag_mismatch, missing_primary_key, nullable_key_column, repeated_key_column, reserved_column_name, unsuitable_key_type, unsupported_column_type;
    syntax: syntax_error;
    transformers: chooser_beside_transformer, declassified_output, orphaned_output, output_production_mismatch, unregistered_output;
    workspaces: empty_group, production_mismatch, unsupported_container;
    yellow: missing_capture_credential, missing_ingestion_platform, missing_trigger, unserved_assignment, unsupported_capture, unsupported_chooser, unsupported_consistency, unsupported_hint, unsupported_platform, unsupported_repository, unsupported_source, unsupported_transformer_code, unsupported_trigger;
}

/// The rule with this code.
pub fn find_rule(code: &str) -> Option<&'static Rule> {
    all_rules().iter().copied().find(|rule| rule.code == code)
}
