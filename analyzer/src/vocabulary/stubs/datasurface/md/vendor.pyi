"""Infrastructure vendors and the locations they run."""

from enum import Enum
from typing import Annotated
from _vocabulary import into, keyed
from datasurface.md.documentation import Documentable as Documentable, Documentation as Documentation
from datasurface.md.json import JSONable as JSONable
from datasurface.md.keys import (
    EcosystemKey as EcosystemKey,
    InfraLocationKey as InfraLocationKey,
    InfrastructureVendorKey as InfrastructureVendorKey,
)
from datasurface.md.lint import (
    AttributeNotSet as AttributeNotSet,
    ProblemSeverity as ProblemSeverity,
    ValidationProblem as ValidationProblem,
    ValidationTree as ValidationTree,
)
from datasurface.md.policy import Literal as Literal

class UnknownLocationProblem(ValidationProblem):
    """A location key names a place that the vendor does not have."""

    def __init__(
        self, locStr: Annotated[str, into("")], severity: Annotated[ProblemSeverity, into("sev")]
    ) -> None: ...

class UnknownVendorProblem(ValidationProblem):
    """A location key names a vendor that the ecosystem does not have."""

    def __init__(
        self, vendor: Annotated[str, into("")], severity: Annotated[ProblemSeverity, into("sev")]
    ) -> None: ...

class InfrastructureLocation(Documentable, JSONable):
    """A place such as a region or data centre; it may contain further places. Refer to it with `LocationKey`.

    Two children of the same name raise a plain Exception.
    """

    name: str
    key: InfraLocationKey | None = None
    locations: Annotated[
        dict[str, InfrastructureLocation], keyed("name", duplicate="error", raises="Exception")
    ]

    def __init__(
        self,
        name: str,
        *args: Annotated[InfrastructureLocation, into("locations")]
        | Annotated[Documentation, into("documentation", otherwise=True)],
        locations: Annotated[list[InfrastructureLocation] | None, into("locations")] = None,
        documentation: Documentation | None = None,
    ) -> None: ...
    @classmethod
    def create_legacy(cls, name: str, *args: Documentation | InfrastructureLocation) -> InfrastructureLocation:
        """Older positional way to make one; prefer the constructor."""
    def add(
        self,
        *args: Annotated[InfrastructureLocation, into("locations")]
        | Annotated[Documentation, into("documentation", otherwise=True)],
    ) -> None:
        """Adds child locations, or sets the description; any other object becomes the description."""
    def addLocation(self, loc: Annotated[InfrastructureLocation, into("locations")]) -> None:
        """Adds one child location without giving it a key."""
    def setParentLocation(self, parent: InfraLocationKey) -> None:
        """Gives this location and those below it their keys."""
    def resetKey(self) -> None:
        """Forgets the key."""
    def getEveryChildLocation(self) -> set[InfrastructureLocation]:
        """All locations below this one, at every depth."""
    def containsLocation(self, child: InfrastructureLocation) -> bool:
        """Whether the location is somewhere below this one."""
    def getLocationOrThrow(self, locationName: str) -> InfrastructureLocation:
        """The direct child of that name; AssertionError when there is none."""
    def getLocation(self, locationName: str) -> InfrastructureLocation | None:
        """The direct child of that name, or None."""
    def findLocationUsingKey(self, locationPath: list[str]) -> InfrastructureLocation | None:
        """The location at the end of a path of names, or None."""
    def lint(self, tree: ValidationTree) -> None:
        """Checks the location and those below it."""

class CloudVendor(Enum):
    """The real company behind an infrastructure vendor, for policies that name companies."""

    AWS = 0
    AZURE = 1
    GCP = 2
    IBM = 3
    ORACLE = 4
    ALIBABA = 5
    AWS_CHINA = 6
    TEN_CENT = 7
    HUAWEI = 8
    AZURE_CHINA = 9
    PRIVATE = 10

class InfrastructureVendor(Documentable, JSONable):
    """A provider of places where data can live: a cloud company or one's own data centres.

    Two locations of the same name raise a plain Exception.
    """

    name: str
    key: InfrastructureVendorKey | None = None
    locations: Annotated[
        dict[str, InfrastructureLocation], keyed("name", duplicate="error", raises="Exception")
    ]
    hardCloudVendor: CloudVendor | None = None

    def __init__(
        self,
        name: str,
        *args: Annotated[InfrastructureLocation, into("locations")]
        | Annotated[CloudVendor, into("hardCloudVendor")]
        | Annotated[Documentation, into("documentation", otherwise=True)],
        locations: Annotated[list[InfrastructureLocation] | None, into("locations")] = None,
        documentation: Documentation | None = None,
        cloud_vendor: Annotated[CloudVendor | None, into("hardCloudVendor")] = None,
    ) -> None: ...
    @classmethod
    def create_legacy(
        cls, name: str, *args: InfrastructureLocation | Documentation | CloudVendor
    ) -> InfrastructureVendor:
        """Older positional way to make one; prefer the constructor."""
    def add(
        self,
        *args: Annotated[InfrastructureLocation, into("locations")]
        | Annotated[CloudVendor, into("hardCloudVendor")]
        | Annotated[Documentation, into("documentation", otherwise=True)],
    ) -> None:
        """Adds locations, or sets the cloud company or the description; any other object becomes the description."""
    def addLocation(self, loc: Annotated[InfrastructureLocation, into("locations")]) -> None:
        """Adds one location without giving it a key."""
    def setEcosystem(self, eco: EcosystemKey) -> None:
        """Gives the vendor and its locations their keys."""
    def resetKey(self) -> None:
        """Forgets the key."""
    def getLocationOrThrow(self, locationName: str) -> InfrastructureLocation:
        """The top-level location of that name; AssertionError when there is none."""
    def getLocation(self, locationName: str) -> InfrastructureLocation | None:
        """The top-level location of that name, or None."""
    def findLocationUsingKey(self, locationPath: list[str]) -> InfrastructureLocation | None:
        """The location at the end of a path of names, or None."""
    def lint(self, tree: ValidationTree) -> None:
        """Checks the vendor and its locations."""

def convertCloudVendorItems(items: set[CloudVendor] | None) -> set[Literal[CloudVendor]] | None:
    """Wraps each cloud company so that a policy can hold it."""
