//! The harness notices pages that prove nothing.

use super::examine;

fn page(fails: &str, passes: &str) -> String {
    format!(
        "# unknown-dataset\n\n> It fails.\n\n## Checks\n\nx\n\n## Why\n\nx\n\n\
         ## Fails\n\n{fails}\n\n## Passes\n\n{passes}\n\n## Fix\n\n{passes}\n\n\
         ## Configure\n\n```toml\n[tool.datasurface.rules]\nunknown-dataset = \"off\"\n```\n"
    )
}

fn example(sink: &str, mark: &str) -> String {
    format!(
        "```py\n#- /eco.py with=estate\nfrom datasurface.md import DatasetSink\n\
         from estate import estate, reader, store, us\n\
         def createEcosystem():\n    eco = estate()\n    us(eco).add(store(\"A\", [\"b\"]))\n\
         \x20   us(eco).add(reader(\"R\", [DatasetSink(\"A\", {sink})]))\n{mark}    return eco\n```"
    )
}

const MARK: &str = "#                                             ^^^ unknown-dataset\n";

#[track_caller]
fn assert_wrong(page: &str, why: &str) {
    let problems = examine("unknown-dataset", page).join("\n");
    assert!(problems.contains(why), "{why} is not in: {problems}");
}

#[test]
fn a_page_with_both_examples_holds() {
    let page = page(&example("\"c\"", MARK), &example("\"b\"", ""));
    assert_eq!(examine("unknown-dataset", &page), Vec::<String>::new());
}

#[test]
fn a_page_without_one_of_them_does_not() {
    let (firing, silent) = (example("\"c\"", MARK), example("\"b\"", ""));
    assert_wrong(&page("Trust us.", &silent), "Fails has no example");
    assert_wrong(&page(&firing, "Trust us."), "Passes has no example");
    assert_wrong(&page(&silent, &silent), "marks no unknown-dataset");
    assert_wrong(&page(&firing, &firing), "marks unknown-dataset");
}

#[test]
fn what_is_said_must_be_so() {
    let (firing, silent) = (example("\"c\"", MARK), example("\"b\"", ""));
    assert_wrong(&page(&example("\"b\"", MARK), &silent), "expected");
    assert_wrong(&page(&firing, &example("\"c\"", "")), "unmarked");
    let other = format!("{MARK}#                                             ^ syntax-error\n");
    assert_wrong(
        &page(&example("\"c\"", &other), &silent),
        "marks syntax-error, too",
    );
}

#[test]
fn silence_for_want_of_a_model_does_not_count() {
    let firing = example("\"c\"", MARK);
    let nothing = "```py\n#- /eco.py\nx = 1\n```";
    assert_wrong(&page(&firing, nothing), "no model");
    let unknown = example("b", "").replace("DatasetSink\n", "DatasetSink\nfrom gone import b\n");
    assert_wrong(&page(&firing, &unknown), "unmarked  unevaluated");
}

#[test]
fn sections_keep_their_order() {
    let whole = page(&example("\"c\"", MARK), &example("\"b\"", ""));
    assert_wrong(&whole.replace("## Why", "## Because"), "its sections are");
    assert_wrong(&whole.replace("> It fails.", "It fails."), "one sentence");
    assert_wrong(&whole.replace("unknown-dataset = ", "x = "), "Configure");
}
