"""Decorators that derive or check equality of classes. Internal to the library."""

from typing import Any, Callable, TypeVar

_C = TypeVar("_C", bound=type[Any])

def eq_complete(
    *, exclude: set[str] | None = None, ignore_private: bool = True, allow_extra: bool = False
) -> Callable[[_C], _C]:
    """Decorator: complains when a class's equality leaves attributes out."""

def eq_attrs(*attrs: str) -> Callable[[_C], _C]:
    """Decorator: equality by the named attributes."""

class EqualityMeta(type):
    """Metaclass that checks equality of the classes it makes."""

def eq_complete_check(cls: type[Any], exclude: set[str] | None = None, ignore_private: bool = True) -> None:
    """Complains when a class's equality leaves attributes out."""
