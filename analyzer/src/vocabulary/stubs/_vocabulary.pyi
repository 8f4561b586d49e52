"""Markers that the vocabulary stubs use to say what a signature alone cannot.

They stand in `Annotated[...]` (into, keyed, computed, fresh, identifier, required, distinct, since, until, renamed_to)
or above a definition (since, until, renamed_to, positional_cancels, observed, unhashable, hashable). Nothing imports
this module when a model runs. A class is abstract when `ABC` is among its own bases.

How an object is made from a class in these stubs:

1. Attributes of the class body, base classes first, get their initial value: the written default; a fresh empty
   container for `dict[...]`, `list[...]` and `set[...]` without default; a new object for `fresh`; `...` and a missing
   default mean that only the library knows the value.
2. Keyword parameters are applied in the order of the signature, then positional extras in call order. A parameter sets
   the attribute of its own name unless `into` routes it (two `into` set two attributes). A parameter whose default is
   `...` and that is not passed leaves the attribute as step 1 made it. A parameter with `into` that receives `None`
   leaves its target alone.
3. `computed` attributes are filled in last.

A module that exists in one generation only says so with `__since__` or `__until__`; `__partial__` says that it may
export more than is listed. An enum member or a re-export that exists in one generation only carries a trailing comment
`# since X` or `# until X`, and a member that has another name now `# until X, renamed_to NAME`. Only names imported as
`X as X` are exported.
"""

from typing import Any, TypeVar

_T = TypeVar("_T")

def into(
    target: str,
    *,
    once: bool = False,
    unless_equal: bool = False,
    otherwise: bool = False,
    unknown: str = "",
) -> Any:
    """Routes an argument to the attribute `target` (dots step into attributes; the empty string drops it).

    A container target receives the elements one by one. A target that is None so far, though declared to hold a
    container, becomes the given container itself, or a new one around a single element. `once`: setting twice raises
    AttributeAlreadySetException, and with `unless_equal` only when the second value differs. `otherwise`: this kind
    also takes whatever no other kind of the union takes. `unknown="error"`: an argument of no listed kind raises
    UnknownArgumentException.
    """

def keyed(attribute: str, *, duplicate: str = "replace", raises: str = "ObjectAlreadyExistsException") -> Any:
    """A dict whose objects are stored under the value of their own `attribute`.

    `duplicate` says what a second object of the same key does: "error" raises `raises`, "replace" takes its place.
    """

def computed(template: str) -> Any:
    """An attribute built from other attributes when the object is made, e.g. `"{storeName}:{datasetName}"`."""

class since:
    """First package version that has the marked thing; absent means the September 2025 snapshot (0.0.57) or earlier."""

    def __init__(self, version: str) -> None: ...
    def __call__(self, thing: _T) -> _T: ...

class until:
    """Last package version that has the marked thing."""

    def __init__(self, version: str) -> None: ...
    def __call__(self, thing: _T) -> _T: ...

class renamed_to:
    """The name that took over from the marked one."""

    def __init__(self, name: str) -> None: ...
    def __call__(self, thing: _T) -> _T: ...

class positional_cancels:
    """If any positional extra is passed, the named keyword parameters are ignored by the library."""

    def __init__(self, *parameters: str) -> None: ...
    def __call__(self, thing: _T) -> _T: ...

class _Fresh:
    def __call__(self, *args: Any) -> Any: ...

fresh: _Fresh
"""The library makes this attribute itself, from the given constructor arguments or none."""

identifier: Any
"""The argument must be an ANSI SQL identifier; anything else raises NameMustBeANSISQLIdentifierException."""

required: Any
"""The argument has to be given although Python's grammar makes its parameter look optional."""

distinct: Any
"""A set to which adding an element that is already there raises ObjectAlreadyExistsException."""

def observed(cls: _T) -> _T:
    """The stub has what published models use of it; further parameters and members may exist."""

def unhashable(cls: _T) -> _T:
    """Putting an instance into a set or using it as a dict key raises TypeError; holds for subclasses, too."""

def hashable(cls: _T) -> _T:
    """Takes back an inherited `unhashable`."""
