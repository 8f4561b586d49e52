//! Attributes, inheritance and enums.

use expect_test::expect;

use super::check;

#[test]
fn attributes_have_kinds_and_defaults() {
    check(
        &[(
            "m.pyi",
            r#"
from enum import Enum
from typing import Annotated, ClassVar
from _vocabulary import computed, distinct, fresh, into, keyed, since
class Status(Enum):
    OFF = 0
class Zone:
    name: str
class Team:
    name: str = "none"
    """What it is called."""
    status: Status = Status.OFF
    secret: int = ...
    ratio: float = -1.5
    on: bool | None = None
    tags: dict[str, str]
    stores: Annotated[dict[str, Zone], keyed("name", duplicate="error", raises="Exception")]
    zones: Annotated[dict[str, Zone], keyed("name")]
    items: list[Zone]
    places: Annotated[set[str], distinct]
    given: list[str] | None = None
    zone: Annotated[Zone, fresh]
    other: Annotated[Zone, fresh("UTC", 1)]
    title: Annotated[str, computed("{name}:{zone.name}!"), since("1.4")]
    count: ClassVar[int]
    kind: type[Zone] = Zone
    plain = 3
"#,
        )],
        &expect![[r#"
            class Status [] enum
              OFF = Int(0)
            class Zone []
              name: Plain Str = Library
            class Team []
              name: Plain Str = Str("none")
              status: Plain Class(ClassId(0)) = Member(ClassId(0), 0)
              secret: Plain Int = Library
              ratio: Plain Float = Float(-1.5)
              on: Plain Union([Bool, None]) = None
              tags: Map Dict((Str, Str)) = EmptyDict
              stores: Dict { key: name, on_duplicate: Error } Dict((Str, Class(ClassId(1)))) = EmptyDict
              zones: Dict { key: name, on_duplicate: Replace } Dict((Str, Class(ClassId(1)))) = EmptyDict
              items: List List(Class(ClassId(1))) = EmptyList
              places: Set Set(Str) = EmptySet
              given: Plain Union([List(Str), None]) = None
              zone: Fresh(ClassId(1)) Class(ClassId(1)) = Library
              other: Fresh(ClassId(1)) Class(ClassId(1)) = Library
              title: Computed([Attr(name), Text(":"), Attr(zone.name), Text("!")]) Str = Library since 1.4.0
              count: Plain Int = Library
              kind: Plain Named(type) = Library
              plain: Plain Int = Int(3)
        "#]],
    );
}

#[test]
fn classes_inherit_layout_constructor_and_methods() {
    check(
        &[(
            "m.pyi",
            r#"
from abc import ABC, abstractmethod
from _vocabulary import hashable, renamed_to, since, unhashable, until
@unhashable
class Base(ABC):
    name: str
    kind: str = "base"
    def __init__(self, name: str, extra: int = 7) -> None: ...
    def lint(self) -> None: ...
    @property
    def size(self) -> int: ...
    @size.setter
    def size(self, value: int) -> None: ...
class Mixin:
    kind: int = 1
    note: str = ""
    @staticmethod
    def make(x: int) -> Mixin: ...
    @classmethod
    def create(cls, x: int) -> Mixin: ...
class Both(Base, Mixin):
    later: bool = False
@hashable
@since("1.2")
@until("1.3.1")
@renamed_to("Both")
class Own(Base):
    kind: str = "own"
    def __init__(self, size: int) -> None: ...
    @since("1.3")
    def lint(self) -> None: ...
class Left(Own):
    ...
class Failure(Exception):
    def __init__(self, *args: object) -> None: ...
class Partly:
    @abstractmethod
    def go(self) -> None: ...
"#,
        )],
        &expect![[r#"
            class Base [] abstract unhashable
              name: Plain Str = Library
              kind: Plain Str = Str("base")
              extra: Plain Int = Int(7)
              init(name Normal Str, extra Normal Int = Int(7))
              def lint@0() -> None
              def size@0() -> Int property
            class Mixin []
              kind: Plain Int = Int(1)
              note: Plain Str = Str("")
              def create@1(x Normal Int) -> Class(ClassId(1)) class
              def make@1(x Normal Int) -> Class(ClassId(1)) static
            class Both [0, 1] unhashable
              name: Plain Str = Library
              kind: Plain Str = Str("base")
              extra: Plain Int = Int(7)
              note: Plain Str = Str("")
              later: Plain Bool = Bool(false)
              init(name Normal Str, extra Normal Int = Int(7))
              def create@1(x Normal Int) -> Class(ClassId(1)) class
              def lint@0() -> None
              def make@1(x Normal Int) -> Class(ClassId(1)) static
              def size@0() -> Int property
            class Own [0] since 1.2.0 until 1.3.1 now Both
              name: Plain Str = Library
              kind: Plain Str = Str("own")
              extra: Plain Int = Int(7)
              size: Plain Int = Library
              init(size Normal Int)
              def lint@3() -> None since 1.3.0
              def size@0() -> Int property
            class Left [3, 0]
              name: Plain Str = Library
              kind: Plain Str = Str("own")
              extra: Plain Int = Int(7)
              size: Plain Int = Library
              init(size Normal Int)
              def lint@3() -> None since 1.3.0
              def size@0() -> Int property
            class Failure []
              init(*args [Any -> []])
            class Partly [] abstract
              def go@6() -> None
        "#]],
    );
}

#[test]
fn a_diamond_takes_the_nearest_declaration() {
    check(
        &[(
            "m.pyi",
            r"
class Top:
    x: int = 0
    y: int = 0
class Left(Top):
    left: int = 1
class Right(Top):
    x: int = 2
class Bottom(Left, Right): ...
",
        )],
        &expect![[r#"
            class Top []
              x: Plain Int = Int(0)
              y: Plain Int = Int(0)
            class Left [0]
              x: Plain Int = Int(0)
              y: Plain Int = Int(0)
              left: Plain Int = Int(1)
            class Right [0]
              x: Plain Int = Int(2)
              y: Plain Int = Int(0)
            class Bottom [1, 2, 0]
              x: Plain Int = Int(2)
              y: Plain Int = Int(0)
              left: Plain Int = Int(1)
        "#]],
    );
}

#[test]
fn enum_members_carry_versions_in_comments() {
    check(
        &[(
            "m.pyi",
            r##"
from enum import Enum, auto
class Status(Enum):
    """Doc."""
    OFF = 0
    ON = "#since 9"  # since 0.3.6
    """Said of ON."""
    GONE = ...  # since 0.1, until 0.2, renamed_to OFF
    label: str
    def describe(self) -> str: ...
class Counted(Enum):
    A = auto()
    B = auto()
"##,
        )],
        &expect![[r##"
            class Status [] enum
              OFF = Int(0)
              ON = Str("#since 9") since 0.3.6
              GONE = Library since 0.1.0 until 0.2.0 now OFF
              label: Plain Str = Library
              def describe@0() -> Str
            class Counted [] enum
              A = Int(1)
              B = Int(2)
        "##]],
    );
}
