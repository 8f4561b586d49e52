//! Stubs that are wrong, or absurd.

use expect_test::expect;

use super::check;
use crate::vocabulary::Vocabulary;

#[test]
fn what_cannot_be_used_is_a_problem_and_nothing_worse() {
    check(
        &[
            (
                "m.pyi",
                r#"
from typing import Annotated
from _vocabulary import computed, fresh, identifier, into, keyed, since, nonsense
from gone import Anything
from m import nothing
from m.sub import thing
from .... import up
import os.path
class A(B): ...
class B(A): ...
class C(nothing, Missing, os.path.Thing):
    x: Unknown = unknown
    y: Annotated[int, keyed("a"), since("new")] = 1
    z: Annotated[str, computed("{a")]
    q: Annotated[str, into("x"), nonsense]
    w: Annotated[str, into, undefined]
    v: "list["
    s: 3
    a.b: int
    def __init__(self, f: Annotated[str, fresh] = {1: 2}, *args: Loop) -> None: ...
    for _ in (): pass
Loop = Loop | int
Again = Other
Other = Again
Twice = list[Twice] | list[Twice] | Twice
def g() -> Twice: ...
def f(x: Again, y: f, z: A.b.c) -> Loop: ...
while True: ...
"#,
            ),
            ("broken.pyi", "class A:\n    def f(:\n"),
        ],
        &expect![[r#"
            class A [1]
            class B []
            class C []
              x: Plain Named(Unknown) = Library
              y: Dict { key: a, on_duplicate: Replace } Int = EmptyDict
              z: Plain Str = Library
              q: Plain Str = Library
              w: Plain Str = Library
              v: Plain Any = Library
              s: Plain Any = Library
              f: Plain Str = Library
              init(f Normal Str = Library, *args [Any -> []])
            def g() -> Any
            def f(x Normal Named(Again), y Normal Named(f), z Normal Named(….c)) -> Any
            ! broken:2: Expected a parameter or the end of the parameter list
            ! m:5: `m` has no `nothing`
            ! m:6: `m.sub` has no stub
            ! m:7: this relative import leaves the tree
            ! m:10: this class is its own ancestor, or has too many
            ! m:11: `Missing` is not a class
            ! m:12: `Unknown` is not defined
            ! m:12: a default is a literal, an empty container, an enum member or `...`
            ! m:13: `keyed` is for dicts
            ! m:13: `new` is not a version
            ! m:14: the braces of this template do not match
            ! m:15: `into` says nothing on an attribute
            ! m:15: `nonsense` is not a marker that can stand here
            ! m:16: `into` takes a string first
            ! m:16: `undefined` is not defined
            ! m:17: this annotation does not parse: unexpected EOF while parsing
            ! m:18: this is not a type
            ! m:19: an attribute is declared by its name
            ! m:20: `fresh` says nothing on a parameter
            ! m:20: a default is a literal, an empty container, an enum member or `...`
            ! m:21: a class in a stub cannot contain this statement
            ! m:22: this annotation refers to itself, or is too large
            ! m:24: `Again` is not defined
            ! m:25: this annotation refers to itself, or is too large
            ! m:27: `f` is not a type
            ! m:27: `….c` is not defined
            ! m:28: a stub cannot contain this statement
        "#]],
    );
}

#[test]
fn absurd_stubs_are_survived() {
    let longest = 250_000;
    let chain = format!("x: a{}\n", ".a".repeat(longest / 2));
    let union = format!("x: a{}\n", "|a".repeat(longest / 2));
    let brackets = format!("x: {}int{}\n", "list[".repeat(40_000), "]".repeat(40_000));
    let minus = format!("x = {}1\n", "-".repeat(longest));
    let own = "class A:\n    ".to_owned();
    let bases = (0..5000).map(|index| format!("class C{index}(C{}): ...\n", index + 1));
    let bases = bases.collect::<Vec<_>>().concat();
    for text in [
        &chain,
        &union,
        &brackets,
        &minus,
        &(own.clone() + &chain),
        &(own.clone() + &union),
    ] {
        Vocabulary::load(&[("m.pyi", text)]);
    }
    for text in [
        own.clone() + &brackets,
        own + &minus,
        bases,
        "x".repeat(1 << 20),
        String::new(),
    ] {
        Vocabulary::load(&[
            ("m.pyi", &text),
            ("", &text),
            ("/__init__.pyi", "x: int"),
            ("..", ""),
        ]);
    }
}
