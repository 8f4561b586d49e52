//! Parameters, and the annotations they have.

use expect_test::expect;

use super::check;

#[test]
fn parameters_are_routed() {
    check(
        &[(
            "m.pyi",
            r#"
from typing import Annotated, Any
from _vocabulary import *
from _vocabulary import identifier, into, observed, positional_cancels, renamed_to, required, since, until
class A: ...
class B: ...
class C:
    doc: str | None = None
    def __init__(
        self,
        pos: int,
        /,
        name: Annotated[str, identifier],
        text: Annotated[str | None, into("doc")] = None,
        deep: Annotated[str, into("a.b.c", once=True, unless_equal=True), required] = "",
        gone: Annotated[int, into("")] = 0,
        *args: Annotated[A, into("x")] | Annotated[B | str, into("y", otherwise=True, unknown="error")] | int,
        old: Annotated[int | None, renamed_to("new"), until("0.9")] = None,
        new: Annotated[int, since("1.4")] = ...,
        untyped=None,
        **kwargs: Any,
    ) -> None: ...
class D:
    @positional_cancels("a", "c")
    def __init__(self, *args: A, a: int = 0, b: int = 0) -> None: ...
@observed
class E:
    def __init__(
        self,
        both: Annotated[A, into("x"), into("y.z")],
        *args: Annotated[A, into("x"), into("y"), since("1.2")] | Annotated[B, into("x")],
    ) -> None: ...
class F(E): ...
class G:
    @observed
    def f(self) -> None: ...
class H(G):
    def __init__(self) -> None: ...
@observed
class I(H):
    def f(self) -> None: ...
class J(I): ...
@observed
def g(x: int) -> None: ...
"#,
        )],
        &expect![[r#"
            class A []
            class B []
            class C []
              doc: Plain Union([Str, None]) = None
              pos: Plain Int = Library
              name: Plain Str = Library
              old: Plain Union([Int, None]) = None
              new: Plain Int = Library
              untyped: Plain Any = None
              init(pos PositionalOnly Int, name Normal Str identifier, text Normal Union([Str, None]) = None -> [doc], deep Normal Str = Str("") -> [a, b, c] once unless equal required, gone Normal Int = Int(0) -> [], old KeywordOnly Union([Int, None]) = None until 0.9.0 now new, new KeywordOnly Int = Library since 1.4.0, untyped KeywordOnly Any = None, *args [Class(ClassId(0)) -> [x]] [Union([Class(ClassId(1)), Str]) -> [y] otherwise] [Int -> []] else error, **)
            class D []
              a: Plain Int = Int(0)
              b: Plain Int = Int(0)
              init(a KeywordOnly Int = Int(0), b KeywordOnly Int = Int(0), *args [Class(ClassId(0)) -> []], cancels [a, c])
            class E [] partial
              init(both Normal Class(ClassId(0)) -> [x] and [y, z], *args [Class(ClassId(0)) -> [x] and [y] since 1.2.0] [Class(ClassId(1)) -> [x]], …)
            class F [4] partial
              init(both Normal Class(ClassId(0)) -> [x] and [y, z], *args [Class(ClassId(0)) -> [x] and [y] since 1.2.0] [Class(ClassId(1)) -> [x]], …)
            class G []
              def f@6(…) -> None
            class H [6]
              init()
              def f@6(…) -> None
            class I [7, 6] partial
              init(…)
              def f@8(…) -> None
            class J [8, 7, 6] partial
              init(…)
              def f@8(…) -> None
            def g(x Normal Int, …) -> None
            ! m:3: `_vocabulary` has no stub
            ! m:24: `positional_cancels` names `c`, which is not a parameter
        "#]],
    );
}

#[test]
fn aliases_and_strings_are_resolved() {
    check(
        &[
            (
                "m.pyi",
                r#"
import typing as t
from typing import Annotated, Callable, Generic, Literal, Optional, TypeVar, Union
from collections.abc import Iterable
from _vocabulary import into
from other import Far, _Part as _Far
_T = TypeVar("_T", bound="Later")
_Part = Annotated["Later", into("later")] | Annotated[_T, into("rest")]
Name = Later
class First(Generic[_T]):
    def __init__(self, *args: _Part, far: "_Far | None" = None) -> None: ...
    def a(self, x: Optional[int], y: Union[str, "Far"], z: Literal["a", 1], f: Callable[[int], Missing]) -> "Later": ...
    def b(self, x: t.List[Name], y: tuple[int, str], z: tuple[int, ...], s: frozenset[int]) -> _T: ...
    def c(self, x: Iterable[int], y: dict[str, list[int]], z: "list[Nowhere]") -> t.Self: ...
    def d[S: Far, U](self, x: S, y: U) -> object: ...
class Later: ...
"#,
            ),
            (
                "other.pyi",
                r#"
from typing import Annotated
from _vocabulary import into
from m import Later
class Far(Later): ...
_Part = Annotated[Later, into("near")]
"#,
            ),
        ],
        &expect![[r#"
            class First []
              init(far KeywordOnly Union([Class(ClassId(1)), None]) = None -> [near], *args [Class(ClassId(1)) -> [later]] [Class(ClassId(1)) -> [rest]])
              def a@0(x Normal Union([Int, None]), y Normal Union([Str, Class(ClassId(2))]), z Normal Union([Str, Int]), f Normal Named(Callable)) -> Class(ClassId(1))
              def b@0(x Normal List(Class(ClassId(1))), y Normal Tuple([Int, Str]), z Normal Named(tuple), s Normal Set(Int)) -> Class(ClassId(1))
              def c@0(x Normal Named(Iterable), y Normal Dict((Str, List(Int))), z Normal List(Named(Nowhere))) -> Class(ClassId(0))
              def d@0(x Normal Class(ClassId(2)), y Normal Any) -> Any
            class Later []
            ! m:14: `Nowhere` is not defined
        "#]],
    );
}
