//! What edits start from: the sample models, generated ones, and small programs made at random.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use proptest::prelude::*;
use tests::fixture::Fixture;
use tests::generate::{Shape, generate_shape};

pub(crate) type Texts = BTreeMap<String, String>;

/// The files of a sample model.
pub(crate) fn sample(name: &str) -> Texts {
    let texts = tests::sample::sample(name).unwrap_or_default();
    assert!(texts.contains_key("eco.py"), "no model called {name}");
    texts
}

/// A generated model small enough to be loaded afresh after every edit.
pub(crate) fn tiny() -> Texts {
    let shape = Shape {
        teams: 3,
        stores_per_team: 5,
        workspaces_per_team: 5,
        datasets_per_store: 2,
        columns_per_dataset: 3,
    };
    generate_shape(shape).files
}

/// The module that fixtures share.
pub(crate) fn estate() -> String {
    let fixture = Fixture::parse("#- /eco.py with=estate\n").unwrap_or_default();
    let file = fixture
        .files
        .into_iter()
        .find(|file| file.path.name() == "estate.py");
    file.map(|file| file.text).unwrap_or_default()
}

/// A program out of a few statements that share state, branch, loop and call each other.
pub(crate) fn program() -> impl Strategy<Value = Texts> {
    let body = || prop::collection::vec(statement(), 0..7);
    (body(), body(), body())
        .prop_map(|(main, helper, module)| written(&main, None, helper, &module))
}

/// The files of a program; with `cut`, what follows so many of the main function's statements is
/// done by a function of its own.
pub(crate) fn written(
    main: &[Statement],
    cut: Option<usize>,
    helper: Vec<Statement>,
    module: &[Statement],
) -> Texts {
    let mut eco = String::from(
        "from datasurface.md import DatasetSink\n\
             from estate import dataset, estate, reader, store, them, us\n\
             import shared\n\
             from shared import NAMES, PLAN, STATE, Plan, Wide, extend, kind, parts\n\n\
             LIMIT = 3\n\n\n\
             def helper(eco, names, n):\n",
    );
    // Calls of itself would branch without end; that is a fixture of its own.
    let helper: Vec<Statement> = helper
        .into_iter()
        .filter(|it| !it.contains("helper("))
        .collect();
    push_all(&mut eco, &helper, 1);
    eco.push_str("    return n + len(names)\n\n\ndef createEcosystem():\n    eco = estate()\n    names = list(NAMES)\n    n = LIMIT\n");
    let (first, rest) = main.split_at(cut.unwrap_or(main.len()).min(main.len()));
    push_all(&mut eco, first, 1);
    if cut.is_some() {
        eco.push_str("    names, n = rest(eco, names, n)\n");
    }
    eco.push_str("    return eco\n");
    if cut.is_some() {
        eco.push_str("\n\ndef rest(eco, names, n):\n");
        push_all(&mut eco, rest, 1);
        eco.push_str("    return names, n\n");
    }

    let mut shared = String::from(
        "import os\n\
             from datasurface.md import DatasetSink\n\
             from estate import reader, store, us\n\n\
             NAMES = [\"a\", \"b\"]\n\
             STATE = {\"n\": 1}\n\n\n\
             class Plan:\n    made = []\n\n    def __init__(self, name, n):\n        self.name = name\n        self.n = n\n\n    def names(self):\n        for i in range(self.n):\n            yield f\"{self.name}_{i}\"\n\n    @property\n    def last(self):\n        return self.n - 1\n\n\n\
             class Wide(Plan):\n    def names(self):\n        yield \"wide\"\n        yield from super().names()\n\n\n\
             PLAN = Plan(\"g\", 1)\n\n\n\
             def parts(names):\n    for name in names:\n        if len(name) > 0:\n            yield name\n\n\n\
             def kind(n):\n    match n:\n        case 1 | 2:\n            return \"Few\"\n        case int(k) if k > 3:\n            return f\"Many_{k}\"\n        case _:\n            return \"Some\"\n\n\n\
             def extend(names, *more):\n    names.extend(more)\n    return names\n\n\n\
             def fill(eco, names, n):\n",
    );
    push_all(&mut shared, module, 1);
    shared.push_str("    STATE[\"n\"] = n\n    return n\n");

    Texts::from([
        ("eco.py".to_owned(), eco),
        ("shared.py".to_owned(), shared),
        ("estate.py".to_owned(), estate()),
    ])
}

/// A statement as lines with their depth.
#[derive(Clone, Debug)]
pub(crate) enum Statement {
    Line(String),
    Block(String, Vec<Statement>, Option<Vec<Statement>>),
}

impl Statement {
    fn contains(&self, text: &str) -> bool {
        match self {
            Self::Line(line) => line.contains(text),
            Self::Block(head, body, other) => {
                head.contains(text)
                    || body
                        .iter()
                        .chain(other.iter().flatten())
                        .any(|it| it.contains(text))
            }
        }
    }
}

pub(crate) fn statement() -> impl Strategy<Value = Statement> {
    const LINES: [&str; 30] = [
        "us(eco).add(store(\"Alpha\", names))",
        "us(eco).add(store(\"Beta\", [\"a\", \"c\"]))",
        "them(eco).add(store(\"Alpha\", [\"a\"]))",
        "us(eco).add(store(f\"Gamma_{n}\", [f\"d_{i}\" for i in range(n)]))",
        "us(eco).add(reader(\"Reads_Alpha\", [DatasetSink(\"Alpha\", \"a\"), DatasetSink(\"Alpha\", \"z\")]))",
        "us(eco).add(reader(\"Reads_Beta\", [DatasetSink(\"Beta\", name) for name in names]))",
        "us(eco).add(reader(f\"Reads_{n}\", [DatasetSink(f\"Gamma_{n}\", \"d_1\")]))",
        "them(eco).add(reader(\"Reads_State\", [DatasetSink(\"Alpha\", f\"d_{STATE['n']}\")]))",
        "names.append(\"c\")",
        "names.append(f\"d_{n}\")",
        "names = extend(names, \"e\", \"f\")",
        "names = names[:2]",
        "NAMES.append(\"later\")",
        "STATE[\"n\"] = STATE[\"n\"] + 1",
        "STATE.update(n=n)",
        "n += 1",
        "n = STATE[\"n\"]",
        "n = helper(eco, names, n)",
        "shared.fill(eco, names, n)",
        "us(eco).getStoreOrThrow(\"Alpha\").add(dataset(\"late\"))",
        "n = len(os.environ[\"HOME\"])",
        "PLAN.n += 1",
        "PLAN.name = f\"p_{n}\"",
        "Plan.made.append(f\"m_{PLAN.last}\")",
        "us(eco).add(store(\"Made\", Plan.made))",
        "us(eco).add(store(f\"Plan_{PLAN.n}\", list(PLAN.names())))",
        "us(eco).add(store(f\"Wide_{n}\", Wide(\"w\", 2).names()))",
        "us(eco).add(store(kind(n), parts(names)))",
        "us(eco).add(reader(\"Reads_Made\", [DatasetSink(\"Made\", name) for name in Plan(\"m\", n).names()]))",
        "pass",
    ];
    const HEADS: [&str; 8] = [
        "if n > 2:",
        "if \"c\" in names:",
        "for i in range(2):",
        "for name in names[:3]:",
        "while n < 3:\n    n += 1",
        "if os.environ.get(\"HOME\"):",
        "for key, n in sorted(STATE.items()):",
        "if STATE[\"n\"] == 1 and n:",
    ];
    let line = prop::sample::select(&LINES).prop_map(|line| Statement::Line(line.to_owned()));
    line.prop_recursive(2, 8, 3, |inner| {
        let body = prop::collection::vec(inner.clone(), 1..3);
        let other = prop::option::of(prop::collection::vec(inner, 1..3));
        (prop::sample::select(&HEADS), body, other)
            .prop_map(|(head, body, other)| Statement::Block(head.to_owned(), body, other))
    })
}

fn push_all(text: &mut String, statements: &[Statement], depth: usize) {
    if statements.is_empty() {
        let _ = writeln!(text, "{}pass", "    ".repeat(depth));
    }
    for statement in statements {
        let indent = "    ".repeat(depth);
        match statement {
            Statement::Line(line) => drop(writeln!(text, "{indent}{line}")),
            Statement::Block(head, body, other) => {
                for line in head.lines() {
                    let _ = writeln!(text, "{indent}{line}");
                }
                push_all(text, body, depth + 1);
                if let Some(other) = other {
                    let _ = writeln!(text, "{indent}else:");
                    push_all(text, other, depth + 1);
                }
            }
        }
    }
}
