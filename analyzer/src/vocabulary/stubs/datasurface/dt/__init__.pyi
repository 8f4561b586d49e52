"""Ready-made transformers (1.x): masking of sensitive columns."""

from enum import Enum
from _vocabulary import observed, since
from datasurface.md.credential import Credential as _Credential
from datasurface.md.governance import Datastore as _Datastore, Ecosystem as _Ecosystem, Workspace as _Workspace
from datasurface.md.policy import DataClassification as _DataClassification

__since__: str = "1.3.7"
__partial__: bool = True

@observed
@since("1.3.7")
class TokenizationStrategy(Enum):
    """How sensitive values are replaced."""

    DATABASE_NATIVE_HASH_WITH_VAULT = ...

@observed
@since("1.3.7")
def addTokenizingWorkspace(
    ecosys: _Ecosystem,
    workspaceName: str,
    sourceStore: str | _Datastore,
    classifications: list[_DataClassification],
    runCredential: _Credential,
    *,
    maskedStoreName: str | None = None,
    tokenizationStrategy: TokenizationStrategy = TokenizationStrategy.DATABASE_NATIVE_HASH_WITH_VAULT,
) -> _Workspace:
    """Adds a workspace with a transformer that masks the columns of the given classifications, and its output store.

    They go to the team that owns the source store. A platform that keeps live rows only (SCD1) cannot run it.
    """

@observed
@since("1.3.7")
def createTokenizedDatastore(
    ecosys: _Ecosystem,
    workspaceName: str,
    sourceStore: str | _Datastore,
    classifications: list[_DataClassification],
    runCredential: _Credential,
    *,
    maskedStoreName: str | None = None,
    tokenizationStrategy: TokenizationStrategy = TokenizationStrategy.DATABASE_NATIVE_HASH_WITH_VAULT,
) -> _Datastore:
    """Makes the masked copy of a store as `addTokenizingWorkspace` does, and returns the new store."""
