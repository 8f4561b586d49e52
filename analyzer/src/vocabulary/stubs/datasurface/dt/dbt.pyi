"""Transformers written with dbt (1.x)."""

from _vocabulary import observed, since
from datasurface.md.governance import CodeArtifact as _CodeArtifact, EnvRefDockerImage as _EnvRefDockerImage
from datasurface.md.repo import VersionedRepository as _VersionedRepository

__since__: str = "0.5.13"
__partial__: bool = True

@observed
@since("0.5.13")
class DBTCodeArtifact(_CodeArtifact):
    """A dbt project in a repository, run in a docker image.

    The image is named by a key: of the team's environment map, or (0.5.13) of the provider's images.
    """

    repo: _VersionedRepository
    imageKey: str | _EnvRefDockerImage

    def __init__(self, repo: _VersionedRepository, imageKey: str | _EnvRefDockerImage) -> None: ...
