"""Repositories and release selectors (1.x). Was `datasurface.md.repo`."""

from datasurface.md.repo import (
    EnvRefReleaseSelector as EnvRefReleaseSelector,  # since 0.2.7
    GitHubRepository as GitHubRepository,
    GitLabRepository as GitLabRepository,
    ReleaseType as ReleaseType,  # since 0.2.7
    Repository as Repository,
    VersionPatternReleaseSelector as VersionPatternReleaseSelector,  # since 0.2.7
    VersionPatterns as VersionPatterns,  # since 0.2.7
    VersionedRepository as VersionedRepository,  # since 0.2.4
)

__since__: str = "0.7.0"
__partial__: bool = True
