//! Names the evaluator itself looks for.

use crate::symbol::Symbol;

macro_rules! names {
    ($($field:ident = $text:literal),* $(,)?) => {
        /// Interned once per run.
        #[derive(Debug)]
        pub(super) struct Names { $(pub(super) $field: Symbol),* }

        impl Names {
            pub(super) fn new() -> Self {
                Self { $($field: Symbol::new($text)),* }
            }
        }
    };
}

names! {
    create_ecosystem = "createEcosystem",
    name = "name",
    builtin_name = "__name__",
    authorized_names = "authorizedNames",
    authorized_objects = "authorizedObjects",
    owning_repo = "owningRepo",
    value = "value",
    all = "__all__",
    inner = "<inner>",
    file = "__file__",
    default_factory = "default_factory",
    members = "<members>",
    description = "description",
    tags = "tags",
    allowed = "allowed",
    not_allowed = "notAllowed",
    columns = "columns",
    primary_key_columns = "primaryKeyColumns",
}
