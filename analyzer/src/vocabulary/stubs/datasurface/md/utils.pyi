"""Small checks used across the DSL, and the list of words SQL keeps for itself."""

from typing import Any, Callable, Generic, TypeVar

_R = TypeVar("_R")
_A = TypeVar("_A")

sql_reserved_words: list[str]
sql_reserved_words_as_set: set[str]

def is_valid_sql_identifier(identifier: str) -> bool:
    """True when the text can stand as an ANSI SQL name: letters, digits and underscores, no digit first."""

def is_valid_azure_key_vault_name(name: str) -> bool:
    """True when the text is acceptable as the name of an Azure key vault."""

def is_valid_hostname_or_ip(s: str) -> bool:
    """True when the text looks like a host name or an IP address."""

def validate_cron_string(cron_string: str) -> bool:
    """True when the text is a five-field cron expression the schedulers accept."""

class Memoize(Generic[_A, _R]):
    """Callable wrapper that remembers results by argument."""

    func: Callable[[_A], _R]
    cache: dict[tuple[Any, ...], Any]

    def __init__(self, func: Callable[[_A], _R]) -> None: ...
    def __call__(self, *args: _A) -> _R: ...

def memoize(func: Callable[[_A], _R]) -> Memoize[_A, _R]:
    """Decorator form of `Memoize`."""

def cyclic_safe_eq(a: object, b: object, visited: set[object]) -> bool:
    """Deep comparison that survives objects referring to each other in a circle."""
