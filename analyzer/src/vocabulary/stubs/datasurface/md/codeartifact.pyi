"""The code that transformers run."""

from typing import Annotated
from _vocabulary import hashable, observed, since, until
from datasurface.md.governance import CodeArtifact as CodeArtifact, Ecosystem as Ecosystem
from datasurface.md.lint import ValidationTree as ValidationTree
from datasurface.md.repo import GitHubRepository as GitHubRepository, VersionedRepository as _VersionedRepository

@hashable
class PythonRepoCodeArtifact(CodeArtifact):
    """Python code in a repository; the only kind Yellow ran in the snapshot.

    The snapshot takes a GitHub repository and a version. Later versions take a `VersionedRepository` alone.
    """

    repo: GitHubRepository | _VersionedRepository
    version: Annotated[str | None, until("0.2.3")] = None

    def __init__(
        self,
        repo: GitHubRepository | _VersionedRepository,
        version: Annotated[str | None, until("0.2.3")] = None,
    ) -> None: ...

@observed
@since("1.3.7")
class JavaSparkCodeArtifact(CodeArtifact):
    """A Spark job in a Java archive, started by its main class. Known from a README only; no public model uses it."""

    jar: str
    className: str

    def __init__(self, jar: str, className: str) -> None: ...
