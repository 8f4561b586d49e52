"""Descriptions (1.x). Was `datasurface.md.documentation`."""

from datasurface.md.documentation import (
    Documentation as Documentation,
    MarkdownDocumentation as MarkdownDocumentation,
    PlainTextDocumentation as PlainTextDocumentation,
)

__since__: str = "0.7.0"
__partial__: bool = True
