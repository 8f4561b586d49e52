"""Code of transformers (1.x). Was `datasurface.md.codeartifact`."""

from datasurface.md.codeartifact import (
    JavaSparkCodeArtifact as JavaSparkCodeArtifact,  # since 1.3.7
    PythonRepoCodeArtifact as PythonRepoCodeArtifact,
)
from datasurface.md.governance import (
    CodeArtifact as CodeArtifact,
)

__since__: str = "0.7.0"
__partial__: bool = True
