"""Descriptions attached to model objects."""

from abc import ABC
from _vocabulary import hashable
from datasurface.md.lint import UserDSLObject as UserDSLObject, ValidationTree as ValidationTree

class Documentation(UserDSLObject, ABC):
    """Base of all descriptions. Use `PlainTextDocumentation` or `MarkdownDocumentation`.

    An empty description, or an empty tag key or value, raises ValueError.
    """

    description: str
    tags: dict[str, str] | None = None

    def __init__(self, description: str, tags: dict[str, str] | None = None) -> None: ...
    def lint(self, tree: ValidationTree) -> None:
        """Does nothing: descriptions are checked when they are made."""

class Documentable(UserDSLObject):
    """Base of every object that can carry a description."""

    documentation: Documentation | None = None

    def __init__(self, documentation: Documentation | None) -> None: ...

@hashable
class PlainTextDocumentation(Documentation):
    """A description in plain prose, with optional key/value tags."""

    def __init__(self, description: str, tags: dict[str, str] | None = None) -> None: ...

@hashable
class MarkdownDocumentation(Documentation):
    """A short description plus a Markdown text. The Markdown is not inspected and may be empty."""

    markdown: str

    def __init__(self, description: str, markdown: str, tags: dict[str, str] | None = None) -> None: ...
