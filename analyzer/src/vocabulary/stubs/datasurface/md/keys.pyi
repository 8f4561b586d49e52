"""Keys: soft references to model objects by name. They are resolved when the model is checked, not when written."""

from typing import Annotated
from _vocabulary import into, unhashable
from datasurface.md.lint import (
    ProblemSeverity as ProblemSeverity,
    UserDSLObject as UserDSLObject,
    ValidationProblem as ValidationProblem,
    ValidationTree as ValidationTree,
)

class GenericKey(UserDSLObject):
    """Common base of all keys."""

class EcosystemKey(GenericKey):
    """Names an ecosystem. Set by the library."""

    ecoName: str

    def __init__(self, ecoName: str) -> None: ...

class GovernanceZoneKey(EcosystemKey):
    """Names a governance zone inside an ecosystem. Set by the library when a declaration is added."""

    gzName: str

    def __init__(self, e: Annotated[EcosystemKey, into("")], gz: Annotated[str, into("gzName")]) -> None: ...

class StoragePolicyKey(GovernanceZoneKey):
    """Names a storage policy inside a governance zone."""

    policyName: str

    def __init__(self, gz: Annotated[GovernanceZoneKey, into("")], policyName: str) -> None: ...

class InfrastructureVendorKey(EcosystemKey):
    """Names an infrastructure vendor inside an ecosystem. Set by the library."""

    ivName: str

    def __init__(self, eco: Annotated[EcosystemKey, into("")], iv: Annotated[str, into("ivName")]) -> None: ...

class DataPlatformKey(GenericKey):
    """Names a data platform. Use it where an assignment or a policy refers to a platform defined elsewhere."""

    name: str

    def __init__(self, name: str) -> None: ...

class InfraLocationKey(InfrastructureVendorKey):
    """Names a location below a vendor by its path. Set by the library."""

    locationPath: list[str]

    def __init__(
        self, iv: Annotated[InfrastructureVendorKey, into("")], loc: Annotated[list[str], into("locationPath")]
    ) -> None: ...

@unhashable
class TeamDeclarationKey(GovernanceZoneKey):
    """Names a team inside a governance zone. Set by the library; cannot be put into a set."""

    tdName: str

    def __init__(self, gz: Annotated[GovernanceZoneKey, into("")], td: Annotated[str, into("tdName")]) -> None: ...

@unhashable
class WorkspaceKey(TeamDeclarationKey):
    """Names a workspace inside a team. Set by the library; cannot be put into a set."""

    name: str

    def __init__(self, tdKey: Annotated[TeamDeclarationKey, into("")], name: str) -> None: ...

@unhashable
class DatastoreKey(TeamDeclarationKey):
    """Names a datastore inside a team. Set by the library; cannot be put into a set."""

    dsName: str

    def __init__(self, td: Annotated[TeamDeclarationKey, into("")], ds: Annotated[str, into("dsName")]) -> None: ...

class InvalidLocationStringProblem(ValidationProblem):
    """A location key is not of the form `vendor:location/sublocation`."""

    def __init__(
        self,
        problem: Annotated[str, into("description")],
        locStr: Annotated[str, into("")],
        severity: Annotated[ProblemSeverity, into("sev")],
    ) -> None: ...

class LocationKey(GenericKey):
    """Names a place where data lives, written `"Vendor:Location/SubLocation"`.

    Equality is by the raw text. A key without exactly one colon is accepted here and fails when it is resolved.
    """

    locStr: str

    def __init__(self, locStr: str) -> None: ...
    def parseToVendorAndLocations(self) -> tuple[str, list[str]]:
        """Splits the key into the vendor and the path of locations; a malformed key raises a plain Exception."""
    def lint(self, tree: ValidationTree) -> None:
        """Checks the form of the key, not whether the place exists."""
