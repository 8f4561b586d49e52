"""Policies and data classifications."""

from abc import ABC
from enum import Enum
from typing import Annotated, Any, Generic, TypeVar
from _vocabulary import hashable, into, unhashable
from datasurface.md.documentation import Documentable as Documentable, Documentation as Documentation
from datasurface.md.json import JSONable as JSONable

_T = TypeVar("_T")
_L = TypeVar("_L")

@hashable
class Policy(Documentable, JSONable, ABC, Generic[_T]):
    """A named rule that objects either satisfy or not. Base class."""

    name: str

    def __init__(self, name: str, doc: Annotated[Documentation | None, into("documentation")] = None) -> None: ...
    def isCompatible(self, obj: _T) -> bool:
        """Whether the object satisfies the policy."""

@hashable
class Literal(JSONable, Generic[_L]):
    """Wrapper that lets enum members take part in policies. Not `typing.Literal`."""

    value: _L

    def __init__(self, value: _L) -> None: ...

@hashable
class AllowDisallowPolicy(Policy[_T]):
    """Allows and forbids values by list. No `allowed` set means everything not forbidden is fine.

    A value in both sets raises a plain Exception when the policy is made.
    """

    allowed: set[_T] | None = None
    notAllowed: set[_T] | None = None

    def __init__(
        self,
        name: str,
        doc: Annotated[Documentation | None, into("documentation")],
        allowed: set[_T] | None = None,
        notAllowed: set[_T] | None = None,
    ) -> None: ...

@unhashable
class DataClassification(JSONable):
    """Base of data classifications. Its own instances are all equal and cannot be put into a set; use `SimpleDC`."""

    def __init__(self) -> None: ...

class SimpleDCTypes(Enum):
    """Ready-made sensitivity classes, from public data to personal data of three grades and business secrets."""

    PUB = 0
    IP = 1
    PC1 = 2
    PC2 = 3
    CPI = 4
    MNPI = 5
    CSI = 6
    PC3 = 7

@hashable
class SimpleDC(DataClassification):
    """A sensitivity class with an optional name. Two are equal only when class and name both are."""

    dcType: SimpleDCTypes
    name: str | None = None

    def __init__(self, dcType: SimpleDCTypes, name: str | None = None) -> None: ...

@hashable
class DataClassificationPolicy(AllowDisallowPolicy[DataClassification]):
    """Which data classifications may appear. Put it on a governance zone, or give it to a workspace."""

    def __init__(
        self,
        name: str,
        doc: Annotated[Documentation | None, into("documentation")],
        allowed: set[DataClassification] | None = None,
        notAllowed: set[DataClassification] | None = None,
    ) -> None: ...

@hashable
class VerifyNoPrivacyDataVerify(DataClassificationPolicy):
    """Forbids a fixed list of personal and confidential classifications.

    The list is PC1 "name", PC2 "address", PC3 "ssn" and unnamed CPI, MNPI and CSI; other names slip through.
    """

    name: str = ...
    notAllowed: set[DataClassification] | None = ...

    def __init__(self, doc: Annotated[Documentation | None, into("documentation")]) -> None: ...
