//! The table of types: what a column may become without breaking whoever reads it.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::sync::Arc;

use datasurface_analyzer::{Cancel, CompareOptions, FilePath, Host, Input, MemoryFiles};
use tests::fixture::Fixture;

/// A type, and the others whose values it can represent: columns of those may become it.
const ACCEPTS: &[(&str, &[&str])] = &[
    ("TinyInt()", &[]),
    ("SmallInt()", &["TinyInt()"]),
    ("Integer()", &["TinyInt()", "SmallInt()"]),
    ("BigInt()", &["TinyInt()", "SmallInt()", "Integer()"]),
    ("FP4_E2M1()", &[]),
    ("FP6_E2M3()", &["FP4_E2M1()"]),
    ("FP6_E3M2()", &["FP4_E2M1()"]),
    ("FP8_E8M0()", &[]),
    ("IEEE16()", &["FP4_E2M1()", "FP6_E2M3()", "FP6_E3M2()"]),
    (
        "IEEE32()",
        &[
            "FP4_E2M1()",
            "FP6_E2M3()",
            "FP6_E3M2()",
            "IEEE16()",
            "Float()",
        ],
    ),
    (
        "Float()",
        &[
            "FP4_E2M1()",
            "FP6_E2M3()",
            "FP6_E3M2()",
            "IEEE16()",
            "IEEE32()",
        ],
    ),
    (
        "Double()",
        &[
            "FP4_E2M1()",
            "FP6_E2M3()",
            "FP6_E3M2()",
            "FP8_E8M0()",
            "IEEE16()",
            "IEEE32()",
            "Float()",
            "IEEE64()",
        ],
    ),
    (
        "IEEE64()",
        &[
            "FP4_E2M1()",
            "FP6_E2M3()",
            "FP6_E3M2()",
            "FP8_E8M0()",
            "IEEE16()",
            "IEEE32()",
            "Float()",
            "Double()",
        ],
    ),
    ("Decimal(10, 2)", &[]),
    ("Decimal(12, 2)", &["Decimal(10, 2)"]),
    ("Decimal(12, 4)", &["Decimal(10, 2)", "Decimal(12, 2)"]),
    ("Date()", &[]),
    ("Timestamp()", &["Date()"]),
    ("Interval()", &[]),
    ("Boolean()", &[]),
    ("VarChar(10)", &["Char(10)"]),
    ("Char(10)", &["VarChar(10)"]),
    ("VarChar(20)", &["VarChar(10)", "Char(10)"]),
    ("VarChar()", &["VarChar(10)", "VarChar(20)", "Char(10)"]),
    ("NVarChar(10)", &["NChar(10)"]),
    ("NChar(10)", &["NVarChar(10)"]),
    ("NVarChar(20)", &["NVarChar(10)", "NChar(10)"]),
    ("Variant(10)", &[]),
    ("Variant(20)", &["Variant(10)"]),
    ("Binary(10)", &[]),
    ("Binary(20)", &["Binary(10)"]),
    ("ArrayType(4, Integer())", &[]),
    ("ArrayType(8, BigInt())", &["ArrayType(4, Integer())"]),
    ("MapType(VarChar(10), Integer())", &[]),
    (
        "MapType(VarChar(20), BigInt())",
        &["MapType(VarChar(10), Integer())"],
    ),
];

/// A store with a column for each pair of types, which somebody reads. Each column is of the
/// type that `of` says for its pair.
fn model(of: impl Fn((usize, usize)) -> usize) -> Host {
    let mut eco = String::from(
        "\
from datasurface.md import Dataset, DatasetSink, Datastore, DDLColumn, DDLTable
from datasurface.md.types import *
from estate import estate, nightly, reader, us


def createEcosystem():
    eco = estate()
    us(eco).add(Datastore('Pairs', nightly(), Dataset('all', DDLTable(
",
    );
    for old in 0..ACCEPTS.len() {
        for new in 0..ACCEPTS.len() {
            let (name, _) = ACCEPTS[of((old, new))];
            let _ = writeln!(eco, "        DDLColumn('c{old}_{new}', {name}),");
        }
    }
    eco.push_str(
        "    ))))\n    us(eco).add(reader('Report', [DatasetSink('Pairs', 'all')]))\n    return eco\n",
    );
    let shared = Fixture::parse("#- /eco.py with=estate\n").unwrap_or_default();
    let files = MemoryFiles::new();
    let root = FilePath::new("/model");
    for file in shared.files {
        files.write(&file.path, file.text.as_bytes());
    }
    files.write(&root.join("eco.py"), eco.as_bytes());
    let mut host = Host::new(Arc::new(files));
    host.apply(vec![Input::Roots(vec![root])]);
    assert!(host.evaluate(&Cancel::new()).is_ok());
    host
}

#[test]
fn every_pair_of_types_is_judged_as_the_table_says() {
    let (before, after) = (model(|(old, _)| old), model(|(_, new)| new));
    let found = after.compare(&before, &CompareOptions::default());
    let found = found.map(|it| it.diagnostics).unwrap_or_default();
    let refused: BTreeSet<String> = found
        .iter()
        .filter(|finding| finding.code == "incompatible-schema")
        .filter_map(|finding| Some(finding.object.as_ref()?.rsplit('/').next()?.to_owned()))
        .collect();
    let mut wrong = String::new();
    for (new, (name, accepts)) in ACCEPTS.iter().enumerate() {
        for (old, (was, _)) in ACCEPTS.iter().enumerate() {
            let wanted = old == new || accepts.contains(was);
            if refused.contains(&format!("c{old}_{new}")) == wanted {
                let how = if wanted { "refused" } else { "accepted" };
                let _ = writeln!(wrong, "{was} may become {name}: {wanted}, and it is {how}");
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}
