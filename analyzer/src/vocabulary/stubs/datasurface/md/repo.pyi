"""Repositories, which own parts of a model, and (1.x) the selectors that pick a version from one."""

from abc import ABC
from enum import Enum
from typing import Annotated, Any, Iterable, Mapping
from _vocabulary import hashable, into, observed, since, unhashable, until
from datasurface.md.credential import Credential as Credential, CredentialType as CredentialType
from datasurface.md.documentation import Documentable as Documentable, Documentation as Documentation
from datasurface.md.json import JSONable as JSONable
from datasurface.md.lint import (
    ProblemSeverity as ProblemSeverity,
    UserDSLObject as _UserDSLObject,
    ValidationProblem as ValidationProblem,
    ValidationTree as ValidationTree,
)

class Repository(Documentable, JSONable, ABC):
    """A place that owns part of a model and from which its changes must come. Base class."""

    credential: Credential | None = None

    def __init__(
        self,
        doc: Annotated[Documentation | None, into("documentation")],
        credential: Credential | None = None,
    ) -> None: ...
    def lint(self, tree: ValidationTree) -> None:
        """Checks the repository's names."""
    def eqForAuthorization(self, other: Repository) -> bool:
        """Same place, whatever the description and credential say."""

class RepositoryNotAuthorizedToMakeChanges(ValidationProblem):
    """A change comes from a repository that does not own the object it touches."""

    def __init__(
        self,
        owningRepo: Annotated[Repository, into("")],
        obj: Annotated[object, into("")],
        changeSource: Annotated[Repository, into("")],
    ) -> None: ...

class GitControlledObject(Documentable, ABC):
    """An object owned by a repository: only changes coming from there are accepted.

    Ecosystem, governance zone and team are of this kind, and in 1.x runtime environments as well.
    """

    owningRepo: Repository

    def __init__(self, repo: Annotated[Repository, into("owningRepo")]) -> None: ...
    def dictsAreDifferent(
        self,
        current_dict: dict[str, Any],
        proposed_dict: dict[str, Any],
        validation_tree: ValidationTree,
        dict_name: str,
    ) -> bool:
        """Compares two dicts and reports what was added, removed or changed."""
    def areTopLevelChangesAuthorized(
        self, proposed: GitControlledObject, changeSource: Repository, tree: ValidationTree
    ) -> bool:
        """Whether the object's own attributes may change like this."""
    def superLint(self, tree: ValidationTree) -> None:
        """Checks the owning repository."""
    def checkTopLevelAttributeChangesAreAuthorized(
        self, proposed: GitControlledObject, changeSource: Repository, vTree: ValidationTree
    ) -> None:
        """Reports attribute changes that do not come from the owner."""
    def checkIfChangesAreAuthorized(
        self, proposed: GitControlledObject, changeSource: Repository, vTree: ValidationTree
    ) -> None:
        """Reports every change, here and below, that does not come from its owner."""
    def checkDictChangesAreAuthorized(
        self,
        current: Mapping[str, GitControlledObject],
        proposed: Mapping[str, GitControlledObject],
        changeSource: Repository,
        vTree: ValidationTree,
    ) -> None:
        """The same for a dict of controlled objects."""
    def showDictChangesAsProblems(
        self, current: Mapping[str, object], proposed: Mapping[str, object], vTree: ValidationTree
    ) -> None:
        """Reports the differences of two dicts as problems."""
    def showSetChangesAsProblems(
        self, current: Iterable[object], proposed: Iterable[object], vTree: ValidationTree
    ) -> None:
        """Reports the differences of two sets as problems."""

@unhashable
class FakeRepository(Repository):
    """A repository for tests. Nothing about it is checked, and it cannot be put into a set."""

    name: str

    def __init__(self, name: str, doc: Annotated[Documentation | None, into("documentation")] = None) -> None: ...

class GitRepository(Repository, ABC):
    """Base of git repositories. Use `GitHubRepository` or `GitLabRepository`."""

    def __init__(
        self,
        doc: Annotated[Documentation | None, into("documentation")] = None,
        credential: Credential | None = None,
    ) -> None: ...
    def is_valid_github_repo_name(self, name: str) -> bool:
        """Whether the text is of the form `owner/repository`."""
    def is_valid_github_branch(self, branch: str) -> bool:
        """Whether the text can be a branch name."""

@hashable
class GitHubRepository(GitRepository):
    """A repository and branch on GitHub, written `GitHubRepository("owner/repository", "branch")`.

    As an owner, repository and branch together say where changes must come from; the credential does not count.
    """

    repositoryName: str
    branchName: str

    def __init__(
        self,
        repo: Annotated[str, into("repositoryName")],
        branchName: str,
        doc: Annotated[Documentation | None, into("documentation")] = None,
        credential: Credential | None = None,
    ) -> None: ...

@hashable
class GitLabRepository(GitRepository):
    """A repository and branch on a GitLab server. It takes no credential."""

    repoUrl: str
    repositoryName: str
    branchName: str

    def __init__(
        self,
        repoUrl: str,
        repo: Annotated[str, into("repositoryName")],
        branchName: str,
        doc: Annotated[Documentation | None, into("documentation")] = None,
    ) -> None: ...
    def is_valid_url(self, url: str) -> bool:
        """Whether the text is a usable server address."""

@since("0.2.7")
class ReleaseType(Enum):
    """Which releases of a repository a version pattern may pick."""

    STABLE_ONLY = "stable_only"
    ALL = ...

@observed
@since("0.2.7")
class VersionPatterns:
    """Ready-made regular expressions for release tags. Append a suffix such as `"-prod"` for one environment."""

    VN_N_N: str = "v[0-9]+\\.[0-9]+\\.[0-9]+"

@since("0.2.4")
class RepositoryReleaseSelector(_UserDSLObject, ABC):
    """Base of the selectors that decide which version of a repository is used.

    The name is ours; the library's is not public.
    """

@observed
@since("0.2.7")
class VersionPatternReleaseSelector(RepositoryReleaseSelector):
    """Picks the newest release whose tag matches a regular expression.

    With STABLE_ONLY a tag alone does not count: it takes a published release that is neither draft nor pre-release.
    """

    versionPattern: str
    releaseType: ReleaseType

    def __init__(
        self,
        versionPattern: str,
        releaseType: ReleaseType = ReleaseType.STABLE_ONLY,
    ) -> None: ...

@observed
@since("0.2.7")
class EnvRefReleaseSelector(RepositoryReleaseSelector):
    """Stands for a release selector that each runtime environment fills in.

    The key is looked up in `dtReleaseSelectors` of the team's environment map.
    """

    key: str

    def __init__(self, key: str) -> None: ...

@observed
@since("0.2.4")
@until("0.2.6")
class LatestVersionInRepository(RepositoryReleaseSelector):
    """Picked the latest version in a repository. Gone; wrap the repository in `VersionedRepository` instead."""

    repo: Repository

    def __init__(self, repo: Repository, selector: RepositoryReleaseSelector | None = None) -> None: ...

@observed
@since("0.2.4")
@until("0.2.6")
class LatestCommitSelector(RepositoryReleaseSelector):
    """Picked the newest commit of a branch. Gone; use `VersionPatternReleaseSelector`."""

    def __init__(self) -> None: ...

@observed
@since("0.2.4")
class VersionedRepository(_UserDSLObject):
    """A repository together with the selector that decides which of its versions is used."""

    repo: Repository
    releaseSelector: RepositoryReleaseSelector

    def __init__(self, repo: Repository, releaseSelector: RepositoryReleaseSelector) -> None: ...
