"""Problems found in a model (1.x). Was `datasurface.md.lint`."""

from datasurface.md.lint import (
    ProblemSeverity as ProblemSeverity,
    ValidationProblem as ValidationProblem,
    ValidationTree as ValidationTree,
)

__since__: str = "0.7.0"
__partial__: bool = True
