//! A small tree that has one of everything, and the package as a whole in several versions.

use std::fmt::Write as _;

use expect_test::{Expect, expect};

use super::{STUB_SIGNATURE, StubFile, Version, package, stub_package};
use crate::symbol::Symbol;
use crate::vocabulary::Vocabulary;

const VERSIONS: [&str; 9] = [
    "0.0.30", "0.0.57", "0.1.7", "0.2.6", "0.3.6", "0.5.13", "0.7.0", "1.1.0", "1.8.4",
];

const SMALL: [(&str, &str); 5] = [
    (
        "_other.pyi",
        "class Leaked:\n    \"\"\"Of another library.\"\"\"\n",
    ),
    ("datasurface/__init__.pyi", "\"\"\"The root.\"\"\"\n"),
    (
        "datasurface/new.pyi",
        r#""""Came later."""

from enum import Enum
from typing import Annotated
from _vocabulary import since, unhashable
from datasurface.old import Old as _Old, Unused as _Unused

__since__: str = "1.0"
__partial__: bool = True

class Mode(Enum):
    """How."""

    FAST = 0
    SLOW = 1  # since 1.2
    """It takes its time."""
    SAFE = 2  # until 1.1

@unhashable
class Moved:
    """Was elsewhere."""

    old: _Old | None
    mode: Mode = Mode.SLOW

@since("1.2")
class Later: ...
"#,
    ),
    (
        "datasurface/old.pyi",
        r#""""Was there first."""

from typing import Annotated, Generic, TypeVar
from _other import Leaked as Leaked
from _vocabulary import hashable, into, keyed, observed, positional_cancels, renamed_to, since, until
from datasurface.new import (
    Later as Later,  # since 1.2
    Mode as _Mode,
    Moved as Moved,
)

_T = TypeVar("_T", bound="Moved")

_Part = (
    Annotated[Moved, into("parts")]
    | Annotated[Later, into("later"), since("1.2")]
    | Annotated["Old", into("old", otherwise=True)]
)

@hashable
class Old(Moved):
    """The first."""

    parts: Annotated[dict[str, Moved], keyed("name", duplicate="error")]
    later: Annotated[Later | None, since("1.2")] = None
    """What came of it."""

    @positional_cancels("first")
    def __init__(
        self,
        name: str,
        *args: _Part,
        first: Annotated[list[Moved] | None, into("parts")] = None,
        mode: Annotated[_Mode, into("mode")] = _Mode.SLOW,
        then: Later | None = None,
        gone: Annotated[str, until("1.1"), renamed_to("first")] = "x",
    ) -> None: ...
    @since("1.2")
    def get(self) -> Later:
        """The later one."""
    def all(self) -> dict[str, list[Moved | Later]]:
        """Everything, which this version does not know."""

class Unused: ...

@observed
class Known(Generic[_T]):
    """In part."""

@observed
@until("1.1")
def old(x: Later, y: str = "a,\n b") -> None:
    """It is gone."""
"#,
    ),
    (
        "datasurface/sub/deep.pyi",
        "__since__: str = \"0.1\"\nclass Deep: ...\n",
    ),
];

#[test]
fn a_small_package_without_a_version() {
    check(
        None,
        &expect![[r#"
            --- datasurface/__init__.pyi
            # DataSurface, all versions, written by datasurface-ls.
            """The root."""
            --- datasurface/_other.pyi
            # DataSurface, all versions, written by datasurface-ls.
            class Leaked:
                """Of another library."""
            --- datasurface/new.pyi
            # DataSurface, all versions, written by datasurface-ls.
            """Came later."""

            from enum import Enum
            from typing import Any, ClassVar
            from datasurface.old import Old as _Old

            class Mode(Enum):
                """How."""

                FAST = 0
                SLOW = 1
                """It takes its time."""
                SAFE = 2

            class Moved:
                """Was elsewhere."""

                old: _Old | None
                mode: Mode = Mode.SLOW
                __hash__: ClassVar[None]  # type: ignore

            class Later: ...

            def __getattr__(name: str) -> Any: ...
            --- datasurface/old.pyi
            # DataSurface, all versions, written by datasurface-ls.
            """Was there first."""

            from typing import Any, Generic, TypeAlias, TypeVar
            from datasurface._other import Leaked as Leaked
            from datasurface.new import Later as Later, Mode as _Mode, Moved as Moved

            _T = TypeVar("_T", bound="Moved")

            _Part: TypeAlias = (
                Moved | Later | "Old"
            )

            class Old(Moved):
                """The first."""

                parts: dict[str, Moved]
                later: Later | None = None
                """What came of it."""

                def __init__(
                    self,
                    name: str,
                    *args: _Part,
                    first: list[Moved] | None = None,
                    mode: _Mode = _Mode.SLOW,
                    then: Later | None = None,
                    gone: str = "x",
                ) -> None: ...
                def get(self) -> Later:
                    """The later one."""
                def all(self) -> dict[str, list[Moved | Later]]:
                    """Everything, which this version does not know."""
                def __hash__(self) -> int: ...  # type: ignore

            class Unused: ...

            class Known(Generic[_T]):
                """In part."""
                def __init__(self, *args: Any, **kwargs: Any) -> None: ...
                def __getattr__(self, name: str) -> Any: ...

            def old(x: Later, y: str = "a,\n b", **kwargs: Any) -> None:
                """It is gone."""
            --- datasurface/py.typed
            --- datasurface/sub/deep.pyi
            # DataSurface, all versions, written by datasurface-ls.
            class Deep: ...
        "#]],
    );
}

#[test]
fn a_small_package_of_an_old_version() {
    check(
        Some(Version(0, 9, 0)),
        &expect![[r#"
            --- datasurface/__init__.pyi
            # DataSurface 0.9.0, written by datasurface-ls.
            """The root."""
            --- datasurface/_new.pyi
            # DataSurface 0.9.0, written by datasurface-ls.
            """Came later."""

            from enum import Enum
            from typing import Any, ClassVar
            from datasurface.old import Old as _Old

            class Mode(Enum):
                """How."""

                FAST = 0
                SAFE = 2

            class Moved:
                """Was elsewhere."""

                old: _Old | None
                mode: Mode = ...
                __hash__: ClassVar[None]  # type: ignore

            def __getattr__(name: str) -> Any: ...
            --- datasurface/_other.pyi
            # DataSurface 0.9.0, written by datasurface-ls.
            class Leaked:
                """Of another library."""
            --- datasurface/old.pyi
            # DataSurface 0.9.0, written by datasurface-ls.
            """Was there first."""

            from typing import Any, Generic, TypeAlias, TypeVar
            from datasurface._other import Leaked as Leaked
            from datasurface._new import Mode as _Mode, Moved as Moved

            _T = TypeVar("_T", bound="Moved")

            _Part: TypeAlias = (
                Moved | "Old"
            )

            class Old(Moved):
                """The first."""

                parts: dict[str, Moved]

                def __init__(
                    self,
                    name: str,
                    *args: _Part,
                    first: list[Moved] | None = None,
                    mode: _Mode = ...,
                    gone: str = "x",
                ) -> None: ...
                def all(self) -> dict[str, list[Moved]]:
                    """Everything, which this version does not know."""
                def __hash__(self) -> int: ...  # type: ignore

            class Unused: ...

            class Known(Generic[_T]):
                """In part."""
                def __init__(self, *args: Any, **kwargs: Any) -> None: ...
                def __getattr__(self, name: str) -> Any: ...

            def old(y: str = "a,\n b", **kwargs: Any) -> None:
                """It is gone."""
            --- datasurface/py.typed
            --- datasurface/sub/deep.pyi
            # DataSurface 0.9.0, written by datasurface-ls.
            class Deep: ...
        "#]],
    );
}

#[track_caller]
fn check(version: Option<Version>, expected: &Expect) {
    let mut shown = String::new();
    for file in package(&SMALL, version) {
        let _ = write!(shown, "--- {}\n{}", file.path, file.text);
    }
    expected.assert_eq(&shown);
}

#[test]
fn every_name_in_a_package_stands_for_something() {
    for (version, files) in packages() {
        let sources: Vec<(&str, &str)> = files
            .iter()
            .filter(|file| is_stub(file))
            .map(|file| (file.path.as_str(), file.text.as_str()))
            .collect();
        let (vocabulary, problems) = Vocabulary::load(&sources);
        let problems: Vec<String> = problems.iter().map(ToString::to_string).collect();
        assert!(problems.is_empty(), "{version}:\n{}", problems.join("\n"));
        assert!(vocabulary.class_named("Ecosystem").is_some(), "{version}");
    }
}

#[test]
fn no_marker_is_left() {
    const MARKS: [&str; 16] = [
        "_vocabulary",
        "Annotated",
        "into(",
        "keyed(",
        "computed(",
        "fresh",
        "@since",
        "@until",
        "@observed",
        "@renamed_to",
        "@positional_cancels",
        "hashable\n",
        "# since",
        "# until",
        "__since__",
        "__partial__",
    ];
    for (version, files) in packages() {
        for file in files {
            let StubFile { path, text } = &file;
            if is_stub(&file) {
                let first = text.lines().next().unwrap_or_default();
                assert!(first.ends_with(STUB_SIGNATURE), "{version} {path}");
            }
            let code = text.lines().filter(|line| !line.contains("\"\"\""));
            for line in code {
                let mark = MARKS
                    .iter()
                    .find(|mark| format!("{line}\n").contains(*mark));
                assert_eq!(mark, None, "{version} {path}: {line}");
            }
        }
    }
}

#[test]
fn a_version_has_what_it_has() {
    let exports = |version: &str, module: &str, name: &str| {
        let files = stub_package(Version::newest_of(version));
        let sources: Vec<(&str, &str)> = files
            .iter()
            .map(|file| (file.path.as_str(), file.text.as_str()))
            .collect();
        let (vocabulary, _) = Vocabulary::load(&sources);
        let module = vocabulary.module(Symbol::new(module))?;
        Some(module.exports.contains_key(&Symbol::new(name)))
    };
    let governance = "datasurface.md.governance";
    for (version, module, name, expected) in [
        ("0.0.57", governance, "PostgresDatabase", Some(true)),
        ("0.0.57", governance, "RuntimeDeclaration", Some(false)),
        (
            "0.0.57",
            "datasurface.md.containers",
            "PostgresDatabase",
            None,
        ),
        ("0.0.57", "datasurface.dsl", "Ecosystem", None),
        (
            "0.1.7",
            "datasurface.md.containers",
            "PostgresDatabase",
            Some(true),
        ),
        ("0.7", "datasurface.dsl", "RuntimeDeclaration", Some(true)),
        ("0.7", "datasurface.dsl", "CQRSRuntimeHint", Some(false)),
        ("0.7", "datasurface.yellow", "YellowDataPlatform", None),
        ("1.0", "datasurface.dt", "TokenizationStrategy", Some(false)),
        ("1.0", "datasurface.dt.dbt", "DBTCodeArtifact", Some(true)),
        ("1.x", "datasurface.dsl", "CQRSRuntimeHint", Some(true)),
        (
            "1.x",
            "datasurface.platforms.yellow",
            "YellowMilestoneStrategy",
            Some(false),
        ),
    ] {
        let found = exports(version, module, name);
        assert_eq!(found, expected, "{name} in {module} of {version}");
    }
}

fn is_stub(file: &StubFile) -> bool {
    file.path != "datasurface/py.typed"
}

fn packages() -> Vec<(String, Vec<StubFile>)> {
    let mut packages = vec![("all".to_owned(), stub_package(None))];
    for version in VERSIONS {
        let files = stub_package(Version::newest_of(version));
        packages.push((version.to_owned(), files));
    }
    packages
}
