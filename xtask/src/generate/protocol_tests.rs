use super::typescript;

fn rendered(source: &str) -> String {
    let shared = "/// From elsewhere.\n#[derive(Serialize)]\npub struct Shared { pub n: u32 }";
    match typescript(source, &[shared.to_owned()]) {
        Ok(text) => text,
        Err(problem) => panic!("{problem:#}"),
    }
}

#[track_caller]
fn assert_refused(source: &str, why: &str) {
    match typescript(source, &[]) {
        Ok(text) => panic!("accepted: {text}"),
        Err(problem) => assert!(format!("{problem:#}").contains(why), "{problem:#}"),
    }
}

#[test]
fn a_written_struct_becomes_an_interface() {
    let text = rendered(
        r#"
        /// What it is.
        #[derive(Clone, Serialize)]
        #[serde(rename_all = "camelCase")]
        pub struct Answer {
            /// Which revision.
            pub model_revision: u64,
            pub name: Option<String>,
            #[serde(skip_serializing_if = "Option::is_none")]
            pub page: Option<&'static str>,
            #[serde(rename = "type")]
            pub kind: String,
            pub parts: Vec<Shared>,
        }
        struct Private { not: Wire }
        "#,
    );
    let expected = "\
/** What it is. */
export interface Answer {
  /** Which revision. */
  modelRevision: number;
  name: string | null;
  page?: string;
  type: string;
  parts: Shared[];
}

/** From elsewhere. */
export interface Shared {
  n: number;
}
";
    assert!(text.ends_with(expected), "{text}");
}

#[test]
fn what_is_only_read_may_be_absent() {
    let text = rendered("#[derive(Deserialize)] pub struct Ask { pub code: Option<String> }");
    assert!(text.contains("  code?: string;\n"), "{text}");
}

#[test]
fn an_enum_becomes_a_union() {
    let text = rendered(
        r#"#[derive(Serialize)] #[serde(rename_all = "kebab-case")] enum Health { AllWell, Ill }"#,
    );
    assert!(
        text.ends_with("export type Health = 'all-well' | 'ill';\n"),
        "{text}"
    );
}

#[test]
fn constants_come_along() {
    let text = rendered(
        r#"
        /// A method.
        pub(crate) const STATUS: &str = "x/status";
        pub const VERSION: u32 = 1;
        const OTHER: Duration = Duration::from_secs(1);
        "#,
    );
    let expected =
        "\n/** A method. */\nexport const STATUS = 'x/status';\n\nexport const VERSION = 1;\n";
    assert!(text.ends_with(expected), "{text}");
}

#[test]
fn flattened_fields_are_inherited_and_tags_tell_variants_apart() {
    let text = rendered(
        r#"
        #[derive(Serialize)]
        struct A { #[serde(flatten)] shared: Shared, b: u32 }
        #[derive(Serialize)]
        #[serde(tag = "kind", rename_all = "kebab-case")]
        enum E { NoneOfThem, Timer { cron: String, label: Option<String> } }
        "#,
    );
    assert!(
        text.contains("export interface A extends Shared {\n  b: number;\n}"),
        "{text}"
    );
    let union = "export type E =\n  | { kind: 'none-of-them' }\n  | {\n      kind: 'timer';\n      \
                 cron: string;\n      label: string | null;\n    };\n";
    assert!(text.contains(union), "{text}");
}

#[test]
fn what_is_not_known_is_refused() {
    assert_refused(
        "#[derive(Serialize)] struct A { b: B }",
        "`B` is declared nowhere",
    );
    assert_refused("#[derive(Serialize)] struct A(u32);", "only named fields");
    assert_refused("#[derive(Serialize)] enum A { B(u32) }", "without fields");
    assert_refused(
        "#[derive(Serialize)] struct A { #[serde(flatten)] b: Option<Shared> }",
        "flattened and may be absent",
    );
    assert_refused(
        "#[derive(Serialize)] struct A { b: HashMap<String, String> }",
        "`HashMap` is not known",
    );
}
