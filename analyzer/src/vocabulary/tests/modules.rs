//! Names across modules, and the embedded tree as a whole.

use std::fmt::Write;

use expect_test::expect;

use super::exports;
use crate::symbol::Symbol;
use crate::vocabulary::types::Version;
use crate::vocabulary::{Export, Vocabulary};

#[test]
fn names_travel_along_imports() {
    let (vocabulary, problems) = Vocabulary::load(&[
        (
            "p/__init__.pyi",
            "from p.b import *\nfrom .c import *\nfrom . import d as d\nimport p.b.deep\n",
        ),
        (
            "p/a.pyi",
            "from p.b import Back\nclass A:\n    back: Back\n",
        ),
        (
            "p/b/__init__.pyi",
            "\"\"\"Doc.\"\"\"\nfrom p.a import A as A, A as _A\nfrom typing import Any\nclass Back(A): ...\n_hidden = 1\nLIMIT: int = 5\nDEFAULT: A = ...\nSecond = Back\n",
        ),
        (
            "p/b/deep.pyi",
            "from . import Back\nfrom ..a import A as Again\nclass _Private: ...\n",
        ),
        (
            "p/c.pyi",
            "__all__ = ['Back']\n__all__ += ['_odd']\n__since__: str = '0.3.6'\n__partial__: bool = True\nclass Back: ...\nclass Unlisted: ...\ndef _odd() -> None: ...\n",
        ),
        (
            "p/d.pyi",
            "from p.b import (\n    A as A,  # since 0.2\n    Back,\n)\nfrom p.c import Unlisted as c # until 0.9\nfrom p import c as mod\n",
        ),
        (
            "space/inner.pyi",
            "from p.d import mod\nclass X(mod.Unlisted): ...\n",
        ),
    ]);
    assert_eq!(problems, []);
    let mut shown = String::new();
    for module in ["p", "p.b", "p.b.deep", "p.d", "space", "space.inner"] {
        let _ = writeln!(
            shown,
            "{module}\n  {}",
            exports(&vocabulary, module).join("\n  ")
        );
    }
    let d = vocabulary.module(Symbol::new("p.d")).map(|module| {
        let mut names: Vec<_> = module
            .availability
            .iter()
            .map(|(name, versions)| format!("{name} {versions:?}"))
            .collect();
        names.sort();
        names
    });
    let c = vocabulary.module(Symbol::new("p.c"));
    let _ = writeln!(
        shown,
        "{d:?} {:?} {:?} {:?}",
        c.map(|module| module.partial),
        c.and_then(|module| module.since),
        c.and_then(|module| module.all.clone())
    );
    expect![[r#"
        p
          A: class of p.a
          Back: class of p.c
          DEFAULT: Constant(Library)
          LIMIT: Constant(Int(5))
          Second: class of p.b
          a: Module(p.a)
          b: Module(p.b)
          c: Module(p.c)
          d: Module(p.d)
          p: Module(p)
        p.b
          A: class of p.a
          Back: class of p.b
          DEFAULT: Constant(Library)
          LIMIT: Constant(Int(5))
          Second: class of p.b
          deep: Module(p.b.deep)
        p.b.deep
          Again: class of p.a
          Back: class of p.b
          _Private: class of p.b.deep
        p.d
          A: class of p.a
          Back: class of p.b
          c: class of p.c
          mod: Module(p.c)
        space
          inner: Module(space.inner)
        space.inner
          X: class of space.inner
          mod: Module(p.c)
        Some(["A Availability { since: Some(0.2.0), until: None }", "c Availability { since: None, until: Some(0.9.0) }"]) Some(true) Some(0.3.6) Some([Back, _odd])
    "#]].assert_eq(&shown);
}

#[test]
fn dsl_modules_are_covered() {
    let vocabulary = Vocabulary::default();
    assert!(vocabulary.is_covered("datasurface.md.types") && vocabulary.is_covered("datasurface"));
    assert!(!vocabulary.is_covered("datasurfaces") && !vocabulary.is_covered("os"));
}

#[test]
fn versions_are_ordered_and_parsed() {
    let parse = |text: &str| text.parse::<Version>().ok();
    assert!(parse("0.0.57") < parse("0.1"));
    assert_eq!(parse("1.4"), Some(Version(1, 4, 0)));
    assert_eq!(
        (parse("1.x"), parse(""), parse("1.2.3.4")),
        (None, None, None)
    );
    let newest = |text| Version::newest_of(text).map(|version| version.to_string());
    assert_eq!(newest("1.8.4").as_deref(), Some("1.8.4"));
    assert_eq!(newest("1.8").as_deref(), Some("1.8.x"));
    assert_eq!(newest("0.x").as_deref(), Some("0.x"));
    assert_eq!(
        (newest("x"), newest("1.x.4"), newest("")),
        (None, None, None)
    );
    assert!(
        parse("1.8.4") < Version::newest_of("1.8") && parse("0.7.2") < Version::newest_of("0.x")
    );
}

#[test]
fn the_embedded_stubs_have_no_problems() {
    let (vocabulary, problems) = Vocabulary::load(crate::vocabulary::STUBS);
    let problems: Vec<String> = problems.iter().map(ToString::to_string).collect();
    assert!(
        problems.is_empty(),
        "{} problems:\n{}",
        problems.len(),
        problems.join("\n")
    );
    // The best-known trap of the DSL: what leaks out of the package is not the DSL's own type.
    let leaked = vocabulary.module(Symbol::new("datasurface.md"));
    let leaked = leaked.and_then(|module| module.exports.get(&Symbol::new("Float")));
    let Some(&Export::Class(leaked)) = leaked else {
        panic!("{leaked:?}")
    };
    assert_eq!(&*vocabulary.class(leaked).module.text(), "_sqlalchemy");
    let own = vocabulary
        .class_named("Float")
        .map(|id| vocabulary.class(id).module.text());
    assert_eq!(own.as_deref(), Some("datasurface.md.types"));
}
